import {
  type EditionDefinition,
  type EditionRef,
  editionId,
} from '../domain/methodology/edition-definition.ts';
import { precedingPeriod } from '../domain/release/comparison.ts';
import { computeRun, runId, runInputs } from '../domain/release/compute-run.ts';
import type { Run, RunInputs } from '../domain/release/run.ts';
import { Upstream } from './errors.ts';
import { type Cause, envelope } from './event-envelope.ts';
import type {
  Clock,
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

export type RecomputeRankingsPorts = {
  editions: EditionStore;
  records: RecordStore;
  runs: RunStore;
  releases: ReleaseStore;
  events: EventPublisher;
  clock: Clock;
  identifiers: Identifiers;
};

export type RecomputeOutcome = 'computed' | 'known' | 'no-data' | 'unknown-edition';

/**
 * Input: an edition whose definition, dataset or preceding edition changed.
 * Output: its run, immutable and complete, and the news of it.
 * Course: the dataset version is read before the inputs, so that a run never claims more than it holds. A
 *   run that readers see already, or that was computed here just before, is announced, not computed again.
 *   The news comes after everything is written.
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
  if (dataset.parts.length === 0 && !released[edition.period]) return 'no-data';
  const definition = await existing(ports.records.getDefinition(dataset.definition), dataset.definition);
  const previous = previousRelease(released, edition.period);
  const parts = dataset.parts.map(({ source, hash }) => ({ cohort: source.cohort, hash }));
  const inputs = runInputs({ definitionHash: dataset.definition, parts, previous });
  const run = await runId(inputs);

  const current = released[edition.period];
  const known = current?.run === run ? releaseOf(current) : ports.runs.remembered(run);
  const release = known ?? (await ports.runs.save(await compute(ports, definition, inputs, previous?.run)));
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
  return known ? 'known' : 'computed';
}

const releaseOf = ({ results, cohorts, comparedWith, sample }: ReleasePointer): RunRelease => ({
  results,
  cohorts,
  comparedWith,
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

async function compute(
  ports: RecomputeRankingsPorts,
  definition: EditionDefinition,
  inputs: RunInputs,
  previousId: string | undefined,
): Promise<Run> {
  const [previous, ...parts] = await Promise.all([
    previousId ? existing(ports.runs.get(previousId), previousId) : null,
    ...inputs.parts.map(async ({ cohort, hash }) => ({
      cohort,
      hash,
      part: await existing(ports.records.getPart(hash), hash),
    })),
  ]);
  return computeRun({ definition, inputs, parts, previous });
}

/** What was announced has been written: if it cannot be read, storage is at fault and a retry may help. */
async function existing<T>(reading: Promise<T | undefined>, name: string): Promise<T> {
  const value = await reading;
  if (value === undefined) throw new Upstream(`${name} was written and cannot be read`);
  return value;
}
