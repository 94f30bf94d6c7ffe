import * as z from 'zod/mini';
import { exp, ln } from '../elementary.ts';
import type { AggregationMethod } from './aggregator.ts';
import { needsPositive } from './positive.ts';
import { type UnitScore, unitByUnit } from './unit-by-unit.ts';
import { weightInMean } from './weighted-sum.ts';

const parameters = z.strictObject({ method: z.literal('geometric-mean') });

/**
 * exp(Σ weight · ln score ÷ Σ weight): a low score is made up for by high ones in part only.
 * Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 6.
 * Undefined where a score is 0 or below.
 */
export const geometricMean: AggregationMethod<typeof parameters> = {
  parameters,
  bind: () => ({
    weightOf: weightInMean,
    weighted: true,
    comparesUnits: false,
    domain: 'positive',
    combine: unitByUnit(geometricMeanOf),
    whenUndefined: needsPositive,
  }),
};

/** exp(Σ w ln s ÷ Σ w). Also the generalised mean of power 0. A score of 0 or below makes its logarithm, and the mean, NaN. */
export const geometricMeanOf: UnitScore = (scores, weights, count) => {
  let sum = 0;
  let weightSum = 0;
  for (let child = 0; child < count; child++) {
    sum += weights[child]! * ln(scores[child]!);
    weightSum += weights[child]!;
  }
  return weightSum > 0 ? exp(sum / weightSum) : Number.NaN;
};
