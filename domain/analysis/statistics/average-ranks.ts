import { sameDecimal } from '../../engine/decimal.ts';
import { sortDescending } from '../../engine/sort-descending.ts';

/**
 * Ranks from 1 for the smallest value; equal values share the mean of their places. Equal means equal as
 * decimals: 0.1 + 0.2 is 0.3.
 *
 * @param values finite
 */
export function averageRanks(values: Float64Array): Float64Array {
  const descending = sortDescending(values.map((value) => value + 0));
  const ranks = new Float64Array(values.length);
  let first = 0;
  for (let position = 1; position <= descending.length; position++) {
    const before = values[descending[position - 1]!]!;
    if (position < descending.length && sameDecimal(before, values[descending[position]!]!)) continue;
    const shared = values.length - (first + position - 1) / 2;
    for (let tied = first; tied < position; tied++) ranks[descending[tied]!] = shared;
    first = position;
  }
  return ranks;
}
