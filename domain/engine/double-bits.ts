/**
 * The parts of an IEEE 754 double. Built on its bits and not on Math.log2 or Math.pow, whose last digit the
 * language leaves to each machine.
 */

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);

/** Where the upper half of a double lies when its memory is seen as two 32-bit words. */
export const UPPER = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;
const LOWER = 1 - UPPER;

const BIAS = 1023;
const FRACTION_BITS = 20;
const LEAST_NORMAL_EXPONENT = -1022;

/** e with 2^e ≤ |value| < 2^(e+1); -1023 for values so small that they have fewer digits than others. */
export function binaryExponent(value: number): number {
  double[0] = value;
  return ((words[UPPER]! >>> FRACTION_BITS) & 0x7ff) - BIAS;
}

/** value ÷ 2^binaryExponent(value), from 1 up to 2, for a positive value of full precision. */
export function mantissa(value: number): number {
  double[0] = value;
  words[UPPER] = (words[UPPER]! & 0xfffff) | (BIAS << FRACTION_BITS);
  return double[0]!;
}

/** 2^exponent, for a whole exponent from -1022 to 1023. */
export function powerOfTwo(exponent: number): number {
  words[LOWER] = 0;
  words[UPPER] = (exponent + BIAS) << FRACTION_BITS;
  return double[0]!;
}

/** The exponent that powerOfTwo takes nearest to the one asked for. */
export const possibleExponent = (exponent: number): number =>
  Math.min(Math.max(exponent, LEAST_NORMAL_EXPONENT), BIAS);
