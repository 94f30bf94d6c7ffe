import type { CohortDefinition, EditionDefinition } from '../methodology/edition-definition.ts';
import { observationMatrix } from '../release/observation-matrix.ts';
import { cohortContext } from '../release/preparation-context.ts';
import { restatedValues } from '../release/restate-cohort.ts';
import { byId } from '../release/unit-heading.ts';
import { countingParts } from '../scorecard/claims.ts';
import type { Part } from '../submission/part.ts';
import { AnalysisError } from './analysis-error.ts';
import type { Subject } from './subject.ts';

/** A cohort whose scores a framework computes from values, observed or restated. */
export type AnalysableCohort = Extract<CohortDefinition, { origin: 'computed' } | { of: 'values' }>;

/** Whether analyses can compute a cohort again from values. */
export const isAnalysable = (cohort: CohortDefinition): cohort is AnalysableCohort =>
  cohort.origin === 'computed' || (cohort.origin === 'restated' && cohort.of === 'values');

/**
 * What a cohort's run was computed from, as the analyses take it: computing the subject gives the scores of the
 * run, before rounding. A column an indicator of the cohort, a row a unit in the order of ids, NaN where missing. The
 * context holds all that a preparation could ask for, so that an alternative way of imputing finds it too.
 *
 * @param sent parts of the run, oldest first; of earlier periods too where values are imputed from them
 * @throws {AnalysisError} `cohort-unknown`; `cohort-not-computed` where the figures were not computed from values
 * @throws {EngineError} `value-not-finite`
 */
export function cohortSubject(
  definition: EditionDefinition,
  cohortId: string,
  sent: readonly Part[],
): Subject {
  const cohort = analysable(definition, cohortId);
  const parts = countingParts(sent, definition);
  const { framework, indicators } = cohort;
  const units = cohort.units.toSorted(byId);
  const ids = units.map(({ id }) => id);
  const columns = indicators.map(({ id }) => id);
  const valuesOf = (period: string): Float64Array =>
    cohort.origin === 'computed'
      ? observationMatrix(parts, period, ids, columns).values
      : restatedValues(cohort, parts, period, columns);
  return {
    framework,
    indicators,
    columns,
    matrix: { units: ids.length, values: valuesOf(definition.period), ids },
    context: cohortContext(units, parts, definition.period, valuesOf),
  };
}

function analysable({ cohorts }: EditionDefinition, id: string): AnalysableCohort {
  const cohort = cohorts.find((candidate) => candidate.id === id);
  if (!cohort)
    throw new AnalysisError({
      code: 'cohort-unknown',
      where: id,
      message: `is no cohort of the edition; there is ${cohorts.map((known) => known.id).join(', ')}`,
    });
  if (isAnalysable(cohort)) return cohort;
  throw new AnalysisError({ code: 'cohort-not-computed', where: id, message: whyNot(cohort) });
}

const whyNot = (cohort: Exclude<CohortDefinition, AnalysableCohort>): string =>
  cohort.origin === 'imported'
    ? 'its figures are kept as published elsewhere: without a framework and the values behind them there is nothing to compute again'
    : `its scores are restated from those of ${cohort.from.cohort} (${cohort.from.period}), not computed from values: analyse that cohort`;
