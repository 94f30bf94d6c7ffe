import type { Framework } from '../methodology/definitions.ts';
import { sameDecimal } from './decimal.ts';
import { type Sorted, sortDescending } from './sort-descending.ts';
import { endOfTie, forEachTie } from './tie-runs.ts';

export type Ranking = {
  /** A rank a unit, from 1; 0 where it has none. Fractional ranks are no whole numbers. */
  ranks: Int32Array | Float64Array;
  /** The ranked units: by score, equal scores in the order of the units. */
  order: Int32Array;
  /** A percentile rank a unit, 0 … 100, NaN where it has no rank; absent where the rule does not ask for it. */
  percentiles?: Float64Array;
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
 * @param decimals that they are rounded to, 0 … 15; without meaning where ranks are by exact scores
 * @returns a rank a unit, 0 where it has none; units from the best to the worst
 */
export function rank(
  exact: Float64Array,
  published: Float64Array,
  decimals: number,
  rule: Rule & { ties: 'competition' },
): WholeRanks;
export function rank(exact: Float64Array, published: Float64Array, decimals: number, rule: Rule): Ranking;
export function rank(exact: Float64Array, published: Float64Array, decimals: number, rule: Rule): Ranking {
  const rounded = rule.on === 'rounded';
  const scores = rounded ? published : exact;
  const sorted = sortDescending(scores, rounded ? decimals : undefined);
  const ranks = ranksIn(sorted, scores, rule.ties);
  const { order } = sorted;
  return rule.percentiles ? { ranks, order, percentiles: percentileRanks(order, scores) } : { ranks, order };
}

function ranksIn(
  { order, keys }: Sorted,
  scores: Float64Array,
  ties: Rule['ties'],
): Int32Array | Float64Array {
  if (ties === 'competition')
    return keys ? competitionByKey(order, keys, scores.length) : competition(order, scores);
  const ranks = ties === 'fractional' ? new Float64Array(scores.length) : new Int32Array(scores.length);
  let distinct = 0;
  forEachTie(order, scores, (start, end) => {
    putInUnitOrder(order, start, end);
    distinct++;
    const shared = ties === 'dense' ? distinct : (start + 1 + end) / 2;
    for (let position = start; position < end; position++)
      ranks[order[position]!] = ties === 'ordinal' ? position + 1 : shared;
  });
  return ranks;
}

/**
 * 100 · (units below + half of those that tie, itself among them) ÷ units ranked.
 * Source: Roscoe, Fundamental Research Statistics for the Behavioral Sciences (1975), percentile rank.
 */
function percentileRanks(order: Int32Array, scores: Float64Array): Float64Array {
  const percentiles = new Float64Array(scores.length).fill(Number.NaN);
  forEachTie(order, scores, (start, end) => {
    const percentile = (100 * (order.length - (start + end) / 2)) / order.length;
    for (let position = start; position < end; position++) percentiles[order[position]!] = percentile;
  });
  return percentiles;
}

/** Apart, and without a call for each tie: what nearly all frameworks have, for every unit at every node. */
function competitionByKey(order: Int32Array, keys: Int32Array, units: number): Int32Array {
  const ranks = new Int32Array(units);
  let rank = 0;
  let before = 0;
  for (let position = 0, length = order.length; position < length; position++) {
    const unit = order[position]!;
    const key = keys[unit]!;
    if (key !== before || rank === 0) rank = position + 1;
    before = key;
    ranks[unit] = rank;
  }
  return ranks;
}

/** The same where only the scores can tell who ties. */
function competition(order: Int32Array, scores: Float64Array): Int32Array {
  const ranks = new Int32Array(scores.length);
  let start = 0;
  let first = Number.NaN;
  for (let position = 0, length = order.length; position < length; position++) {
    const score = scores[order[position]!]!;
    if (score !== first && (position === 0 || !sameDecimal(first, score))) {
      start = position;
      first = score;
    } else if (order[position]! < order[position - 1]!) {
      putInUnitOrder(order, start, endOfTie(order, scores, start));
      for (let before = start; before < position; before++) ranks[order[before]!] = start + 1;
    }
    ranks[order[position]!] = start + 1;
  }
  return ranks;
}

/** Units that tie may still differ beyond the 15th digit: that must not decide who stands first. */
function putInUnitOrder(order: Int32Array, start: number, end: number): void {
  order.subarray(start, end).sort();
}
