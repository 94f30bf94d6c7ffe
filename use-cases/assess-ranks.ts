import type { EditionDefinition } from '../domain/methodology/edition-definition.ts';
import type { Part } from '../domain/submission/part.ts';
import { cohortOfRun, mostAnalysedUnits, type RecordReader, readParts } from './analysed-cohort.ts';
import {
  type AnalysisStore,
  type CohortUncertainty,
  cohortUncertainty,
  refusesAnalysis,
  uncertaintyName,
} from './cohort-uncertainty.ts';
import { Upstream } from './errors.ts';
import type { ReleasedCohort } from './ports.ts';
import type { EditionSummary, PublicReader, RankInterval } from './read-ports.ts';

/** Shown with a unit wherever its figures at the total are. */
export interface RankIntervals {
  keep(
    place: { run: string; cohort: string; total: string },
    intervals: ReadonlyMap<string, RankInterval>,
  ): Promise<void>;
}

export type AssessRanksPorts = {
  runs: Pick<PublicReader, 'summary'>;
  records: RecordReader;
  analyses: AnalysisStore;
  intervals: RankIntervals;
};

type Computed = { summary: EditionSummary; definition: EditionDefinition; parts: Part[] };

/**
 * Input: a run that is written, and its cohorts.
 * Output: each of its computed cohorts with how sure its ranks are.
 * Course: the analysis of a cohort is made once and kept; its intervals go beside the run's figures every time, since
 *   a run that was written again has lost them. Nobody waits for it: readers see ranks first.
 */
export async function assessRanks(
  ports: AssessRanksPorts,
  run: string,
  cohorts: Pick<ReleasedCohort, 'id' | 'origin' | 'total' | 'units'>[],
): Promise<void> {
  let computed: Promise<Computed> | undefined;
  const read = () => {
    computed ??= readComputed(ports, run);
    return computed;
  };
  for (const { id, origin, total, units } of cohorts)
    if (origin !== 'imported' && units <= mostAnalysedUnits) {
      const intervals = await intervalsOf(ports.analyses, run, id, read);
      await ports.intervals.keep({ run, cohort: id, total }, intervals);
    }
}

async function intervalsOf(
  analyses: AnalysisStore,
  run: string,
  cohort: string,
  read: () => Promise<Computed>,
): Promise<Map<string, RankInterval>> {
  const name = uncertaintyName(cohort);
  const known = await analyses.get<CohortUncertainty>(run, name);
  const found = known ?? compute(await read(), cohort);
  if (found && !known) await analyses.put(run, name, found);
  const rows = found?.rows ?? [];
  return new Map(rows.map(({ unit, low, high, group }) => [unit.id, { low: low!, high: high!, group }]));
}

/** `undefined` where there is nothing to be unsure about: one unit, one indicator, scores that were not computed. */
function compute({ summary, definition, parts }: Computed, cohort: string): CohortUncertainty | undefined {
  try {
    return cohortUncertainty(cohortOfRun(summary, definition, parts, cohort));
  } catch (error) {
    if (refusesAnalysis(error)) return undefined;
    throw error;
  }
}

async function readComputed({ runs, records }: AssessRanksPorts, run: string): Promise<Computed> {
  const summary = await runs.summary(run);
  const definition = summary && (await records.getDefinition(summary.inputs.definition));
  if (!definition) throw new Upstream(`The run ${run} was written and cannot be read`);
  return { summary, definition, parts: await readParts(records, summary.inputs) };
}
