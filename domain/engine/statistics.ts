import { sameDecimal, toDecimal } from './decimal.ts';
import { EngineError } from './engine-error.ts';

export type Statistics = {
  mean: number;
  median: number;
  minimum: number;
  maximum: number;
  /** Of the population (÷ n): a cohort is all the units there are, not a sample of them. */
  standardDeviation: number;
  /** Units whose score is above the mean. */
  aboveMean: number;
};

/**
 * Statistics of published scores, so that a reader can check them on the published table.
 *
 * @param scores finite numbers, in any order
 * @returns `null` when there are none
 * @throws {EngineError} `score-not-finite` for scores so large that their variance is not a number
 */
export function describe(scores: Float64Array): Statistics | null {
  const count = scores.length;
  if (count === 0) return null;
  const sorted = scores.toSorted();
  const mean = sumOf(sorted) / count;
  const variance = sumOf(sorted.map((score) => (score - mean) ** 2)) / count;
  if (!Number.isFinite(variance))
    throw new EngineError({ code: 'score-not-finite', message: 'scores are too large for their variance' });
  return {
    mean: toDecimal(mean),
    median: toDecimal((sorted[(count - 1) >> 1]! + sorted[count >> 1]!) / 2),
    minimum: sorted[0]!,
    maximum: sorted[count - 1]!,
    standardDeviation: toDecimal(Math.sqrt(variance)),
    aboveMean: sorted.filter((score) => score > mean && !sameDecimal(score, mean)).length,
  };
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index]!;
  return sum;
}
