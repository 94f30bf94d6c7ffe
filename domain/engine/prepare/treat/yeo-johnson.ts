import * as z from 'zod/mini';
import { likeliest, lnVariance } from './likeliest.ts';
import { ln1p, powerOfLog } from './near-zero.ts';
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
      return { of: (value) => ofLog(signedLog(value), lambda), parameters: { lambda } };
    },
};

/** ln(1 + x) from 0 up, and -ln(1 - x) below. */
const signedLog = (value: number): number => (value < 0 ? 0 - ln1p(0 - value) : ln1p(value));

const ofLog = (log: number, lambda: number): number =>
  log < 0 ? 0 - powerOfLog(0 - log, 2 - lambda) : powerOfLog(log, lambda);

/** The Jacobian is (λ - 1) Σ of the signed logarithms. */
function estimate(sorted: Float64Array): number | undefined {
  const logs = sorted.map(signedLog);
  let jacobian = 0;
  for (let index = 0; index < logs.length; index++) jacobian += logs[index]!;
  return likeliest(
    (lambda) => (-logs.length / 2) * lnVariance(logs, (log) => ofLog(log, lambda)) + (lambda - 1) * jacobian,
  );
}
