/**
 * Decimal arithmetic on doubles. A score is read as the decimal number of 15 significant digits nearest to
 * it: every decimal of up to 15 digits survives the way into a double and back, and the noise of a few
 * additions (0.1 + 0.2 = 0.30000000000000004) lies beyond the 15th digit. Rounding and comparing both work
 * on that decimal, so that they agree with each other and with a reader's pocket calculator.
 */

const SIGNIFICANT_DIGITS = 15;

/** A value and its 15-digit decimal differ by at most 5e-15 of the value; twice that allows for arithmetic. */
const RELATIVE_NOISE = 1e-14;

/** 10^0 … 10^22, the powers of ten that a double holds exactly. */
const POWERS_OF_TEN = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

/** 10^exponent, exactly. @param exponent 0 … 22 */
export const powerOfTen = (exponent: number): number => POWERS_OF_TEN[exponent]!;

/** Below it, adding one half to a scaled value loses nothing that matters. */
const LARGEST_FAST_VALUE = 2 ** 50;

/** The nearest decimal of 15 significant digits, without negative zero. */
export const toDecimal = (value: number): number => Number(value.toPrecision(SIGNIFICANT_DIGITS)) + 0;

/** Whether two finite numbers are the same decimal. An equivalence: unlike a tolerance, it never chains. */
export function sameDecimal(a: number, b: number): boolean {
  if (a === b) return true;
  if (Math.abs(a - b) > RELATIVE_NOISE * (Math.abs(a) + Math.abs(b))) return false;
  return a.toPrecision(SIGNIFICANT_DIGITS) === b.toPrecision(SIGNIFICANT_DIGITS);
}

/**
 * Rounds half away from zero, on the decimal value: 1.005 to 2 decimals is 1.01, although its double lies
 * a little below 1.005.
 *
 * @param value a finite number
 * @param decimals 0 … 15
 */
export function roundHalfAway(value: number, decimals: number): number {
  const power = powerOfTen(decimals);
  const scaled = Math.abs(value) * power;
  const whole = Math.floor(scaled);
  const farFromHalf = Math.abs(scaled - whole - 0.5) > scaled * RELATIVE_NOISE;
  if (!farFromHalf || scaled > LARGEST_FAST_VALUE) return roundDigits(value, decimals);
  const rounded = Math.floor(scaled + 0.5) / power;
  return value < 0 ? 0 - rounded : rounded;
}

/** The same on the digits themselves: slower, needed only near a half and for very long numbers. */
function roundDigits(value: number, decimals: number): number {
  const [mantissa, exponent] = Math.abs(value)
    .toExponential(SIGNIFICANT_DIGITS - 1)
    .split('e') as [string, string];
  const digits = mantissa.replace('.', '');
  const kept = Number(exponent) + 1 + decimals;
  if (kept >= SIGNIFICANT_DIGITS) return toDecimal(value);
  if (kept < 0) return 0;
  const up = digits.charAt(kept) >= '5' ? 1 : 0;
  const rounded = (Number(digits.slice(0, kept)) + up) / powerOfTen(decimals);
  return value < 0 ? 0 - rounded : rounded;
}

/** How many decimals it takes to write a number; 15 at most. */
export function decimalsOf(number: number): number {
  let decimals = 0;
  while (decimals < 15 && roundHalfAway(number, decimals) !== number) decimals++;
  return decimals;
}

/**
 * Rounds a column; NaN, a missing score, stays NaN. All of it again, and with care, where one value lies near a half or
 * is very long, which is rare.
 *
 * @param values finite or NaN @param decimals 0 … 15 @param out another column, as long
 */
export function roundColumn(values: Float64Array, decimals: number, out: Float64Array): void {
  const power = powerOfTen(decimals);
  let careful = false;
  for (let index = 0, length = values.length; index < length; index++) {
    const scaled = values[index]! * power;
    const size = Math.abs(scaled);
    const whole = Math.floor(scaled + 0.5);
    if (0.5 - Math.abs(scaled - whole) <= size * RELATIVE_NOISE || size > LARGEST_FAST_VALUE) careful = true;
    out[index] = whole / power;
  }
  if (!careful) return;
  for (let index = 0, length = values.length; index < length; index++)
    if (!Number.isNaN(values[index]!)) out[index] = roundHalfAway(values[index]!, decimals);
}
