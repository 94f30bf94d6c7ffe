import * as z from 'zod/mini';
import { ln } from '../../elementary.ts';
import { likeliest, lnVariance } from './likeliest.ts';
import { expm1, ln1p } from './near-zero.ts';
import type { TreatmentMethod } from './reshaper.ts';

const parameters = z.strictObject({
  method: z.literal('yeo-johnson'),
  lambda: z._default(z.union([z.number(), z.literal('maximum-likelihood')]), 'maximum-likelihood'),
});

/**
 * As Box-Cox, of values of either sign: ((x + 1)^λ - 1) ÷ λ from 0 up, and -((1 - x)^(2 - λ) - 1) ÷ (2 - λ) below.
 * Source: Yeo & Johnson, A New Family of Power Transformations to Improve Normality or Symmetry (2000),
 * equations 2.1 and 3.1 (profile likelihood).
 */
export const yeoJohnson: TreatmentMethod<typeof parameters> = {
  parameters,
  bind:
    ({ lambda: given }) =>
    ({ sorted }) => {
      const lambda = given === 'maximum-likelihood' ? estimate(sorted) : given;
      if (lambda === undefined) return undefined;
      return { of: (value) => transform(value, lambda), parameters: { lambda } };
    },
};

const transform = (value: number, lambda: number): number =>
  value < 0 ? 0 - power(0 - value, 2 - lambda) : power(value, lambda);

/** ((1 + x)^λ - 1) ÷ λ for x ≥ 0, and its limit for λ = 0. */
const power = (x: number, lambda: number): number =>
  lambda === 0 ? ln1p(x) : expm1(lambda * ln1p(x)) / lambda;

function estimate(sorted: Float64Array): number | undefined {
  let jacobian = 0;
  for (let index = 0; index < sorted.length; index++) {
    const value = sorted[index]!;
    jacobian += value < 0 ? 0 - ln1p(0 - value) : ln1p(value);
  }
  const count = sorted.length;
  return likeliest(
    (lambda) =>
      (-count / 2) * lnVariance(sorted, (value) => transform(value, lambda), ln) + (lambda - 1) * jacobian,
  );
}
