import { addressOf } from '../contracts/address.ts';
import { proofRoutes } from '../contracts/proof-api.ts';
import { type KeySet, keySet, type ReleaseManifest, releaseManifest } from '../contracts/proof-documents.ts';
import { contentHash } from '../domain/release/content-hash.ts';
import type { ReleaseAddress } from './get-proof.ts';
import { type Check, text, type Verification, type VerifyPorts } from './verify-ports.ts';

/**
 * Input: a release.
 * Output: its manifest, when its signature is right and it belongs to this release.
 * Course: the manifests of all releases before it are opened too: each must have the hash that the next one names.
 */
export async function* verifyManifests(
  ports: VerifyPorts,
  { keys: trusted, ...release }: Verification,
): AsyncGenerator<Check, ReleaseManifest | undefined> {
  const keys = trusted ?? (yield* publishedKeys(ports));
  if (!keys) return undefined;
  const manifest = yield* openManifest(ports, release, keys);
  let next = manifest;
  for (let revision = release.revision - 1; next && revision >= 1; revision -= 1) {
    const before = yield* openManifest(ports, { ...release, revision }, keys);
    if (before) yield await linkCheck(before, next);
    next = before;
  }
  return manifest;
}

async function* publishedKeys({ get }: VerifyPorts): AsyncGenerator<Check, KeySet | undefined> {
  const subject = 'keys';
  const answer = await get(addressOf(proofRoutes.getKeys));
  const parsed = keySet.safeParse(parsedOrNothing(text(answer)));
  yield parsed.success ? { subject } : { subject, fault: `no key set (answered ${answer.status})` };
  return parsed.data;
}

async function* openManifest(
  ports: VerifyPorts,
  release: ReleaseAddress,
  keys: KeySet,
): AsyncGenerator<Check, ReleaseManifest | undefined> {
  const subject = `manifest of release ${release.revision}`;
  const answer = await ports.get(addressOf(proofRoutes.getManifest, release));
  if (answer.status !== 200) {
    yield { subject, fault: `it cannot be had (answered ${answer.status})` };
    return undefined;
  }
  const opened = await ports.open(text(answer), keys);
  if ('fault' in opened) {
    yield { subject, fault: opened.fault };
    return undefined;
  }
  const parsed = releaseManifest.safeParse(opened.document);
  const fault = parsed.success ? foreign(parsed.data, release) : 'it is not a manifest of a release';
  yield fault === undefined ? { subject } : { subject, fault };
  return fault === undefined ? parsed.data : undefined;
}

/** A manifest that is rightly signed and stands at another's place. */
function foreign({ edition, revision }: ReleaseManifest, release: ReleaseAddress): string | undefined {
  if (edition.index === release.index && edition.period === release.period && revision === release.revision)
    return undefined;
  return `it is that of ${edition.index}/${edition.period}, release ${revision}`;
}

async function linkCheck(before: ReleaseManifest, next: ReleaseManifest): Promise<Check> {
  const subject = `link from release ${next.revision} to release ${before.revision}`;
  const hash = await contentHash(before);
  return hash === next.previousManifest
    ? { subject }
    : { subject, fault: `the manifest before has the hash ${hash}, not ${next.previousManifest}` };
}

function parsedOrNothing(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
