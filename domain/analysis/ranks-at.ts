import { roundColumn } from '../engine/decimal.ts';
import type { Evaluation } from '../engine/evaluate.ts';
import type { Model } from '../engine/model.ts';
import { rank } from '../engine/rank.ts';

/** Place of the total in the model's nodes. */
export const totalPlace = (model: Model): number => model.displayOrder[0]!;

/** The ranks of the total: see `ranksAt`. */
export const totalRanks = (
  model: Model,
  evaluation: Pick<Evaluation, 'scores' | 'units'>,
  published?: Float64Array,
): Int32Array => ranksAt(model, evaluation, totalPlace(model), published);

/**
 * Competition ranks at a node, equal as the framework says: the ranks that an analysis counts and compares,
 * whichever way the framework prints ties.
 *
 * @param published memory for the rounded scores, a number a unit
 * @returns a rank a unit, from 1; 0 where it has none
 */
export function ranksAt(
  model: Model,
  { scores, units }: Pick<Evaluation, 'scores' | 'units'>,
  place: number,
  published: Float64Array = new Float64Array(units),
): Int32Array {
  const exact = scores[place]!;
  const rule = { ...model.ranking, ties: 'competition' as const };
  if (rule.on === 'rounded') roundColumn(exact, model.nodes[place]!.decimals, published);
  return new Int32Array(rank(exact, published, rule).ranks);
}
