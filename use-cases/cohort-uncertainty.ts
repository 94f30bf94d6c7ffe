import { AnalysisError } from '../domain/analysis/analysis-error.ts';
import { probabilityOfTop, rankSummary } from '../domain/analysis/uncertainty/rank-distribution.ts';
import { simulateRanks } from '../domain/analysis/uncertainty/simulate-ranks.ts';
import { tiedGroups } from '../domain/analysis/uncertainty/tied-groups.ts';
import { usualPlan } from '../domain/analysis/uncertainty/usual-plan.ts';
import { EngineError } from '../domain/engine/engine-error.ts';
import type { RunCohort } from './analysed-cohort.ts';

/** Analyses that were made once, by the run and a name that says everything else that they depend on. */
export interface AnalysisStore {
  get<Analysis>(run: string, name: string): Promise<Analysis | undefined>;
  put(run: string, name: string, analysis: object): Promise<void>;
}

/** The same for every reader, so that everyone is told the same intervals. */
const settings = { replicates: 1_000, seed: 2_026 };
const topPlaces = 10;

export const uncertaintyName = (cohort: string): string =>
  `${cohort}/uncertainty-${settings.replicates}-${settings.seed}`;

export type CohortUncertainty = ReturnType<typeof cohortUncertainty>;

/**
 * How sure the ranks of the total are under other weights and methods that are as reasonable.
 *
 * @throws {AnalysisError} or {EngineError} where nothing about the ranking is uncertain, or nothing is ranked
 */
export function cohortUncertainty({ heading, subject, units }: RunCohort) {
  const { nodes, ...cohort } = heading;
  const plan = usualPlan(subject);
  const distribution = simulateRanks(subject, { ...plan, ...settings });
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

export const refusesAnalysis = (error: unknown): error is AnalysisError | EngineError =>
  error instanceof AnalysisError || error instanceof EngineError;
