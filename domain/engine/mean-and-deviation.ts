import { binaryExponent, powerOfTwo } from './double-bits.ts';
import { largestMagnitude, orderlessSum } from './orderless-sum.ts';
import { isBelow, valueRange } from './value-range.ts';

/**
 * Mean and standard deviation of the values that are there, the same to the last bit in any order.
 *
 * @param values NaN where missing
 * @returns empty where the values do not differ
 */
export function meanAndDeviation(
  values: Float64Array,
  of: 'population' | 'sample',
): { mean?: number; standardDeviation?: number } {
  const { minimum, maximum } = valueRange(values);
  if (!isBelow(minimum, maximum)) return {};
  // Near 1, squares neither overflow nor vanish; a power of two changes no digit.
  const exponent = Math.min(Math.max(binaryExponent(largestMagnitude(values)), -1022), 1022);
  const towardsOne = powerOfTwo(-exponent);
  const scaled = values.map((value) => value * towardsOne);
  const count = values.reduce((sum, value) => (Number.isNaN(value) ? sum : sum + 1), 0);
  const mean = orderlessSum(scaled) / count;
  const squares = orderlessSum(scaled.map((value) => (value - mean) * (value - mean)));
  const standardDeviation = Math.sqrt(squares / (of === 'sample' ? count - 1 : count));
  const back = powerOfTwo(exponent);
  return { mean: mean * back, standardDeviation: standardDeviation * back };
}
