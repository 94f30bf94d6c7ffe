import type { ManifestFile, ReleaseManifest } from '../contracts/proof-documents.ts';
import { type EditionRef, editionId } from '../domain/methodology/edition-definition.ts';
import { contentHash } from '../domain/release/content-hash.ts';
import type { RunInputs } from '../domain/release/run.ts';
import { Upstream } from './errors.ts';
import type { ReleaseRecord } from './ports.ts';
import type { KeyStore, ProofStore, RecordFile, RecordFiles, ReleaseRecords, Signer } from './proof-ports.ts';
import type { PublicReader } from './read-ports.ts';
import { documentIn } from './signed-document.ts';

export type AttestReleasePorts = {
  releases: ReleaseRecords;
  runs: Pick<PublicReader, 'summary'>;
  files: RecordFiles;
  proofs: ProofStore;
  keys: Pick<KeyStore, 'keep'>;
  signer: Signer;
};

/**
 * Input: a release.
 * Output: its signed manifest: the hash of everything that it was made from and of what it gave.
 * Course: the manifest of the release before is made first where it is missing, since this one holds its hash.
 *   A manifest says the same whenever it is made; of two signatures the first to be written stays.
 *
 * @throws {Upstream} for a file that is gone, or whose bytes are not those of its name: nothing is signed then
 */
export async function attestRelease(
  ports: AttestReleasePorts,
  edition: EditionRef,
  revision: number,
): Promise<string> {
  const kept = await ports.proofs.manifest(edition, revision);
  if (kept) return kept;
  const before = revision > 1 ? await attestRelease(ports, edition, revision - 1) : null;
  const manifest = await manifestOf(ports, edition, revision, before);
  await ports.keys.keep(await ports.signer.key());
  return ports.proofs.keepManifest(edition, revision, await ports.signer.sign(manifest));
}

async function manifestOf(
  ports: AttestReleasePorts,
  edition: EditionRef,
  revision: number,
  before: string | null,
): Promise<ReleaseManifest> {
  const record = await existing(ports.releases.get(edition, revision), `Release ${revision}`);
  const { inputs } = await existing(ports.runs.summary(record.run), `The summary of run ${record.run}`);
  const previous = inputs.previous && (await runComparedWith(ports, edition, record, inputs.previous));
  return {
    schema: 1,
    kind: 'release',
    edition: { index: edition.index, period: edition.period },
    revision,
    publishedAt: record.publishedAt,
    run: record.run,
    results: record.results,
    engine: inputs.engine,
    definition: inputs.definition,
    parts: inputs.parts,
    ...(inputs.earlier && { earlier: inputs.earlier }),
    previous,
    ...(record.note && { note: record.note }),
    ...(record.rolledBackTo && { rolledBackTo: record.rolledBackTo }),
    ...(record.sample && { sample: record.sample }),
    files: await describeFiles(ports.files, filesOf(record.run, inputs, previous)),
    previousManifest: before && (await payloadHash(before)),
  };
}

/** The hash by which the next manifest names this one: of the document, whoever signed it. */
export const payloadHash = (manifest: string): Promise<string> => contentHash(documentIn(manifest));

/** Inputs name the results that changes were measured against; the release that showed them names the run. */
async function runComparedWith(
  ports: AttestReleasePorts,
  { index }: EditionRef,
  { publishedAt }: ReleaseRecord,
  { period, results }: NonNullable<RunInputs['previous']>,
) {
  const releases = await ports.releases.list({ index, period });
  const same = releases.filter((release) => release.results === results);
  const shown = same.find((release) => release.publishedAt <= publishedAt) ?? same.at(-1);
  if (!shown) throw new Upstream(`No release of ${editionId({ index, period })} has the results ${results}`);
  return { period, results, run: shown.run };
}

function filesOf(
  run: string,
  { definition, parts, earlier = [] }: RunInputs,
  previous: { run: string } | null,
): RecordFile[] {
  const looked = earlier.flatMap((edition) => edition.parts);
  const hashes = [...new Set([...parts.map(({ hash }) => hash), ...looked])];
  return [
    { kind: 'definition', name: definition },
    ...hashes.map((name) => ({ kind: 'part' as const, name })),
    { kind: 'run', name: run },
    ...(previous ? [{ kind: 'previous-run' as const, name: previous.run }] : []),
  ];
}

function describeFiles(files: RecordFiles, named: RecordFile[]): Promise<ManifestFile[]> {
  return Promise.all(
    named.map(async (file) => {
      const digest = await existing(files.digest(file), `The ${file.kind} ${file.name}`);
      const namedByContent = file.kind === 'definition' || file.kind === 'part';
      if (namedByContent && digest.sha256 !== file.name)
        throw new Upstream(`The stored ${file.kind} ${file.name} has the hash ${digest.sha256}`);
      return { ...file, ...digest };
    }),
  );
}

async function existing<T>(reading: Promise<T | undefined>, name: string): Promise<T> {
  const value = await reading;
  if (value === undefined) throw new Upstream(`${name} was written and cannot be read`);
  return value;
}
