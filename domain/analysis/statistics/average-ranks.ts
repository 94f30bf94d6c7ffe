import { sameDecimal } from '../../engine/decimal.ts';

/**
 * Ranks from 1 for the smallest value; equal values share the mean of their places. Equal means equal as
 * decimals: 0.1 + 0.2 is 0.3.
 *
 * @param values finite, a number a unit
 * @returns a rank a unit
 */
export function averageRanks(values: Float64Array): Float64Array {
  const order = Array.from(values, (_, place) => place).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length);
  for (let start = 0, end = 0; start < order.length; start = end) {
    while (end < order.length && sameDecimal(values[order[start]!]!, values[order[end]!]!)) end++;
    for (let position = start; position < end; position++) ranks[order[position]!] = (start + 1 + end) / 2;
  }
  return ranks;
}
