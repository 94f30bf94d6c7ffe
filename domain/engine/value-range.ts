import { sameDecimal } from './decimal.ts';

/** Smallest and largest of the values that are there, in their unit of measure; empty when there are none. NaN is a gap. */
export function valueRange(values: Float64Array): { minimum?: number; maximum?: number } {
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  for (let unit = 0, length = values.length; unit < length; unit++) {
    const value = values[unit]!;
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  return minimum <= maximum ? { minimum, maximum } : {};
}

/** Whether a lies below b as a decimal: 0.3 does not lie below 0.1 + 0.2. False where either is absent. */
export const isBelow = (a: number | undefined, b: number | undefined): boolean =>
  a !== undefined && b !== undefined && a < b && !sameDecimal(a, b);
