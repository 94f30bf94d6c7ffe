import { exp, ln } from '../../engine/elementary.ts';

/** Terms of a series or fraction below this part of the result no longer change it. */
const NEGLIGIBLE = 1e-16;

/** Keeps a denominator of Lentz's method from vanishing. */
const TINY = 1e-300;

/**
 * How likely a correlation at least as far from 0 is where there is none, by Student's t with n − 2 degrees of
 * freedom: t² ÷ (n − 2) = r² ÷ (1 − r²), whose two tails hold the incomplete beta I(1 − r²; (n − 2) ÷ 2, ½).
 * Source: Student (1908); NIST Digital Library of Mathematical Functions, 8.17.
 *
 * @param r −1 … 1
 * @param n pairs, from 3 on
 */
export function correlationPValue(r: number, n: number): number {
  return incompleteBeta((1 - r) * (1 + r), (n - 2) / 2, 0.5);
}

/**
 * How likely a standard normal variable lies at least as far from 0: erfc(|z| ÷ √2).
 *
 * @param z finite
 * @returns 0 … 1
 */
export function normalPValue(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  return x < 3 ? 1 - erfSeries(x) : erfcFraction(x);
}

/** Source: NIST Digital Library of Mathematical Functions, 7.6.2. */
function erfSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let k = 1; term > NEGLIGIBLE * sum; k++) {
    term *= (2 * x * x) / (2 * k + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * exp(-x * x) * sum;
}

/** Source: NIST Digital Library of Mathematical Functions, 7.9.1, from the inside out. */
function erfcFraction(x: number): number {
  let below = x;
  for (let k = 60; k > 0; k--) below = x + k / 2 / below;
  return exp(-x * x) / (Math.sqrt(Math.PI) * below);
}

/** Regularised incomplete beta function I(x; a, b). */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges fast only below the mean of the distribution; above it the mirror image does.
  return x < (a + 1) / (a + b + 2) ? betaFraction(x, a, b) : 1 - betaFraction(1 - x, b, a);
}

/** Source: NIST Digital Library of Mathematical Functions, 8.17.22, by Lentz's method. */
function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / notZero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1, change = 0; m < 1000 && Math.abs(change - 1) > NEGLIGIBLE; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    change = 1;
    for (const step of [even, odd]) {
      d = 1 / notZero(1 + step * d);
      c = notZero(1 + step / c);
      fraction *= c * d;
      change = c * d;
    }
  }
  const logBeta = logGamma(a) + logGamma(b) - logGamma(a + b);
  return (exp(a * ln(x) + b * ln(1 - x) - logBeta) * fraction) / a;
}

const notZero = (value: number): number => (Math.abs(value) < TINY ? TINY : value);

/** Stirling's series, after raising the argument to where eight terms suffice. Source: DLMF 5.11.1. */
function logGamma(argument: number): number {
  let x = argument;
  let product = 1;
  for (; x < 12; x++) product *= x;
  const terms = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400];
  let series = 0;
  let power = 1 / x;
  for (const term of terms) {
    series += term * power;
    power /= x * x;
  }
  return (x - 0.5) * ln(x) - x + 0.5 * ln(2 * Math.PI) + series - ln(product);
}
