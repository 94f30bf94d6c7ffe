import * as z from 'zod/mini';
import type { Indicator } from '../../methodology/definitions.ts';
import { STATUS } from '../status.ts';

/** `denominateBy: population`, or with a scale: `{ indicator: population, per: 100000 }`. */
export const denomination = z.union([
  z.string().check(z.minLength(1)),
  z.strictObject({
    indicator: z.string().check(z.minLength(1)),
    /** The result is for so many units of the denominator: beds per 10 000 people. */
    per: z._default(z.number().check(z.positive()), 1),
  }),
]);

export type Denomination = z.output<typeof denomination>;

/** A denomination written out: by one unit of the indicator where nothing else is said. */
export const denominatorOf = (by: Denomination): { indicator: string; per: number } =>
  typeof by === 'string' ? { indicator: by, per: 1 } : by;

/** Units of measure that say a share or a position: it makes no sense to divide them by a size. */
const RELATIVE = new Set(['%', 'percent', 'percentage', 'rank', 'grade', 'score']);

/** Why one indicator must not be divided by another, from their units of measure; `undefined` where it may. */
export function unitConflict(numerator: Indicator, denominator: Indicator): string | undefined {
  if (numerator.id === denominator.id) return `${numerator.id} ÷ itself is 1 for every unit`;
  const relative = [numerator, denominator].find(({ unit }) => RELATIVE.has(unit.trim().toLowerCase()));
  return relative && `${relative.id} is measured in "${relative.unit}": it is relative already`;
}

/** The unit of measure of the result: `beds / people`, `beds / 10000 people`; `ratio` where the two are the same. */
export function derivedUnit(numerator: Indicator, denominator: Indicator, per: number): string {
  if (per === 1)
    return numerator.unit === denominator.unit ? 'ratio' : `${numerator.unit} / ${denominator.unit}`;
  return `${numerator.unit} / ${per} ${denominator.unit}`;
}

/** What is left of an indicator's bounds: denominators are positive, so that 0 stays 0. */
export const rangeOfQuotient = ({ range: { min, max } }: Indicator): Indicator['range'] => ({
  ...(min !== undefined && min >= 0 && { min: 0 }),
  ...(max !== undefined && max <= 0 && { max: 0 }),
});

/**
 * Value × per ÷ denominator, unit by unit. A denominator that is missing, zero or negative gives no value, and
 * the reason for it: a quotient of a negative size would turn the order round.
 * Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 5.1 (scale transformation).
 *
 * @param values one indicator, a value a unit, NaN where missing; overwritten
 * @param absence why a unit that had a value has none now; a status a unit, 0 for none; overwritten
 */
export function denominate(
  values: Float64Array,
  denominators: Float64Array,
  per: number,
  absence: Uint8Array,
): void {
  for (let unit = 0; unit < values.length; unit++) {
    const value = values[unit]!;
    if (Number.isNaN(value)) continue;
    const denominator = denominators[unit]!;
    values[unit] = denominator > 0 ? (value * per) / denominator : Number.NaN;
    if (denominator > 0) continue;
    absence[unit] = Number.isNaN(denominator) ? STATUS.noDenominator : STATUS.denominatorNotPositive;
  }
}
