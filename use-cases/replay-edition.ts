import type { Receipt, ReleaseManifest } from '../contracts/proof-documents.ts';
import { ENGINE_VERSION } from '../domain/engine/version.ts';
import type { EditionDefinition, EditionRef } from '../domain/methodology/edition-definition.ts';
import { editionId } from '../domain/methodology/edition-definition.ts';
import { computeRun } from '../domain/release/compute-run.ts';
import { contentHash } from '../domain/release/content-hash.ts';
import type { Run, RunInputs } from '../domain/release/run.ts';
import type { Part, VerificationPart } from '../domain/submission/part.ts';
import { type AssessRanksPorts, assessRanks } from './assess-ranks.ts';
import { NotFound, Upstream } from './errors.ts';
import type {
  EditionStore,
  PartRegistration,
  RecordStore,
  ReleasePointer,
  RunRelease,
  RunStore,
} from './ports.ts';
import type { ProofStore } from './proof-ports.ts';
import { documentIn } from './signed-document.ts';

/** What an edition's items in the table are made of. */
export type RestoredEdition = {
  edition: EditionRef;
  slots: PartRegistration[];
  /** Oldest first; the last one is what readers see. */
  releases: ReleasePointer[];
};

export type ReplayEditionPorts = {
  records: Pick<RecordStore, 'getDefinition' | 'getPart'>;
  runs: Pick<RunStore, 'get' | 'save'>;
  proofs: Pick<ProofStore, 'manifest' | 'receipt'>;
  /** Submissions that a receipt was signed for, oldest first. */
  receipted(): Promise<string[]>;
  editions: Pick<EditionStore, 'registerDefinition'>;
  restore(edition: RestoredEdition): Promise<void>;
  /** A run that is written again has lost how sure its ranks are. */
  ranks: AssessRanksPorts;
};

export type Replay = { revision: number; run: string; results: string; computed: boolean };

/** Older than any submission: whatever was registered in earnest stays. */
const nobody = '0'.repeat(26);

/**
 * Input: an edition of which nothing is left but what lies in S3: manifests, receipts, definitions, parts.
 * Output: each of its releases, with the run and the hash of results that it has again.
 * Course: each run is computed anew from what its manifest names, and must have the signed name and results; one of
 *   another engine version is taken as it is kept. Then the definition, the files in force and the releases are
 *   written. What only operators know is not in S3: a withdrawal is to be ordered again.
 *
 * @throws {NotFound} without a manifest; {Upstream} where a file is gone, or gives something else than was signed
 */
export async function replayEdition(ports: ReplayEditionPorts, edition: EditionRef): Promise<Replay[]> {
  const manifests = await manifestsOf(ports, edition);
  const replays: Replay[] = [];
  const releases: ReleasePointer[] = [];
  for (const manifest of manifests) {
    const { run, computed } = await runOf(ports, manifest);
    const release = await ports.runs.save(run);
    await assessRanks(ports.ranks, run.id, release.cohorts);
    releases.push(pointerOf(manifest, release));
    replays.push({ revision: manifest.revision, run: run.id, results: run.results, computed });
  }
  const { definition: hash, parts } = manifests.at(-1)!;
  const definition = await existing(ports.records.getDefinition(hash), hash);
  await ports.editions.registerDefinition(definition, hash, nobody);
  await ports.restore({ edition, slots: await slotsOf(ports, edition, parts), releases });
  return replays;
}

async function manifestsOf({ proofs }: ReplayEditionPorts, edition: EditionRef): Promise<ReleaseManifest[]> {
  const manifests: ReleaseManifest[] = [];
  for (let revision = 1; ; revision += 1) {
    const signed = await proofs.manifest(edition, revision);
    if (!signed) break;
    manifests.push(documentIn<ReleaseManifest>(signed));
  }
  if (manifests.length > 0) return manifests;
  throw new NotFound(`There is no manifest of ${editionId(edition)}: its files must be sent again.`);
}

async function runOf(
  ports: ReplayEditionPorts,
  manifest: ReleaseManifest,
): Promise<{ run: Run; computed: boolean }> {
  const computed = manifest.engine === ENGINE_VERSION;
  const run = computed
    ? await compute(ports, manifest)
    : await existing(ports.runs.get(manifest.run), manifest.run);
  if (run.id !== manifest.run || run.results !== manifest.results)
    throw new Upstream(
      `Release ${manifest.revision} of ${editionId(manifest.edition)} gives ${run.results}, and ${manifest.results} was signed`,
    );
  return { run, computed };
}

async function compute(ports: ReplayEditionPorts, manifest: ReleaseManifest): Promise<Run> {
  const { definition: hash, engine, earlier, previous } = manifest;
  const definition = await intact<EditionDefinition>(ports.records.getDefinition(hash), hash);
  const read = (part: string) => intact<Part>(ports.records.getPart(part), part);
  const inputs: RunInputs = {
    definition: hash,
    engine,
    parts: manifest.parts,
    ...(earlier && { earlier }),
    previous: previous && { period: previous.period, results: previous.results },
  };
  return computeRun({
    definition,
    inputs,
    parts: await Promise.all(manifest.parts.map(async (part) => ({ ...part, part: await read(part.hash) }))),
    earlier: await Promise.all((earlier ?? []).flatMap((each) => each.parts.map(read))),
    previous: previous && (await existing(ports.runs.get(previous.run), previous.run)),
  });
}

/** Every dataset version from now on is newer. */
const pointerOf = (
  { run, revision, publishedAt, note, rolledBackTo }: ReleaseManifest,
  release: RunRelease,
): ReleasePointer => ({
  run,
  ...release,
  revision,
  datasetVersion: 0,
  publishedAt,
  ...(note && { note }),
  ...(rolledBackTo && { rolledBackTo, held: true as const }),
});

type NamedPart = ReleaseManifest['parts'][number];

/** Whose file each part is, its receipt says; decisions belong to the file whose claims they are about. */
async function slotsOf(ports: ReplayEditionPorts, edition: EditionRef, parts: NamedPart[]) {
  const slots: PartRegistration[] = [];
  const wanted = new Set(parts.map(({ hash }) => hash));
  for (const submissionId of await ports.receipted()) {
    const receipt = documentIn<Receipt>(await existing(ports.proofs.receipt(submissionId), submissionId));
    const { part, agency, cohort } = receipt;
    if (!part || !wanted.has(part) || !receipt.edition || !cohort) continue;
    const { kind } = await existing(ports.records.getPart(part), part);
    slots.push({ source: { ...receipt.edition, cohort }, agency, submissionId, hash: part, kind });
  }
  for (const { cohort, hash } of parts) {
    const part = await existing(ports.records.getPart(hash), hash);
    const claimed = part.kind === 'verification' && (await claimedBy(ports, slots, cohort, part));
    if (claimed) slots.push({ ...claimed, submissionId: nobody, hash, kind: 'verification' });
  }
  return newestOfEach(slots, edition);
}

async function claimedBy(
  { records }: ReplayEditionPorts,
  slots: PartRegistration[],
  cohort: string,
  { decisions }: VerificationPart,
): Promise<PartRegistration | undefined> {
  for (const slot of slots.filter(({ source }) => source.cohort === cohort)) {
    const part = await existing(records.getPart(slot.hash), slot.hash);
    if (part.kind !== 'observations') continue;
    const cells = new Set(part.observations.map(({ indicator, unit }) => `${indicator} ${unit}`));
    if (decisions.every(({ indicator, unit }) => cells.has(`${indicator} ${unit}`))) return slot;
  }
  return undefined;
}

/** The same file sent twice has two receipts and one part. */
function newestOfEach(slots: PartRegistration[], edition: EditionRef): PartRegistration[] {
  const bySlot = new Map(
    slots.map((slot) => [
      `${editionId(slot.source)} ${slot.source.cohort} ${slot.agency} ${slot.kind}`,
      slot,
    ]),
  );
  if (bySlot.size > 0) return [...bySlot.values()];
  throw new Upstream(`No receipt names the files of ${editionId(edition)}`);
}

/** A file whose bytes are not those of its name is no base for a ranking. */
async function intact<Value>(reading: Promise<Value | undefined>, hash: string): Promise<Value> {
  const value = await existing(reading, hash);
  const found = await contentHash(value);
  if (found !== hash) throw new Upstream(`${hash} was changed: its hash is ${found}`);
  return value;
}

async function existing<Value>(reading: Promise<Value | undefined>, name: string): Promise<Value> {
  const value = await reading;
  if (value === undefined) throw new Upstream(`${name} is not in the bucket`);
  return value;
}
