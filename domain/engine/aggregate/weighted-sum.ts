import type { FrameworkNode } from '../../methodology/definitions.ts';

/**
 * Adds weight × score child by child, so that the order of summation is the framework's for every unit.
 *
 * @param columns a column a child, a score a unit, NaN where absent @param weights a weight a child
 * @param out a sum a unit; NaN where a child is absent
 */
export function addWeighted(
  columns: readonly Float64Array[],
  weights: Float64Array,
  out: Float64Array,
): void {
  out.fill(0);
  for (let child = 0; child < columns.length; child++) {
    const column = columns[child]!;
    const weight = weights[child]!;
    for (let unit = 0, length = out.length; unit < length; unit++) out[unit]! += weight * column[unit]!;
  }
}

/** The same for one unit and the children that it has. */
export function addPresent(columns: readonly Float64Array[], weights: Float64Array, unit: number): number {
  let sum = 0;
  for (let child = 0; child < columns.length; child++) {
    const score = columns[child]![unit]!;
    if (!Number.isNaN(score)) sum += weights[child]! * score;
  }
  return sum;
}

/** Σ of the weights of the children that a unit has. */
export function presentWeight(columns: readonly Float64Array[], weights: Float64Array, unit: number): number {
  let sum = 0;
  for (let child = 0; child < columns.length; child++)
    if (!Number.isNaN(columns[child]![unit]!)) sum += weights[child]!;
  return sum;
}

/** Σ of the weights, in the framework's order. */
export function sumOf(weights: Float64Array): number {
  let sum = 0;
  for (let child = 0; child < weights.length; child++) sum += weights[child]!;
  return sum;
}

/** A child's own weight, else its maximum points, else 1: what a mean weighs by. */
export const weightInMean = (child: FrameworkNode): number => child.weight ?? child.maximumPoints ?? 1;

/** The reason shown where the children that a unit has weigh nothing. */
export const nothingWeighs = {
  vi: 'các thành phần có dữ liệu đều có trọng số bằng 0',
  en: 'the parts that have data all have weight 0',
};
