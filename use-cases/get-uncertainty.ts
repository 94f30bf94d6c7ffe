import { probabilityOfTop, rankSummary } from '../domain/analysis/uncertainty/rank-distribution.ts';
import { simulateRanks } from '../domain/analysis/uncertainty/simulate-ranks.ts';
import { tiedGroups } from '../domain/analysis/uncertainty/tied-groups.ts';
import { usualPlan } from '../domain/analysis/uncertainty/usual-plan.ts';
import {
  type AnalysedCohort,
  asked,
  type CohortQuestion,
  findAnalysedCohort,
  type RecordReader,
  type SummaryReader,
} from './analysed-cohort.ts';
import { chooseCohort, describeIndex, describeRelease, findRelease } from './released-edition.ts';

/** Analyses that were made once, by the run and a name that says everything else that they depend on. */
export interface AnalysisStore {
  get<Analysis>(run: string, name: string): Promise<Analysis | undefined>;
  put(run: string, name: string, analysis: object): Promise<void>;
}

/** The same for every reader, so that everyone is told the same intervals. */
const settings = { replicates: 1_000, seed: 2_026 };
const topPlaces = 10;

export type Uncertainty = ReturnType<typeof analyse>;

/**
 * Output: how sure the ranks of the total are under other weights and methods that are as reasonable.
 * Course: computed when first asked for, with a fixed seed, and kept: a run never changes, so neither does this.
 */
export async function getUncertainty(
  reader: SummaryReader,
  records: RecordReader,
  analyses: AnalysisStore,
  question: CohortQuestion,
) {
  const edition = await findRelease(reader, question);
  const { run } = edition.pointer;
  const { id } = chooseCohort(edition.pointer, question.cohort);
  const name = `${id}/uncertainty-${settings.replicates}-${settings.seed}`;
  const known = await analyses.get<Uncertainty>(run, name);
  const found = known ?? analyse(await findAnalysedCohort(reader, records, question));
  if (!known) await analyses.put(run, name, found);
  return {
    index: describeIndex(edition.index),
    period: edition.period,
    release: describeRelease(edition),
    ...found,
  };
}

function analyse({ heading, subject, units }: AnalysedCohort) {
  const { nodes, ...cohort } = heading;
  const plan = asked(() => usualPlan(subject), 'cohort');
  const distribution = asked(() => simulateRanks(subject, { ...plan, ...settings }), 'cohort');
  const groups = tiedGroups(distribution);
  const rows = units.flatMap((unit, place) => {
    const { nominal, ranked, ...ranks } = rankSummary(distribution, place);
    if (nominal === null) return [];
    const group = groups.findIndex((members) => members.includes(place)) + 1;
    return [{ unit, rank: nominal, ...ranks, top: probabilityOfTop(distribution, place, topPlaces), group }];
  });
  return {
    cohort,
    settings: {
      ...settings,
      topPlaces,
      weights: plan.weights ?? null,
      choices: plan.choices.map(({ name, options }) => ({
        name,
        options: options.map((option) => option.name),
      })),
      leftOut: plan.leftOut.map(({ where, message }) => ({ option: where ?? '', reason: message })),
      failed: distribution.failures.length,
    },
    rows: rows.sort((a, b) => a.rank - b.rank),
  };
}
