import type { Matrix } from '../engine/model.ts';
import type { Framework, Indicator } from '../methodology/definitions.ts';

/** What is analysed: a method with the values of a cohort. */
export type Subject = {
  framework: Framework;
  indicators: readonly Indicator[];
  /** In the order of the indicators of the framework's model. */
  matrix: Matrix;
};

/**
 * The same cohort in the order of another model's indicators; one that the matrix lacks is missing everywhere.
 *
 * @param from the indicators of the matrix @param to the indicators wanted, both as ids in order
 */
export function selectColumns(matrix: Matrix, from: readonly string[], to: readonly string[]): Matrix {
  const { units } = matrix;
  const columns = new Map(from.map((id, column) => [id, column]));
  const values = new Float64Array(units * to.length).fill(Number.NaN);
  for (const [position, id] of to.entries()) {
    const column = columns.get(id);
    if (column !== undefined)
      values.set(matrix.values.subarray(column * units, (column + 1) * units), position * units);
  }
  return { ...matrix, values };
}
