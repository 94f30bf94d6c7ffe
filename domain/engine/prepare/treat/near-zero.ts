import { exp, ln } from '../../elementary.ts';

/**
 * ln(1 + x) and e^x - 1 with all digits near 0, where adding or taking 1 away loses them: the rounding error of
 * the sum is known, and cancels in the quotient.
 * Source: Kahan, in Higham, Accuracy and Stability of Numerical Algorithms (2002), section 1.14.1 and problem 1.5.
 */

/** ln(1 + x); NaN for x ≤ -1. */
export function ln1p(x: number): number {
  const sum = 1 + x;
  if (sum === 1) return x;
  return sum === Number.POSITIVE_INFINITY ? sum : (ln(sum) * x) / (sum - 1);
}

/** Beyond it, taking 1 away costs no digit that matters. */
const NEAR = 0.5;

/** e^x - 1. */
export function expm1(x: number): number {
  const power = exp(x);
  if (power === 1) return x;
  const difference = power - 1;
  return Math.abs(x) > NEAR ? difference : (difference * x) / ln(power);
}

/** (z^λ - 1) ÷ λ of z = e^log, and its limit, the logarithm itself, for λ = 0. */
export const powerOfLog = (log: number, lambda: number): number =>
  lambda === 0 ? log : expm1(lambda * log) / lambda;
