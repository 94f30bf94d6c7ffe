import * as z from 'zod/mini';
import type { AggregationMethod } from './aggregator.ts';
import { addWeighted, nothingWeighs, sumOf, weightInMean } from './weighted-sum.ts';

const parameters = z.strictObject({ method: z.literal('arithmetic-mean') });

/**
 * Σ weight · score ÷ Σ weight. A child without a weight of its own weighs its maximum points, else 1.
 * Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 6.
 */
export const arithmeticMean: AggregationMethod<typeof parameters> = {
  parameters,
  bind: () => ({
    weightOf: weightInMean,
    weighted: true,
    comparesUnits: false,
    domain: 'any',
    combine(columns, weights, out) {
      addWeighted(columns, weights, out);
      const all = sumOf(weights);
      for (let unit = 0, length = out.length; unit < length; unit++) {
        if (Number.isNaN(out[unit]!)) out[unit] = meanOfPresent(columns, weights, unit);
        else out[unit]! /= all;
      }
    },
    whenUndefined: nothingWeighs,
  }),
};

function meanOfPresent(columns: readonly Float64Array[], weights: Float64Array, unit: number): number {
  let sum = 0;
  let weight = 0;
  for (let child = 0, length = columns.length; child < length; child++) {
    const score = columns[child]![unit]!;
    if (Number.isNaN(score)) continue;
    sum += weights[child]! * score;
    weight += weights[child]!;
  }
  return weight > 0 ? sum / weight : Number.NaN;
}
