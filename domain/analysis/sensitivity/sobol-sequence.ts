import { AnalysisError } from '../analysis-error.ts';

/**
 * Primitive polynomials and first direction numbers, a row a dimension from the second on: the polynomial's inner
 * coefficients, then as many direction numbers as its degree.
 * Source: Joe & Kuo, Constructing Sobol Sequences with Better Two-Dimensional Projections (2008), their table
 * new-joe-kuo-6.21201.
 */
const DIRECTIONS: readonly (readonly number[])[] = [
  [0, 1],
  [1, 1, 3],
  [1, 1, 3, 1],
  [2, 1, 1, 1],
  [1, 1, 1, 3, 3],
  [4, 1, 3, 5, 13],
  [2, 1, 1, 5, 5, 17],
  [4, 1, 1, 5, 5, 5],
  [7, 1, 1, 7, 11, 19],
  [11, 1, 1, 5, 1, 1],
  [13, 1, 1, 1, 3, 11],
  [14, 1, 3, 5, 5, 31],
  [1, 1, 3, 3, 9, 7, 49],
  [13, 1, 1, 1, 15, 21, 21],
  [16, 1, 3, 1, 13, 27, 49],
  [19, 1, 1, 1, 15, 7, 5],
  [22, 1, 3, 1, 15, 13, 25],
  [25, 1, 1, 5, 5, 19, 61],
  [1, 1, 3, 7, 11, 23, 15, 103],
  [4, 1, 3, 7, 13, 13, 15, 69],
  [7, 1, 1, 3, 13, 7, 35, 63],
  [8, 1, 3, 5, 9, 1, 25, 53],
  [14, 1, 3, 1, 13, 9, 35, 107],
  [19, 1, 3, 1, 5, 27, 61, 31],
  [21, 1, 1, 5, 11, 19, 41, 61],
  [28, 1, 3, 5, 3, 3, 13, 69],
  [31, 1, 1, 7, 13, 1, 19, 1],
  [32, 1, 3, 7, 5, 13, 19, 59],
  [37, 1, 1, 3, 9, 25, 29, 41],
  [41, 1, 3, 5, 13, 23, 1, 55],
  [42, 1, 3, 7, 3, 13, 59, 17],
];

/** As many as there are direction numbers for; the first dimension needs none. */
export const MOST_DIMENSIONS = DIRECTIONS.length + 1;

const BITS = 32;

/**
 * The first points of Sobol's sequence, which fill the unit cube more evenly than random ones. Those of a power of
 * two are balanced, and only with the first, the origin, among them (Owen, On Dropping the First Sobol' Point,
 * 2020). Source: Sobol' (1967), in the order of the Gray code (Antonov & Saleev 1979).
 *
 * @param count a power of two
 * @returns coordinates from 0 up to and without 1, a row a point
 * @throws {AnalysisError} `setting-invalid`; `too-many-factors` for more dimensions than the table has
 */
export function sobolPoints(count: number, dimensions: number): Float64Array {
  check(count, dimensions);
  const points = new Float64Array(count * dimensions);
  for (let dimension = 0; dimension < dimensions; dimension++) {
    const directions = directionNumbers(dimension);
    let bits = 0;
    for (let index = 1; index < count; index++) {
      bits ^= directions[trailingZeros(index)]!;
      points[index * dimensions + dimension] = (bits >>> 0) / 2 ** BITS;
    }
  }
  return points;
}

function check(count: number, dimensions: number): void {
  if (!(Number.isInteger(count) && count >= 1 && count <= 2 ** 30 && (count & (count - 1)) === 0))
    throw new AnalysisError({
      code: 'setting-invalid',
      where: 'points',
      message: `are ${count}; Sobol's sequence is balanced for a power of two`,
    });
  if (!(Number.isInteger(dimensions) && dimensions >= 1 && dimensions <= MOST_DIMENSIONS))
    throw new AnalysisError({
      code: 'too-many-factors',
      message: `${dimensions} dimensions, and directions are known for 1 to ${MOST_DIMENSIONS}`,
    });
}

const trailingZeros = (index: number): number => 31 - Math.clz32(index & -index);

/** v₁ … v₃₂ of a dimension, each as 32 binary digits after the point. */
function directionNumbers(dimension: number): Int32Array {
  const numbers = new Int32Array(BITS);
  const [coefficients, ...first] = DIRECTIONS[dimension - 1] ?? [0];
  const degree = first.length;
  for (let bit = 0; bit < BITS; bit++) {
    if (degree === 0) numbers[bit] = 1 << (BITS - 1 - bit);
    else if (bit < degree) numbers[bit] = first[bit]! << (BITS - 1 - bit);
    else numbers[bit] = recur(numbers, bit, degree, coefficients!);
  }
  return numbers;
}

/** Source: Joe & Kuo (2008), equation 3. */
function recur(numbers: Int32Array, bit: number, degree: number, coefficients: number): number {
  const oldest = numbers[bit - degree]!;
  let number = oldest ^ (oldest >>> degree);
  for (let back = 1; back < degree; back++)
    if ((coefficients >>> (degree - 1 - back)) & 1) number ^= numbers[bit - back]!;
  return number;
}
