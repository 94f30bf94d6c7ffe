import { addressOf } from '../contracts/address.ts';
import { proofRoutes } from '../contracts/proof-api.ts';
import type { ManifestFile, ReleaseManifest } from '../contracts/proof-documents.ts';
import { ENGINE_VERSION } from '../domain/engine/version.ts';
import type { EditionDefinition } from '../domain/methodology/edition-definition.ts';
import { deviations } from '../domain/proof/deviations.ts';
import { computeRun } from '../domain/release/compute-run.ts';
import { contentHash } from '../domain/release/content-hash.ts';
import type { Run } from '../domain/release/run.ts';
import type { Part } from '../domain/submission/part.ts';
import { type Check, hashOf, text, type VerifyPorts } from './verify-ports.ts';

/** A run as it was computed here, and what from. */
export type VerifiedRun = { run: Run; definition: EditionDefinition; parts: Part[] };

/** Contents by kind and name, of the files that are what the manifest says. */
type Files = Map<string, unknown>;

/**
 * Input: the manifest of a release.
 * Output: the run as it is computed here from the files that the manifest names.
 * Course: every file must have the hash that was signed. With one that has not, nothing is computed: the result
 *   would say nothing about the release.
 */
export async function* verifyRun(
  ports: VerifyPorts,
  manifest: ReleaseManifest,
): AsyncGenerator<Check, VerifiedRun | undefined> {
  const files = yield* intactFiles(ports, manifest);
  if (files.size < manifest.files.length) return undefined;
  if (manifest.engine !== ENGINE_VERSION) {
    yield {
      subject: 'engine',
      fault: `the release was computed by version ${manifest.engine}, this is ${ENGINE_VERSION}: take the command of that version`,
    };
    return undefined;
  }
  const run = await recompute(manifest, files);
  yield* compareRuns(manifest, run, files.get(`run ${manifest.run}`) as Run);
  const { definition, parts, earlier = [] } = manifest;
  const hashes = [...earlier.flatMap((each) => each.parts), ...parts.map(({ hash }) => hash)];
  return {
    run,
    definition: files.get(`definition ${definition}`) as EditionDefinition,
    parts: hashes.map((hash) => files.get(`part ${hash}`) as Part),
  };
}

async function* intactFiles(ports: VerifyPorts, manifest: ReleaseManifest): AsyncGenerator<Check, Files> {
  const files: Files = new Map();
  for (const file of manifest.files) {
    const { subject, content, fault } = await fetchFile(ports, manifest, file);
    yield fault === undefined ? { subject } : { subject, fault };
    if (fault === undefined) files.set(`${file.kind} ${file.name}`, content);
  }
  return files;
}

async function fetchFile(
  { get }: VerifyPorts,
  { edition, revision, parts }: ReleaseManifest,
  { kind, name, sha256 }: ManifestFile,
): Promise<Check & { content?: unknown }> {
  const cohort = parts.find(({ hash }) => kind === 'part' && hash === name)?.cohort;
  const subject = `${kind} ${name}${cohort ? ` (${cohort})` : ''}`;
  const answer = await get(addressOf(proofRoutes.getReleaseFile, { ...edition, revision, sha256 }));
  if (answer.status !== 200) return { subject, fault: `it cannot be had (answered ${answer.status})` };
  const hash = await hashOf(answer.bytes);
  if (hash !== sha256) return { subject, fault: `it was changed: its hash is ${hash}, not ${sha256}` };
  return { subject, content: JSON.parse(text(answer)) };
}

function recompute(
  { definition, engine, parts, earlier, previous }: ReleaseManifest,
  files: Files,
): Promise<Run> {
  return computeRun({
    definition: files.get(`definition ${definition}`) as EditionDefinition,
    inputs: {
      definition,
      engine,
      parts,
      ...(earlier && { earlier }),
      previous: previous && { period: previous.period, results: previous.results },
    },
    earlier: (earlier ?? []).flatMap((each) => each.parts.map((hash) => files.get(`part ${hash}`) as Part)),
    parts: parts.map((part) => ({ ...part, part: files.get(`part ${part.hash}`) as Part })),
    previous: previous && (files.get(`previous-run ${previous.run}`) as Run),
  });
}

async function* compareRuns(manifest: ReleaseManifest, run: Run, stored: Run): AsyncGenerator<Check> {
  yield same('name of the run', run.id, manifest.run);
  yield same('results', run.results, manifest.results);
  const isSame = (await contentHash(run)) === (await contentHash(stored));
  const faults = isSame ? [] : deviations(run, stored);
  const subject = 'run, computed again';
  yield isSame
    ? { subject }
    : { subject, fault: faults.join('; ') || 'the stored run says more than its inputs give' };
}

const same = (subject: string, computed: string, signed: string): Check =>
  computed === signed ? { subject } : { subject, fault: `it is ${computed} here, and ${signed} was signed` };
