/** Eigenvalues, the largest first, with their vectors of length 1. */
export type Eigen = { values: Float64Array; vectors: readonly Float64Array[] };

/** Each sweep squares what is left off the diagonal once that is small; six to ten are usual. */
const MOST_SWEEPS = 60;

/**
 * Eigenvalues and vectors of a symmetric matrix by Jacobi's cyclic rotations: slower than reduction to three diagonals for
 * hundreds of rows, and more accurate; a branch has few children. It takes no function whose last digit differs from
 * machine to machine.
 * Source: Golub & Van Loan, Matrix Computations, 4th ed. (2013), algorithms 8.5.1 and 8.5.3.
 *
 * @param matrix finite, row by row; left as it is
 */
export function symmetricEigen(matrix: Float64Array, size: number): Eigen {
  const a = matrix.slice();
  const v = identity(size);
  for (let sweep = 0; sweep < MOST_SWEEPS && sumOffDiagonal(a, size) > 0; sweep++)
    for (let p = 0; p < size - 1; p++) for (let q = p + 1; q < size; q++) rotate(a, v, size, p, q);
  const order = Array.from({ length: size }, (_, column) => column);
  order.sort((i, j) => a[j * size + j]! - a[i * size + i]! || i - j);
  return {
    values: Float64Array.from(order, (column) => a[column * size + column]!),
    vectors: order.map((column) => Float64Array.from({ length: size }, (_, row) => v[row * size + column]!)),
  };
}

function identity(size: number): Float64Array {
  const matrix = new Float64Array(size * size);
  for (let row = 0; row < size; row++) matrix[row * size + row] = 1;
  return matrix;
}

function sumOffDiagonal(a: Float64Array, size: number): number {
  let sum = 0;
  for (let row = 0; row < size; row++)
    for (let column = row + 1; column < size; column++) sum += Math.abs(a[row * size + column]!);
  return sum;
}

/** Turns the plane of rows p and q so that a[p, q] vanishes. */
function rotate(a: Float64Array, v: Float64Array, size: number, p: number, q: number): void {
  const off = a[p * size + q]!;
  const first = a[p * size + p]!;
  const second = a[q * size + q]!;
  a[p * size + q] = 0;
  a[q * size + p] = 0;
  // What is lost in the last digit of both diagonal entries would turn nothing.
  if (first + off === first && second + off === second) return;
  const half = (second - first) / (2 * off);
  const tangent = (half < 0 ? -1 : 1) / (Math.abs(half) + Math.sqrt(1 + half * half));
  const cosine = 1 / Math.sqrt(1 + tangent * tangent);
  const sine = tangent * cosine;
  a[p * size + p] = first - tangent * off;
  a[q * size + q] = second + tangent * off;
  for (let k = 0; k < size; k++) {
    if (k !== p && k !== q) {
      const kp = a[k * size + p]!;
      const kq = a[k * size + q]!;
      a[k * size + p] = a[p * size + k] = cosine * kp - sine * kq;
      a[k * size + q] = a[q * size + k] = sine * kp + cosine * kq;
    }
    const vp = v[k * size + p]!;
    const vq = v[k * size + q]!;
    v[k * size + p] = cosine * vp - sine * vq;
    v[k * size + q] = sine * vp + cosine * vq;
  }
}
