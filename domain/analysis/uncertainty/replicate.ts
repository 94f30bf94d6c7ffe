import { aggregateBranches } from '../../engine/evaluate.ts';
import { ranksAt } from '../ranks-at.ts';
import { attempt, type Combination } from './combinations.ts';

/**
 * The ranking of a combination under some weights.
 *
 * @param published memory for rounded scores, a number a unit
 * @param weights a weight a node in the model's order
 * @returns a rank a unit, 0 where it has none; why there is no ranking, where there is none
 */
export function replicateRanks(
  { model, evaluation, place, failure }: Combination,
  weights: Float64Array,
  published: Float64Array,
): Int32Array | string {
  const refused = failure ?? attempt(() => aggregateBranches(model, evaluation, weights));
  return refused ?? ranksAt(model, evaluation, place, published);
}
