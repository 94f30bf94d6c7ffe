import type { Aggregator } from './aggregator.ts';
import { addWeighted, nothingWeighs } from './weighted-sum.ts';

/**
 * Σ weight · score ÷ Σ weight. A child without a weight of its own weighs its maximum points, else 1.
 * Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 6.
 */
export const arithmeticMean = (): Aggregator => ({
  weightOf: (child) => child.weight ?? child.maximumPoints ?? 1,
  combine(columns, weights, out) {
    const weightSum = addWeighted(columns, weights, out);
    for (let unit = 0; unit < out.length; unit++) out[unit]! /= weightSum[unit]!;
  },
  whenUndefined: nothingWeighs,
});
