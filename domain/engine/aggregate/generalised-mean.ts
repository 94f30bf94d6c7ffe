import * as z from 'zod/mini';
import { power } from '../elementary.ts';
import type { AggregationMethod } from './aggregator.ts';
import { geometricMeanOf } from './geometric-mean.ts';
import { needsPositive } from './positive.ts';
import { type UnitScore, unitByUnit } from './unit-by-unit.ts';
import { weightInMean } from './weighted-sum.ts';

const parameters = z.strictObject({ method: z.literal('generalised-mean'), power: z.number() });

/**
 * (Σ weight · score^power ÷ Σ weight)^(1 ÷ power); power 1 is the arithmetic mean, 0 the geometric as the limit, -1 the
 * harmonic. The lower the power, the less a low score is made up for.
 * Source: Hardy, Littlewood & Pólya, Inequalities (1934), section 2.2.
 * Undefined where a score is below 0, and where one is 0 for a power of 0 or below.
 */
export const generalisedMean: AggregationMethod<typeof parameters> = {
  parameters,
  bind: ({ spec }) => ({
    weightOf: weightInMean,
    weighted: true,
    comparesUnits: false,
    domain: spec.power > 0 ? 'not-negative' : 'positive',
    combine: unitByUnit(spec.power === 0 ? geometricMeanOf : meanOfPowers(spec.power)),
    whenUndefined: spec.power > 0 ? needsNotNegative : needsPositive,
  }),
};

/** Scores are divided by the largest first, whose power could be more than a double holds. */
const meanOfPowers =
  (exponent: number): UnitScore =>
  (scores, weights, count) => {
    const largest = largestAllowed(scores, count, exponent);
    if (!(largest > 0)) return largest;
    let sum = 0;
    let weightSum = 0;
    for (let child = 0; child < count; child++) {
      sum += weights[child]! * power(scores[child]! / largest, exponent);
      weightSum += weights[child]!;
    }
    return weightSum > 0 && sum > 0 ? largest * power(sum / weightSum, 1 / exponent) : Number.NaN;
  };

/** The largest score; NaN where there is one that the mean is not defined for. */
function largestAllowed(scores: Float64Array, count: number, exponent: number): number {
  let largest = 0;
  for (let child = 0; child < count; child++) {
    const score = scores[child]!;
    if (score < 0 || (score === 0 && exponent < 0)) return Number.NaN;
    if (score > largest) largest = score;
  }
  return largest;
}

const needsNotNegative = {
  vi: 'phương pháp chỉ xác định khi không thành phần nào nhỏ hơn 0 và tổng trọng số lớn hơn 0',
  en: 'the method is defined only for parts not below 0 whose weights sum to more than 0',
};
