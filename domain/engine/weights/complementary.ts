/**
 * Solves M u ≥ t, u ≥ 0, with equality wherever u > 0: the least ½ u'M u - t'u without a value below 0.
 * Source: Lawson & Hanson, Solving Least Squares Problems (1974), algorithm NNLS 23.10, in normal equations.
 *
 * @param matrix symmetric and positive definite, row by row
 * @param target as many numbers as the matrix has rows
 * @returns u and M u
 */
export function complementary(
  matrix: Float64Array,
  target: Float64Array,
): { solution: Float64Array; product: Float64Array } {
  const size = target.length;
  const free = new Set<number>();
  let solution = new Float64Array(size);
  for (let round = 0; round < 10 * size; round++) {
    const product = multiply(matrix, solution);
    const entering = mostNeeded(product, target, free);
    if (entering < 0) break;
    free.add(entering);
    solution = settle(matrix, target, free, solution);
  }
  return { solution, product: multiply(matrix, solution) };
}

const TOLERANCE = 1e-12;

/** The unused variable that lies furthest below its target; -1 where none does. */
function mostNeeded(product: Float64Array, target: Float64Array, free: ReadonlySet<number>): number {
  let needed = -1;
  let furthest = TOLERANCE * Math.max(...target);
  for (let row = 0; row < target.length; row++) {
    const distance = target[row]! - product[row]!;
    if (free.has(row) || distance <= furthest) continue;
    needed = row;
    furthest = distance;
  }
  return needed;
}

/** The solution in the free variables; those that would have to be below 0 are freed no longer. */
function settle(
  matrix: Float64Array,
  target: Float64Array,
  free: Set<number>,
  start: Float64Array,
): Float64Array<ArrayBuffer> {
  let from = new Float64Array(start);
  for (;;) {
    const goal = solveFor(
      matrix,
      target,
      [...free].sort((a, b) => a - b),
    );
    const shareUntilZero = (row: number) => from[row]! / (from[row]! - goal[row]!);
    const blocking = [...free].filter((row) => goal[row]! <= 0);
    const [first] = blocking.sort((a, b) => shareUntilZero(a) - shareUntilZero(b) || a - b);
    if (first === undefined) return goal;
    const step = shareUntilZero(first);
    from = from.map((value, row) => Math.max(0, value + step * (goal[row]! - value)));
    from[first] = 0;
    free.delete(first);
  }
}

/** Solves the rows and columns of the free variables by Cholesky's decomposition; the others are 0. */
function solveFor(
  matrix: Float64Array,
  target: Float64Array,
  rows: readonly number[],
): Float64Array<ArrayBuffer> {
  const size = rows.length;
  const at = (row: number, column: number) => matrix[rows[row]! * target.length + rows[column]!]!;
  const lower = new Float64Array(size * size);
  const half = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let left = at(row, column);
      for (let k = 0; k < column; k++) left -= lower[row * size + k]! * lower[column * size + k]!;
      lower[row * size + column] = row === column ? Math.sqrt(left) : left / lower[column * size + column]!;
    }
    let left = target[rows[row]!]!;
    for (let k = 0; k < row; k++) left -= lower[row * size + k]! * half[k]!;
    half[row] = left / lower[row * size + row]!;
  }
  const solution = new Float64Array(target.length);
  for (let row = size - 1; row >= 0; row--) {
    let left = half[row]!;
    for (let k = row + 1; k < size; k++) left -= lower[k * size + row]! * solution[rows[k]!]!;
    solution[rows[row]!] = left / lower[row * size + row]!;
  }
  return solution;
}

function multiply(matrix: Float64Array, vector: Float64Array): Float64Array {
  return vector.map((_, row) => {
    let sum = 0;
    for (let column = 0; column < vector.length; column++)
      sum += matrix[row * vector.length + column]! * vector[column]!;
    return sum;
  });
}
