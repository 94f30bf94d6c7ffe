import * as z from 'zod/mini';
import type { AggregationMethod } from './aggregator.ts';
import { needsPositive } from './positive.ts';
import { type UnitScore, unitByUnit } from './unit-by-unit.ts';
import { weightInMean } from './weighted-sum.ts';

const parameters = z.strictObject({ method: z.literal('harmonic-mean') });

/**
 * Σ weight ÷ Σ (weight ÷ score): the least forgiving of the three classical means.
 * Source: Hardy, Littlewood & Pólya, Inequalities (1934), section 2.1.
 * Undefined where a score is 0 or below: a mean of 2 and -1 would be -4.
 */
export const harmonicMean: AggregationMethod<typeof parameters> = {
  parameters,
  bind: () => ({
    weightOf: weightInMean,
    weighted: true,
    comparesUnits: false,
    domain: 'positive',
    combine: unitByUnit(harmonicMeanOf),
    whenUndefined: needsPositive,
  }),
};

const harmonicMeanOf: UnitScore = (scores, weights, count) => {
  let sum = 0;
  let weightSum = 0;
  for (let child = 0; child < count; child++) {
    if (!(scores[child]! > 0)) return Number.NaN;
    sum += weights[child]! / scores[child]!;
    weightSum += weights[child]!;
  }
  return weightSum > 0 && sum > 0 ? weightSum / sum : Number.NaN;
};
