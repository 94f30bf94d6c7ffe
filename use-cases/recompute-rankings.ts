import { type EditionFault, editionFaults } from '../domain/analysis/edition-faults.ts';
import { EngineError } from '../domain/engine/engine-error.ts';
import {
  type EditionDefinition,
  type EditionRef,
  editionId,
} from '../domain/methodology/edition-definition.ts';
import { precedingPeriod } from '../domain/release/comparison.ts';
import { computeRun, runId, runInputs } from '../domain/release/compute-run.ts';
import { looksBack, partsOf } from '../domain/release/looks-back.ts';
import type { Run, RunInputs } from '../domain/release/run.ts';
import type { Part } from '../domain/submission/part.ts';
import { Upstream } from './errors.ts';
import { type Cause, envelope } from './event-envelope.ts';
import type {
  Clock,
  EditionState,
  EditionStore,
  EventPublisher,
  Identifiers,
  IndexPointers,
  RecordStore,
  ReleaseInPlace,
  ReleasePointer,
  ReleaseStore,
  RunRelease,
  RunStore,
} from './ports.ts';
import type { TakenIn } from './taken-in.ts';

export type RecomputeRankingsPorts = {
  editions: EditionStore;
  records: RecordStore;
  runs: RunStore;
  releases: ReleaseStore;
  events: EventPublisher;
  clock: Clock;
  identifiers: Identifiers;
  takenIn: TakenIn;
};

export type RecomputeOutcome = 'computed' | 'known' | 'no-data' | 'unknown-edition' | 'refused';

/**
 * Input: an edition whose definition, dataset or preceding edition changed.
 * Output: its run, immutable and complete, and the news of it.
 * Course: the dataset version is read before the inputs, so that a run never claims more than it holds. A
 *   run that readers see already, or that was computed here just before, is announced, not computed again.
 *   The news comes after everything is written. Data that the method cannot be computed from are no failure of
 *   this work, which a retry might mend: all that is wrong is recorded with the edition, and what is public of
 *   it stays.
 */
export async function recomputeRankings(
  ports: RecomputeRankingsPorts,
  edition: EditionRef,
  cause: Cause,
): Promise<RecomputeOutcome> {
  const [dataset, { editions: released }] = await Promise.all([
    ports.editions.dataset(edition),
    ports.releases.pointers(edition.index),
  ]);
  if (!dataset) return 'unknown-edition';
  // What is public of a file that was withdrawn gives way to a run without its figures.
  const hasData = dataset.parts.some(({ kind }) => kind !== 'verification');
  if (!hasData && !released[edition.period]) return 'no-data';
  const definition = await existing(ports.records.getDefinition(dataset.definition), dataset.definition);
  const previous = previousRelease(released, edition.period);
  const parts = dataset.parts.map(({ source, hash }) => ({ cohort: source.cohort, hash }));
  const earlier = looksBack(definition) ? await earlierParts(ports, released, edition.period) : undefined;
  const inputs = runInputs({ definitionHash: dataset.definition, parts, earlier, previous });
  const run = await runId(inputs);

  const current = released[edition.period];
  const known = current?.run === run ? releaseOf(current) : ports.runs.remembered(run);
  const release = known ?? (await computeAndSave(ports, edition, dataset, definition, inputs, previous?.run));
  if (!release) return 'refused';
  if (dataset.refusal) await ports.editions.clearRefusal(edition, dataset.refusal);
  const computed = {
    edition,
    run,
    definition: dataset.definition,
    datasetVersion: dataset.datasetVersion,
    mode: definition.release,
    release,
    inPlace: current ? inPlaceOf(current) : null,
  };
  await ports.events.publish([envelope(ports, 'ranking.computed', cause, computed)]);
  ports.takenIn.note(edition, dataset.parts);
  return known ? 'known' : 'computed';
}

const releaseOf = ({ results, cohorts, comparedWith, looksBack, sample }: ReleasePointer): RunRelease => ({
  results,
  cohorts,
  comparedWith,
  ...(looksBack && { looksBack }),
  ...(sample && { sample }),
});

const inPlaceOf = ({ run, revision, datasetVersion, held }: ReleasePointer): ReleaseInPlace => ({
  run,
  revision,
  datasetVersion,
  ...(held && { held }),
});

/**
 * Computes each edition once, however often it is asked for: a burst of uploads is coalesced.
 *
 * @param ended is told how each computation ended
 */
export function recomputeEachOnce(
  ports: RecomputeRankingsPorts,
  ended: (edition: EditionRef, cause: Cause, outcome: RecomputeOutcome) => void,
): (edition: EditionRef, cause: Cause) => Promise<void> {
  const computations = new Map<string, Promise<void>>();
  return (edition, cause) => {
    const key = editionId(edition);
    const computation =
      computations.get(key) ??
      recomputeRankings(ports, edition, cause).then((outcome) => ended(edition, cause, outcome));
    computations.set(key, computation);
    return computation;
  };
}

/** The released run of the newest edition before this one: what changes are measured against. */
function previousRelease(released: IndexPointers['editions'], period: string) {
  const newest = precedingPeriod(Object.keys(released), period);
  if (!newest) return null;
  const { run, results } = released[newest]!;
  return { period: newest, run, results };
}

/** What is public of the editions before: figures that are not released fill no gap of one that is. */
async function earlierParts(
  { runs }: Pick<RecomputeRankingsPorts, 'runs'>,
  released: IndexPointers['editions'],
  period: string,
): Promise<NonNullable<RunInputs['earlier']>> {
  const before = Object.keys(released).filter((other) => other < period);
  const editions = await Promise.all(
    before.sort().map(async (other) => {
      const { run } = released[other]!;
      return { period: other, parts: partsOf((await existing(runs.get(run), run)).inputs) };
    }),
  );
  return editions.filter(({ parts }) => parts.length > 0);
}

/** @returns nothing where there can be no run: why is recorded. */
async function computeAndSave(
  ports: RecomputeRankingsPorts,
  edition: EditionRef,
  { datasetVersion }: EditionState,
  definition: EditionDefinition,
  inputs: RunInputs,
  previousId: string | undefined,
): Promise<RunRelease | undefined> {
  const run = await compute(ports, definition, inputs, previousId);
  if (!('faults' in run)) return ports.runs.save(run);
  const at = ports.clock.now().toISOString();
  await ports.editions.recordRefusal(edition, { ...run, datasetVersion, at });
  return undefined;
}

/** A run, or why there can be none. */
async function compute(
  ports: RecomputeRankingsPorts,
  definition: EditionDefinition,
  inputs: RunInputs,
  previousId: string | undefined,
): Promise<Run | { faults: EditionFault[] }> {
  const read = async (hash: string): Promise<Part> => existing(ports.records.getPart(hash), hash);
  const [previous, earlier, parts] = await Promise.all([
    previousId ? existing(ports.runs.get(previousId), previousId) : null,
    Promise.all((inputs.earlier ?? []).flatMap((edition) => edition.parts.map(read))),
    Promise.all(inputs.parts.map(async (each) => ({ ...each, part: await read(each.hash) }))),
  ]);
  try {
    return await computeRun({ definition, inputs, parts, earlier, previous });
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { faults: editionFaults(definition, [...earlier, ...parts.map(({ part }) => part)], error) };
  }
}

/** What was announced has been written: if it cannot be read, storage is at fault and a retry may help. */
async function existing<T>(reading: Promise<T | undefined>, name: string): Promise<T> {
  const value = await reading;
  if (value === undefined) throw new Upstream(`${name} was written and cannot be read`);
  return value;
}
