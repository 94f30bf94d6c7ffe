import { binaryExponent, possibleExponent, powerOfTwo } from './double-bits.ts';

/** Binary digits of a double after the first. */
const DIGITS = 52;

/**
 * Σ of the values that are there, the same to the last bit whatever their order. Each value is cut into three
 * pieces on fixed grids so coarse that a sum of pieces is exact; what lies below the third, a 2^-100th of the
 * largest value, is dropped value by value. Source: Demmel & Nguyen, Fast Reproducible Floating-Point Summation
 * (2013), algorithm 3.
 *
 * @param values finite, below 2^1000; NaN where missing; at most 2^22 of them
 */
export function orderlessSum(values: Float64Array): number {
  const top = binaryExponent(largestMagnitude(values)) + 1;
  const headroom = 33 - Math.clz32(values.length);
  const step = headroom - DIGITS - 1;
  const first = grid(top + headroom);
  const second = grid(top + step + headroom);
  const third = grid(top + 2 * step + headroom);
  let high = 0;
  let middle = 0;
  let low = 0;
  for (let unit = 0, length = values.length; unit < length; unit++) {
    const value = values[unit]!;
    if (Number.isNaN(value)) continue;
    const highPart = value + first - first;
    const rest = value - highPart;
    const middlePart = rest + second - second;
    high += highPart;
    middle += middlePart;
    low += rest - middlePart + third - third;
  }
  return high + (middle + low);
}

/** A number that, added and taken away again, rounds to its own last digit. */
const grid = (exponent: number): number => 1.5 * powerOfTwo(possibleExponent(exponent));

/** The largest |value|; 0 where there is none. */
export function largestMagnitude(values: Float64Array): number {
  let largest = 0;
  for (let unit = 0, length = values.length; unit < length; unit++) {
    const magnitude = Math.abs(values[unit]!);
    if (magnitude > largest) largest = magnitude;
  }
  return largest;
}
