import type { Matrix, Model } from '../../engine/model.ts';
import { observedColumn } from '../leaf-columns.ts';

export type UnitAvailability = {
  missing: number;
  zero: number;
  /** Values that are there, as a share of all cells. */
  availability: number;
  /** Values other than 0, as a share of those that are there; `null` where none is. */
  nonZero: number | null;
};

/**
 * How much of its data each unit has.
 *
 * @param matrix the observed values
 */
export function unitAvailability({ units, values }: Matrix): UnitAvailability[] {
  const cells = values.length / Math.max(units, 1);
  return Array.from({ length: units }, (_, unit) => {
    let missing = 0;
    let zero = 0;
    for (let cell = unit; cell < values.length; cell += units) {
      if (Number.isNaN(values[cell]!)) missing++;
      else if (values[cell] === 0) zero++;
    }
    const present = cells - missing;
    return {
      missing,
      zero,
      availability: cells > 0 ? present / cells : 0,
      nonZero: present > 0 ? (present - zero) / present : null,
    };
  });
}

/**
 * Share of the leaves below each node that have a value: a column a node in the model's order, a share a unit.
 * COINr 1.1.14 calls it data availability by group.
 *
 * @param matrix the observed values: what is imputed is not there
 */
export function nodeAvailability(model: Model, matrix: Matrix): Float64Array[] {
  const present: Float64Array[] = [];
  const leaves: number[] = [];
  for (const [place, node] of model.nodes.entries()) {
    const children = node.kind === 'leaf' ? [] : Array.from(node.children);
    leaves[place] = node.kind === 'leaf' ? 1 : children.reduce((sum, child) => sum + leaves[child]!, 0);
    present[place] =
      node.kind === 'leaf'
        ? hasValues(matrix, observedColumn(model, node))
        : sumOfColumns(
            children.map((child) => present[child]!),
            matrix.units,
          );
  }
  return present.map((column, place) => column.map((count) => count / leaves[place]!));
}

const hasValues = ({ units, values }: Matrix, column: number): Float64Array =>
  values.slice(column * units, (column + 1) * units).map((value) => (Number.isNaN(value) ? 0 : 1));

function sumOfColumns(columns: readonly Float64Array[], units: number): Float64Array {
  const sum = new Float64Array(units);
  for (const column of columns) for (let unit = 0; unit < units; unit++) sum[unit]! += column[unit]!;
  return sum;
}
