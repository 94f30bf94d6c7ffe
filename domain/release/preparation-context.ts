import type { Model } from '../engine/model.ts';
import type { PreparationContext } from '../engine/prepare/context.ts';
import type { Unit } from '../methodology/definitions.ts';
import type { Part } from '../submission/part.ts';

/**
 * What a cohort's preparation may need beside its values. It looks back only: values that come later never change
 * an edition.
 *
 * @param units in the order of the matrix
 * @param parts of any periods; earlier ones count where the framework imputes from them
 * @param valuesOf the cohort's values of another period, as in its matrix
 */
export function preparationContext(
  { preparation }: Model,
  units: readonly Unit[],
  parts: readonly Part[],
  period: string,
  valuesOf: (period: string) => Float64Array,
): PreparationContext {
  if (!preparation) return {};
  const looksBack = preparation.columns.some(({ imputation }) => imputation?.imputer.needs.otherPeriods);
  return cohortContext(units, looksBack ? parts : [], period, valuesOf);
}

/** All that any preparation may need of a cohort, whatever its framework asks for; parameters as above. */
export function cohortContext(
  units: readonly Unit[],
  parts: readonly Part[],
  period: string,
  valuesOf: (period: string) => Float64Array,
): PreparationContext {
  const earlier = new Set(parts.flatMap((part) => (part.period < period ? [part.period] : [])));
  return {
    region: units.map(({ region }) => region),
    type: units.map(({ type }) => type),
    period: Number(period),
    otherPeriods: [...earlier].sort().map((other) => ({
      period: Number(other),
      values: valuesOf(other),
    })),
  };
}
