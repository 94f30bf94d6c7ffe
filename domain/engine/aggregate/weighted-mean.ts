import type { UnitScore } from './unit-by-unit.ts';

/** Σ weight · score ÷ Σ weight, in the order of the children; NaN where the weights do not sum to more than 0. */
export const weightedMean: UnitScore = (scores, weights, count) => {
  let sum = 0;
  let weightSum = 0;
  for (let child = 0; child < count; child++) {
    sum += weights[child]! * scores[child]!;
    weightSum += weights[child]!;
  }
  return weightSum > 0 ? sum / weightSum : Number.NaN;
};
