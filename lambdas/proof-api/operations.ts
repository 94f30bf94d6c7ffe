import { proofRoutes } from '../../contracts/proof-api.ts';
import type { KeySet } from '../../contracts/proof-documents.ts';
import { getManifest, linkReleaseFile } from '../../use-cases/get-proof.ts';
import type { KeyStore, ProofStore, RecordFiles } from '../../use-cases/proof-ports.ts';
import type { Answer } from '../shared/http.ts';
import type { Operations } from '../shared/router.ts';

export type ProofPorts = {
  keys: Pick<KeyStore, 'list'>;
  proofs: Pick<ProofStore, 'manifest'>;
  files: Pick<RecordFiles, 'link'>;
};

/** A new key signs nothing that is older than itself: an hour's copy of the keys is enough for what it checks. */
const hourly = 'public, max-age=3600';
const immutable = 'public, max-age=31536000, immutable';

export const proofOperations = (ports: ProofPorts): Operations<typeof proofRoutes, void, Answer> => ({
  getKeys: () => keySet(ports),
  getWellKnownKeys: () => keySet(ports),

  /** As it is kept, byte for byte. */
  async getManifest(release) {
    return ok(proofRoutes.getManifest.mediaType, await getManifest(ports, release), immutable);
  },

  /** Files may be larger than an answer of a function can be. */
  async getReleaseFile(question) {
    const Location = await linkReleaseFile(ports, question);
    return { statusCode: 302, headers: { Location, 'Cache-Control': 'no-store' }, body: '' };
  },
});

async function keySet({ keys }: ProofPorts): Promise<Answer> {
  const body: KeySet = { keys: await keys.list() };
  return ok(proofRoutes.getKeys.mediaType, JSON.stringify(body), hourly);
}

const ok = (contentType: string, body: string, cacheControl: string): Answer => ({
  statusCode: 200,
  headers: { 'Content-Type': contentType, 'Cache-Control': cacheControl },
  body,
});
