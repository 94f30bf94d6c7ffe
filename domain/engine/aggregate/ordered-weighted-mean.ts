import * as z from 'zod/mini';
import type { AggregationMethod } from './aggregator.ts';
import { sortScores } from './sort-scores.ts';
import { unitByUnit } from './unit-by-unit.ts';
import { nothingWeighs } from './weighted-sum.ts';

const parameters = z.strictObject({
  method: z.literal('ordered-weighted-mean'),
  /** The first is the weight of a unit's best score, the last that of its worst; as many as there are children. */
  orderWeights: z.array(z.number().check(z.minimum(0))).check(z.minLength(1)),
});

/**
 * Ordered weighted averaging: Σ order weight · score ÷ Σ order weight over a unit's scores from best to worst. It
 * weighs how good a score is and not which child it is of, so the children's own weights make no difference.
 * Where children are absent, the order weights are spread over those present by the curve of their sums.
 * Source: Yager, On ordered weighted averaging aggregation operators, IEEE Transactions on Systems, Man and
 * Cybernetics 18(1) (1988); for other counts Yager, Quantifier guided aggregation using OWA operators, International
 * Journal of Intelligent Systems 11(1) (1996).
 */
export const orderedWeightedMean: AggregationMethod<typeof parameters> = {
  parameters,
  bind({ spec: { orderWeights }, node }) {
    const children = node.children.length;
    const total = orderWeights.reduce((sum, weight) => sum + weight, 0);
    if (orderWeights.length !== children || !(total > 0 && Number.isFinite(total))) {
      const message = `orderWeights needs ${children} numbers that sum to more than 0, not ${orderWeights.join(', ')}`;
      return { code: 'weights-invalid', node: node.code, message };
    }
    const byCount = Array.from({ length: children + 1 }, (_, count) => spread(orderWeights, total, count));
    return {
      weightOf: () => 1,
      weighted: false,
      comparesUnits: false,
      domain: 'any',
      combine: unitByUnit((scores, _weights, count) => {
        sortScores(scores, count);
        const weights = byCount[count]!;
        let score = 0;
        for (let place = 0; place < count; place++) score += weights[place]! * scores[place]!;
        return score;
      }),
      whenUndefined: nothingWeighs,
    };
  },
};

/** Order weights for `count` scores, which sum to 1. */
function spread(orderWeights: readonly number[], total: number, count: number): Float64Array {
  const sumUpTo = (share: number) => {
    const places = share * orderWeights.length;
    const whole = Math.floor(places);
    const sum = orderWeights.slice(0, whole).reduce((before, weight) => before + weight, 0);
    return sum + (places - whole) * (orderWeights[whole] ?? 0);
  };
  return Float64Array.from({ length: count }, (_, place) =>
    count === orderWeights.length
      ? orderWeights[place]! / total
      : (sumUpTo((place + 1) / count) - sumUpTo(place / count)) / total,
  );
}
