import { sortDescending } from '../../engine/sort-descending.ts';
import { forEachTie } from '../../engine/tie-runs.ts';

/**
 * Ranks from 1 for the smallest value; equal values share the mean of their places. Equal means equal as
 * decimals: 0.1 + 0.2 is 0.3.
 *
 * @param values finite
 */
export function averageRanks(values: Float64Array): Float64Array {
  const order = sortDescending(values.map((value) => value + 0));
  const ranks = new Float64Array(values.length);
  forEachTie(values, order, (start, end) => {
    const shared = values.length - (start + end - 1) / 2;
    for (let position = start; position < end; position++) ranks[order[position]!] = shared;
  });
  return ranks;
}
