import { EngineError } from '../engine-error.ts';
import type { Matrix, Model } from '../model.ts';
import { STATUS } from '../status.ts';
import type { PreparationContext } from './context.ts';
import { type Divided, divide } from './denominate-columns.ts';
import { imputedCells } from './impute-columns.ts';
import type { ColumnPlan } from './plan.ts';
import type { PreparedColumn, PreparedMatrix } from './preparation.ts';
import { refuseInfinite } from './refuse-infinite.ts';
import { countObserved, leftOut, outermost, screenedByNode } from './screen-units.ts';
import { chooseTreatment } from './treat/treat.ts';

/**
 * Prepares a matrix as the framework says, once for any number of evaluations: divides, imputes, screens, treats,
 * in this order. Values are divided first, so that sizes are out of the way when units are compared; gaps are
 * filled from all units, whose observed values are good ones also where there are few; screening counts what was
 * observed, not what was imputed; and outliers are sought among the units that are left.
 *
 * @param matrix a column for each of `model.indicators`
 * @returns a column for each of `model.preparation.columns`; the matrix itself where nothing is declared
 * @throws {EngineError} `matrix-shape`; `context-missing`; `value-not-finite`
 */
export function prepare(model: Model, matrix: Matrix, context: PreparationContext = {}): PreparedMatrix {
  const { preparation: plan } = model;
  if (!plan) return matrix;
  const { units } = matrix;
  if (matrix.values.length !== units * model.indicators.length)
    throw new EngineError({
      code: 'matrix-shape',
      message: `${matrix.values.length} values do not make ${units} units × ${model.indicators.length} indicators`,
    });
  const divided = plan.columns.map((column) => divide(column, matrix));
  const imputed = plan.columns.map((column, place) =>
    imputedCells(column, place, plan, divided, matrix, context),
  );
  const screens = plan.screens.map((screen) => countObserved(screen.columns, divided, units));
  for (const [place, cells] of imputed.entries())
    for (const { unit, value } of cells) {
      divided[place]!.values[unit] = value;
      divided[place]!.absence[unit] = 0;
    }
  const out = leftOut(plan, { screens }, units);
  for (const [place, column] of plan.columns.entries()) takeOut(column, divided[place]!, out);

  const treated = plan.columns.map((column, place) => treatColumn(column, divided[place]!));
  const columns = divided.map(
    ({ absence }, place): PreparedColumn => ({
      imputed: imputed[place]!.filter(({ unit }) => absence[unit] !== STATUS.screenedOut),
      absence,
      ...treated[place]!,
    }),
  );
  const preparation = { columns, screens, screenedBy: screenedByNode(model, plan, out) };
  return { ...matrix, values: joined(divided, units), preparation };
}

/** A unit that is screened out gives no value, so that it sets no bound for the others. */
function takeOut({ screens }: ColumnPlan, { values, absence }: Divided, out: readonly Uint8Array[]): void {
  if (screens.length === 0) return;
  const by = outermost(screens, out);
  for (let unit = 0; unit < values.length; unit++) {
    if (by[unit] === 0) continue;
    values[unit] = Number.NaN;
    absence[unit] = STATUS.screenedOut;
  }
}

/** Overwrites the values; tells what it did. */
function treatColumn(column: ColumnPlan, { values, absence }: Divided): Pick<PreparedColumn, 'treated'> {
  if (!column.treatment) return {};
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const result = chooseTreatment(column.treatment, { sorted, lowerIsBetter: column.lowerIsBetter });
  if (!result) return {};
  const cells = [];
  for (let unit = 0; unit < values.length; unit++) {
    const before = values[unit]!;
    if (Number.isNaN(before)) continue;
    const after = result.of(before) + 0;
    if (after === before) continue;
    refuseInfinite(after, column, `treated by "${result.method}"`);
    if (Number.isNaN(after)) absence[unit] = STATUS.notTreatable;
    values[unit] = after;
    cells.push({ unit, before, after });
  }
  return { treated: { ...result, cells } };
}

function joined(columns: readonly Divided[], units: number): Float64Array {
  const values = new Float64Array(columns.length * units);
  for (const [place, column] of columns.entries()) values.set(column.values, place * units);
  return values;
}
