import * as z from 'zod/mini';
import type { Indicator } from '../../methodology/definitions.ts';
import { sortDescending } from '../sort-descending.ts';
import { forEachTie } from '../tie-runs.ts';

/** Which of the ranks that tied units fill together each of them gets: the lowest, the mean, the highest. */
export const ties = z._default(z.enum(['minimum', 'average', 'maximum']), 'minimum');

type Ties = z.output<typeof ties>;

/**
 * Ranks from the worst, which has 1, to the best, which has as many as there are values.
 *
 * @param out a rank a value, NaN where it is missing
 * @returns how many values there are
 */
export function ranksFromWorst(
  values: Float64Array,
  { direction }: Indicator,
  policy: Ties,
  out: Float64Array,
): number {
  const withoutNegativeZero = values.map((value) => value + 0);
  const { order } = sortDescending(withoutNegativeZero);
  const count = order.length;
  out.fill(Number.NaN);
  forEachTie(order, withoutNegativeZero, (start, end) => {
    const [lowest, highest] =
      direction === 'higher-is-better' ? [count - end + 1, count - start] : [start + 1, end];
    const rank = policy === 'minimum' ? lowest : policy === 'maximum' ? highest : (lowest + highest) / 2;
    for (let position = start; position < end; position++) out[order[position]!] = rank;
  });
  return count;
}
