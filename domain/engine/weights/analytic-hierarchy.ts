import * as z from 'zod/mini';
import type { BranchNode } from '../../methodology/definitions.ts';
import type { Fault } from '../engine-error.ts';
import { weightConflict } from './conflict.ts';
import type { WeightingMethod } from './weigher.ts';

const parameters = z.strictObject({
  method: z.literal('analytic-hierarchy'),
  /** Every pair of children once: `part` is `ratio` times as important as `over`, from 1 (equally) to 9. */
  comparisons: z.array(
    z.strictObject({
      part: z.string(),
      over: z.string(),
      ratio: z.number().check(z.minimum(1), z.maximum(9)),
    }),
  ),
  /** Use the weights although the comparisons contradict each other. */
  acceptInconsistency: z._default(z.boolean(), false),
});

type Comparisons = z.output<typeof parameters>['comparisons'];

/** The mean consistency index of random comparisons of 1, 2, 3 … children: Saaty (1980), chapter 1. */
const RANDOM_INDEX = [0, 0, 0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59];

const LARGEST_RATIO = 0.1;

/**
 * Analytic hierarchy process: the principal eigenvector of the matrix of pairwise comparisons, with its consistency
 * ratio ((λ - n) ÷ (n - 1)) ÷ the mean of that for random comparisons.
 * Source: Saaty, The Analytic Hierarchy Process (1980), chapter 1; comparisons are consistent enough up to 0.1.
 */
export const analyticHierarchy: WeightingMethod<typeof parameters> = {
  parameters,
  bind({ spec, node }) {
    const matrix = comparisonMatrix(spec.comparisons, node);
    if ('message' in matrix) return matrix;
    const { weights, eigenvalue } = principalVector(matrix, node.children.length);
    const ratio = consistencyRatio(eigenvalue, weights.length);
    if (ratio > LARGEST_RATIO && !spec.acceptInconsistency)
      return {
        code: 'comparisons-inconsistent',
        node: node.code,
        message: `the comparisons contradict each other: consistency ratio ${ratio.toFixed(3)}, more than ${LARGEST_RATIO}`,
      };
    const figures = { consistencyRatio: ratio, principalEigenvalue: eigenvalue };
    return weightConflict(node, spec) ?? { kind: 'known', weights, figures };
  },
};

/** Row i, column j: how many times as important child i is as child j. */
function comparisonMatrix(comparisons: Comparisons, { code, children }: BranchNode): Float64Array | Fault {
  const size = children.length;
  const places = new Map(children.map((child, place) => [child.code, place]));
  const fault = (message: string): Fault => ({ code: 'comparisons-invalid', node: code, message });
  if (size > RANDOM_INDEX.length)
    return fault(`more than ${RANDOM_INDEX.length} children cannot be compared`);
  const matrix = new Float64Array(size * size);
  for (let place = 0; place < size; place++) matrix[place * size + place] = 1;
  for (const { part, over, ratio } of comparisons) {
    const row = places.get(part);
    const column = places.get(over);
    if (row === undefined || column === undefined)
      return fault(`"${row === undefined ? part : over}" is no child of the node`);
    if (matrix[row * size + column] !== 0) return fault(`${part} and ${over} are compared already`);
    matrix[row * size + column] = ratio;
    matrix[column * size + row] = 1 / ratio;
  }
  const gap = matrix.indexOf(0);
  if (gap < 0) return matrix;
  return fault(
    `${children[Math.floor(gap / size)]!.code} and ${children[gap % size]!.code} are not compared`,
  );
}

/** A positive matrix has one principal vector, and multiplying any other by it comes ever closer to that one. */
const STEPS = 500;

/** @returns weights that sum to 1, and the eigenvalue */
function principalVector(matrix: Float64Array, size: number): { weights: Float64Array; eigenvalue: number } {
  let weights = new Float64Array(size).fill(1 / size);
  let eigenvalue = size;
  for (let step = 0; step < STEPS; step++) {
    const next = new Float64Array(size);
    for (let row = 0; row < size; row++)
      for (let column = 0; column < size; column++)
        next[row]! += matrix[row * size + column]! * weights[column]!;
    eigenvalue = next.reduce((sum, value) => sum + value, 0);
    weights = next.map((value) => value / eigenvalue);
  }
  return { weights, eigenvalue };
}

function consistencyRatio(eigenvalue: number, size: number): number {
  const random = RANDOM_INDEX[size - 1]!;
  // Rounding can leave an eigenvalue a little below the least there is, the number of children.
  return random === 0 ? 0 : Math.max(0, (eigenvalue - size) / (size - 1)) / random;
}
