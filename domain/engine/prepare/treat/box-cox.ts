import * as z from 'zod/mini';
import { ln } from '../../elementary.ts';
import { likeliest, lnVariance } from './likeliest.ts';
import { powerOfLog } from './near-zero.ts';
import type { TreatmentMethod } from './reshaper.ts';

const parameters = z.strictObject({
  method: z.literal('box-cox'),
  lambda: z._default(z.union([z.number(), z.literal('maximum-likelihood')]), 'maximum-likelihood'),
  /** Moves the values first so that the lowest is 1: for values of 0 or less, for which it is not defined. */
  fromOne: z._default(z.boolean(), false),
});

/**
 * (x^λ - 1) ÷ λ, and ln x for λ = 0, of values above 0; `fromOne` is COINr's boxcox(makepos = TRUE).
 * Source: Box & Cox, An Analysis of Transformations (1964), equations 1 and 8 (profile likelihood).
 */
export const boxCox: TreatmentMethod<typeof parameters> = {
  parameters,
  bind:
    ({ lambda: given, fromOne }) =>
    ({ sorted }) => {
      const shift = fromOne ? 1 - sorted[0]! : 0;
      const lambda = given === 'maximum-likelihood' ? estimate(sorted, shift) : given;
      if (lambda === undefined) return undefined;
      return { of: (value) => powerOfLog(ln(value + shift), lambda), parameters: { lambda, shift } };
    },
};

/**
 * On values ÷ their geometric mean the Jacobian is 1 and the likelihood is -n/2 ln variance (Box & Cox 1964,
 * section 3); the scale does not change the λ that makes it greatest.
 */
function estimate(sorted: Float64Array, shift: number): number | undefined {
  if (!(sorted[0]! + shift > 0)) return undefined;
  const logs = sorted.map((value) => ln(value + shift));
  let sum = 0;
  for (let index = 0; index < logs.length; index++) sum += logs[index]!;
  const mean = sum / logs.length;
  const scaled = logs.map((log) => log - mean);
  return likeliest((lambda) => 0 - lnVariance(scaled, (log) => powerOfLog(log, lambda)));
}
