import type { ReleaseManifest } from '../contracts/proof-documents.ts';
import { type EditionRef, editionId } from '../domain/methodology/edition-definition.ts';
import { NotFound } from './errors.ts';
import type { ProofStore, RecordFiles } from './proof-ports.ts';
import { documentIn } from './signed-document.ts';

export type ReleaseAddress = EditionRef & { revision: number };

/**
 * Output: the signed manifest of a release, which exists only once the release is public.
 *
 * @throws {NotFound}
 */
export async function getManifest(
  { proofs }: { proofs: Pick<ProofStore, 'manifest'> },
  { revision, ...edition }: ReleaseAddress,
): Promise<string> {
  const manifest = await proofs.manifest(edition, revision);
  if (manifest) return manifest;
  throw new NotFound(
    `There is no signed release ${revision} of ${editionId(edition)}. A release is signed a moment after it is made: the edition's list of releases has them all.`,
    { parameter: 'revision' },
  );
}

/**
 * Output: a short-lived address of a file that the manifest of a release names, and of no other.
 *
 * @throws {NotFound}
 */
export async function linkReleaseFile(
  ports: { proofs: Pick<ProofStore, 'manifest'>; files: Pick<RecordFiles, 'link'> },
  { sha256, ...release }: ReleaseAddress & { sha256: string },
): Promise<string> {
  const { files } = documentIn<ReleaseManifest>(await getManifest(ports, release));
  const file = files.find((each) => each.sha256 === sha256);
  if (file) return ports.files.link(file);
  throw new NotFound('The manifest of this release names no such file.', {
    parameter: 'sha256',
    allowed: files.map((each) => each.sha256),
  });
}
