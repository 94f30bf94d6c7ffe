import * as z from 'zod/mini';
import type { AggregationMethod } from './aggregator.ts';
import { type UnitScore, unitByUnit } from './unit-by-unit.ts';
import { weightedMean } from './weighted-mean.ts';
import { weightInMean } from './weighted-sum.ts';

const parameters = z.strictObject({
  method: z.literal('mazziotta-pareto'),
  /** `minus` lowers the score of unbalanced units, for what is good in itself; `plus` raises it, for what is bad. */
  penalty: z._default(z.enum(['minus', 'plus']), 'minus'),
});

/**
 * Mean ∓ variance ÷ mean of a unit's scores: an arithmetic mean with a penalty for imbalance.
 * Source: De Muro, Mazziotta & Pareto, Composite indices of development and poverty: an application to MDGs, Social
 * Indicators Research 104 (2011): M ∓ S · cv with cv = S ÷ M, S of the population. Meant for
 * z-scores with mean 100 and deviation 10.
 * Undefined where the mean is 0 or below.
 */
export const mazziottaPareto: AggregationMethod<typeof parameters> = {
  parameters,
  bind: ({ spec }) => ({
    weightOf: weightInMean,
    weighted: true,
    comparesUnits: false,
    domain: 'any',
    combine: unitByUnit(withPenalty(spec.penalty === 'minus' ? -1 : 1)),
    whenUndefined: {
      vi: 'phương pháp chỉ xác định khi trung bình các thành phần lớn hơn 0',
      en: 'the method is defined only where the mean of the parts is above 0',
    },
  }),
};

const withPenalty =
  (sign: number): UnitScore =>
  (scores, weights, count) => {
    const mean = weightedMean(scores, weights, count);
    if (!(mean > 0)) return Number.NaN;
    for (let child = 0; child < count; child++)
      scores[child] = (scores[child]! - mean) * (scores[child]! - mean);
    return mean + (sign * weightedMean(scores, weights, count)) / mean;
  };
