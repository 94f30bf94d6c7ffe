import { type AnalysableCohort, cohortSubject, isAnalysable } from '../../domain/analysis/cohort-subject.ts';
import type { EditionDefinition } from '../../domain/methodology/edition-definition.ts';
import type { Part } from '../../domain/submission/part.ts';
import type { CohortValues } from './subject.ts';

export const analysable = (definition: EditionDefinition): AnalysableCohort[] =>
  definition.cohorts.filter(isAnalysable);

/** What a cohort was computed from, as a browser is given it. */
export function cohortValues(
  definition: EditionDefinition,
  cohort: AnalysableCohort,
  parts: Part[],
): CohortValues {
  const { framework, indicators, columns, matrix, context } = cohortSubject(definition, cohort.id, parts);
  const names = new Map(cohort.units.map(({ id, name }) => [id, name]));
  const told = (list: readonly (string | undefined)[] | undefined) => list?.map((each) => each ?? null);
  return {
    framework,
    indicators,
    columns,
    units: matrix.ids!.map((id) => ({ id, name: names.get(id)! })),
    values: asJson(matrix.values),
    context: {
      region: told(context?.region),
      type: told(context?.type),
      period: context?.period,
      otherPeriods: context?.otherPeriods?.map(({ period, values }) => ({ period, values: asJson(values) })),
    },
  };
}

const asJson = (values: Iterable<number>): (number | null)[] =>
  Array.from(values, (value) => (Number.isNaN(value) ? null : value));
