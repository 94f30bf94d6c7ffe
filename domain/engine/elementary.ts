import { binaryExponent, mantissa, powerOfTwo } from './double-bits.ts';

/**
 * Logarithm, exponential and power in plain arithmetic. JavaScript leaves the last digit of Math.log, Math.exp
 * and Math.pow to each machine; a run must have the same bytes on all of them. The polynomials are those of
 * fdlibm 5.3, e_log.c and e_exp.c (Sun Microsystems, 1993); errors are below one unit in the last place.
 */

/** ln 2 in two pieces: multiples of the first by an exponent are exact. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/** Makes a subnormal number a normal one. */
const LIFT_EXPONENT = 54;

/** ln x; NaN for x ≤ 0. */
export function ln(x: number): number {
  if (!(x > 0)) return Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  let exponent = binaryExponent(x);
  if (exponent < -1022) return ln(x * powerOfTwo(LIFT_EXPONENT)) - LIFT_EXPONENT * Math.LN2;
  let f = mantissa(x) - 1;
  if (f > Math.SQRT2 - 1) {
    f = (f - 1) / 2;
    exponent++;
  }
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const odd =
    z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  const half = 0.5 * f * f;
  return exponent * LN2_HIGH - (half - (s * (half + odd + even) + exponent * LN2_LOW) - f);
}

const OVERFLOW = 709.782712893384;
const UNDERFLOW = -745.1332191019411;

/** e^x. */
export function exp(x: number): number {
  if (x > OVERFLOW) return Number.POSITIVE_INFINITY;
  if (x < UNDERFLOW) return 0;
  if (Number.isNaN(x)) return x;
  const exponent = Math.floor(x * Math.LOG2E + 0.5);
  const high = x - exponent * LN2_HIGH;
  const low = exponent * LN2_LOW;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (0.16666666666666602 +
        t *
          (-0.0027777777777015593 +
            t * (6.613756321437934e-5 + t * (-1.6533902205465252e-6 + t * 4.1381367970572385e-8))));
  const y = 1 - (low - (r * c) / (2 - c) - high);
  const half = exponent >> 1;
  return y * powerOfTwo(half) * powerOfTwo(exponent - half);
}

/** Whole powers up to this are multiplied out. */
const LARGEST_MULTIPLIED = 64;

/** x^p for x ≥ 0 and any finite p; Infinity for 0 to a negative power. */
export function power(x: number, p: number): number {
  if (p === 0.5) return Math.sqrt(x);
  if (Number.isInteger(p) && Math.abs(p) <= LARGEST_MULTIPLIED) return wholePower(x, p);
  if (x === 0) return p > 0 ? 0 : Number.POSITIVE_INFINITY;
  return exp(p * ln(x));
}

function wholePower(x: number, p: number): number {
  let result = 1;
  let square = x;
  for (let left = Math.abs(p); left > 0; left >>= 1) {
    if (left & 1) result *= square;
    square *= square;
  }
  return p < 0 ? 1 / result : result;
}
