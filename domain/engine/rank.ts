import type { Framework } from '../methodology/definitions.ts';
import { sortDescending } from './sort-descending.ts';
import { tieStarts } from './tie-runs.ts';

export type Ranking = {
  /** A rank a unit, from 1; 0 where it has none. Fractional ranks are no whole numbers. */
  ranks: Int32Array | Float64Array;
  /** The ranked units: by score, equal scores in the order of the units. */
  order: Int32Array;
};

type Rule = Framework['ranking'];
type WholeRanks = Ranking & { ranks: Int32Array };

/**
 * Ranks units, the highest score first.
 *
 * Units that tie have, of the places that they fill together: the first (`competition`: 1, 2, 2, 4), their mean
 * (`fractional`: 1, 2.5, 2.5, 4) or each another one in the order of the units (`ordinal`: 1, 2, 3, 4); or all scores
 * are counted once (`dense`: 1, 2, 2, 3).
 *
 * On rounded scores, units tie that are equal as published; on exact scores, units tie that are equal before
 * rounding, which means equal as decimals of 15 significant digits: 0.1 + 0.2 ties with 0.3.
 *
 * @param exact scores before rounding, NaN where a unit has none; units in the order of their ids
 * @param published the same scores rounded
 */
export function rank(
  exact: Float64Array,
  published: Float64Array,
  rule: Rule & { ties: 'competition' },
): WholeRanks;
export function rank(exact: Float64Array, published: Float64Array, rule: Rule): Ranking;
export function rank(exact: Float64Array, published: Float64Array, rule: Rule): Ranking {
  const { order, values } = sortDescending(rule.on === 'rounded' ? published : exact);
  const starts = tieStarts(values);
  putTiesInUnitOrder(order, starts);
  if (rule.ties === 'fractional') return { ranks: fractional(order, starts, exact.length), order };
  return { ranks: whole(rule.ties, order, starts, exact.length), order };
}

function whole(
  ties: 'competition' | 'dense' | 'ordinal',
  order: Int32Array,
  starts: Int32Array,
  units: number,
): Int32Array {
  const ranks = new Int32Array(units);
  let distinct = 0;
  for (let position = 0; position < order.length; position++) {
    const start = starts[position]!;
    if (start === position) distinct++;
    const place = ties === 'competition' ? start + 1 : ties === 'dense' ? distinct : position + 1;
    ranks[order[position]!] = place;
  }
  return ranks;
}

function fractional(order: Int32Array, starts: Int32Array, units: number): Float64Array {
  const ranks = new Float64Array(units);
  for (let start = 0; start < order.length; ) {
    const end = endOfTie(starts, start);
    for (let position = start; position < end; position++) ranks[order[position]!] = (start + 1 + end) / 2;
    start = end;
  }
  return ranks;
}

/** Units that tie may still differ beyond the 15th digit: that must not decide who stands first. */
function putTiesInUnitOrder(order: Int32Array, starts: Int32Array): void {
  for (let position = 1; position < order.length; position++) {
    const start = starts[position]!;
    if (start === position || order[position]! > order[position - 1]!) continue;
    order.subarray(start, endOfTie(starts, position)).sort();
  }
}

function endOfTie(starts: Int32Array, position: number): number {
  let end = position + 1;
  while (end < starts.length && starts[end] === starts[position]) end++;
  return end;
}
