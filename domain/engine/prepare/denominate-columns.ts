import type { Matrix } from '../model.ts';
import { denominate } from './denominate.ts';
import type { ColumnPlan } from './plan.ts';
import { refuseInfinite } from './refuse-infinite.ts';

/** A prepared column in the making. */
export type Divided = { values: Float64Array; absence: Uint8Array };

/**
 * The values of a column as the leaf means them: divided, where it says by what. -0 becomes 0.
 *
 * @returns a value a unit, NaN where there is none, and a status a unit, 0 but where a denominator took its value
 * @throws {EngineError} `value-not-finite`
 */
export function divide(column: ColumnPlan, { units, values: all }: Matrix): Divided {
  const values = all.slice(column.source * units, (column.source + 1) * units);
  const absence = new Uint8Array(units);
  for (let unit = 0; unit < units; unit++) {
    refuseInfinite(values[unit]!, column, 'as given');
    values[unit]! += 0;
  }
  const { denominator } = column;
  if (!denominator) return { values, absence };
  const denominators = all.subarray(denominator.source * units, (denominator.source + 1) * units);
  for (const value of denominators) refuseInfinite(value, column, `its denominator ${denominator.indicator}`);
  denominate(values, denominators, denominator.per, absence);
  for (const value of values) refuseInfinite(value, column, `divided by ${denominator.indicator}`);
  return { values, absence };
}
