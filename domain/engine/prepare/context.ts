import { toDecimal } from '../decimal.ts';
import { EngineError } from '../engine-error.ts';
import type { Matrix } from '../model.ts';
import type { PeriodValues } from './impute/imputer.ts';
import type { ColumnPlan } from './plan.ts';

/** What a preparation may need beside the values of a cohort. */
export type PreparationContext = {
  /** The region and the type of each unit, in the order of the matrix. */
  region?: readonly (string | undefined)[];
  type?: readonly (string | undefined)[];
  /** The period of the matrix, as a year. */
  period?: number;
  /** Matrices of other periods with the same units and indicators; each period once, in any order. */
  otherPeriods?: readonly PeriodValues[];
};

/**
 * The group of each unit.
 *
 * @throws {EngineError} `context-missing`
 */
export function groupsFor(
  column: ColumnPlan,
  { units, values }: Matrix,
  context: PreparationContext,
): readonly (string | undefined)[] {
  const by = column.imputation?.groups;
  if (by === undefined) return [];
  if (typeof by === 'number')
    return Array.from(values.subarray(by * units, (by + 1) * units), (value) =>
      Number.isNaN(value) ? undefined : String(toDecimal(value)),
    );
  return context[by] ?? contextMissing(column, `the ${by} of each unit`);
}

/**
 * The period of the matrix and the matrices of the others, by period.
 *
 * @throws {EngineError} `context-missing`; `matrix-shape`
 */
export function periodsFor(
  column: ColumnPlan,
  { values }: Matrix,
  context: PreparationContext,
): { period: number; otherPeriods: readonly PeriodValues[] } {
  if (!column.imputation?.imputer.needs.otherPeriods) return { period: 0, otherPeriods: [] };
  const { period, otherPeriods } = context;
  if (period === undefined || otherPeriods === undefined)
    return contextMissing(column, 'the period of the values and the values of other periods');
  const misshapen = otherPeriods.find((other) => other.values.length !== values.length);
  if (misshapen)
    throw new EngineError({
      code: 'matrix-shape',
      message: `the values of ${misshapen.period} are not of the same units and indicators`,
    });
  return { period, otherPeriods: otherPeriods.toSorted((a, b) => a.period - b.period) };
}

function contextMissing({ nodes, imputation }: ColumnPlan, what: string): never {
  throw new EngineError({
    code: 'context-missing',
    node: nodes[0]!,
    message: `imputation "${imputation?.method}" needs ${what}`,
  });
}
