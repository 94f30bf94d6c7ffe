import type { Matrix } from '../model.ts';
import { STATUS } from '../status.ts';
import { groupsFor, type PreparationContext, periodsFor } from './context.ts';
import { type Divided, divide } from './denominate-columns.ts';
import type { ColumnPlan, PreparationPlan } from './plan.ts';
import type { ImputedCell } from './preparation.ts';
import { refuseInfinite } from './refuse-infinite.ts';

/**
 * Estimates for the gaps of a column, from what was observed alone and within the indicator's bounds: a line that
 * goes on does not lead beyond 100 %. A denominator that is missing makes a gap; one of zero or less does not: it
 * says something, and an estimate would hide it.
 *
 * @param divided every column of the plan
 * @throws {EngineError} `context-missing`, `matrix-shape`, `value-not-finite`
 */
export function imputedCells(
  column: ColumnPlan,
  place: number,
  plan: PreparationPlan,
  divided: readonly Divided[],
  matrix: Matrix,
  context: PreparationContext,
): ImputedCell[] {
  if (!column.imputation) return [];
  const { values, absence } = divided[place]!;
  const groups = groupsFor(column, matrix, context);
  const { period, otherPeriods } = periodsFor(column, matrix, context);
  const estimate = column.imputation.imputer.estimate({
    values,
    lowerIsBetter: column.lowerIsBetter,
    groups,
    siblings: column.imputation.siblings.map((sibling) => ({
      values: divided[sibling]!.values,
      lowerIsBetter: plan.columns[sibling]!.lowerIsBetter,
    })),
    period,
    otherPeriods: otherPeriods
      .filter((other) => other.period !== period)
      .map((other) => ({
        period: other.period,
        values: divide(column, { units: matrix.units, values: other.values }).values,
      })),
  });
  const cells: ImputedCell[] = [];
  for (let unit = 0; unit < values.length; unit++) {
    if (!Number.isNaN(values[unit]!) || absence[unit] === STATUS.denominatorNotPositive) continue;
    const found = estimate(unit);
    if (!found || Number.isNaN(found.value)) continue;
    refuseInfinite(found.value, column, 'imputed');
    cells.push({ unit, ...found, value: within(column.range, found.value) + 0 });
  }
  return cells;
}

const within = ({ min, max }: ColumnPlan['range'], value: number): number =>
  Math.min(Math.max(value, min ?? Number.NEGATIVE_INFINITY), max ?? Number.POSITIVE_INFINITY);
