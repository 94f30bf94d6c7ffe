import type { Framework } from '../methodology/definitions.ts';
import { sameDecimal } from './decimal.ts';
import { sortDescending } from './sort-descending.ts';

export type Ranking = {
  /** A rank a unit, from 1; 0 where it has none. */
  ranks: Int32Array;
  /** The ranked units: by rank, equal ranks in the order of the units. */
  order: Int32Array;
};

/**
 * Competition ranking (1, 2, 2, 4), the highest score first.
 *
 * On rounded scores, units tie that are equal as published; on exact scores, units tie that are equal before
 * rounding, which means equal as decimals of 15 significant digits: 0.1 + 0.2 ties with 0.3.
 *
 * @param exact scores before rounding, NaN where a unit has none
 * @param published the same scores rounded
 */
export function rank(exact: Float64Array, published: Float64Array, rule: Framework['ranking']): Ranking {
  const scores = rule.on === 'rounded' ? published : exact;
  const order = sortDescending(scores);
  const ranks = new Int32Array(scores.length);
  let first = 0;
  for (let position = 0; position < order.length; position++) {
    const tied = position > 0 && sameDecimal(scores[order[position - 1]!]!, scores[order[position]!]!);
    if (!tied) {
      putInUnitOrder(order, first, position);
      first = position;
    }
    ranks[order[position]!] = first + 1;
  }
  putInUnitOrder(order, first, order.length);
  return { ranks, order };
}

/** Units that tie may still differ beyond the 15th digit: that must not decide who stands first. */
function putInUnitOrder(order: Int32Array, start: number, end: number): void {
  if (end - start > 1) order.subarray(start, end).sort();
}
