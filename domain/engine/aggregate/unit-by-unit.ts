import type { Aggregator } from './aggregator.ts';

/**
 * A unit's score from those of its children that are present and have a weight.
 *
 * @param scores in the framework's order; the first `count` are the unit's, and may be overwritten
 * @returns NaN where the method is undefined
 */
export type UnitScore = (scores: Float64Array, weights: Float64Array, count: number) => number;

/** Combines children unit by unit; a child with weight 0 is as one that is absent. */
export const unitByUnit =
  (scoreOf: UnitScore): Aggregator['combine'] =>
  (columns, weights, out) => {
    const scores = new Float64Array(columns.length);
    const ownWeights = new Float64Array(columns.length);
    for (let unit = 0; unit < out.length; unit++) {
      let count = 0;
      for (let child = 0; child < columns.length; child++) {
        const score = columns[child]![unit]!;
        if (Number.isNaN(score) || weights[child] === 0) continue;
        scores[count] = score;
        ownWeights[count] = weights[child]!;
        count++;
      }
      out[unit] = count === 0 ? Number.NaN : scoreOf(scores, ownWeights, count);
    }
  };
