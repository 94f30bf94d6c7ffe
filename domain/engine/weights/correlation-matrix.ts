import type { Text } from '../../methodology/definitions.ts';
import { meanAndDeviation } from '../mean-and-deviation.ts';
import { orderlessSum } from '../orderless-sum.ts';

export type Correlations = {
  /** Pearson's coefficients, row by row; symmetric, 1 on the diagonal. */
  matrix: Float64Array;
  /** Standard deviation of each column, of the population. */
  deviations: Float64Array;
};

/** Two units always lie on one line. */
const FEWEST_UNITS = 3;

/**
 * How the children of a branch go together over the units that have all of them, the same to the last bit in any order of
 * the units.
 *
 * @param columns a column a child, NaN where a unit lacks it
 * @returns why there is no correlation, where there is none
 */
export function correlationMatrix(columns: readonly Float64Array[]): Correlations | Text {
  const units = completeUnits(columns);
  if (units.length < FEWEST_UNITS) return tooFewUnits;
  const standardised: Float64Array[] = [];
  const deviations = new Float64Array(columns.length);
  for (const [child, column] of columns.entries()) {
    const scores = Float64Array.from(units, (unit) => column[unit]!);
    const { mean, standardDeviation } = meanAndDeviation(scores, 'population');
    if (mean === undefined || !(standardDeviation! > 0)) return constantChild;
    deviations[child] = standardDeviation!;
    standardised.push(scores.map((score) => (score - mean) / standardDeviation!));
  }
  return { matrix: products(standardised), deviations };
}

function completeUnits(columns: readonly Float64Array[]): number[] {
  const units: number[] = [];
  for (let unit = 0; unit < (columns[0]?.length ?? 0); unit++)
    if (columns.every((column) => !Number.isNaN(column[unit]!))) units.push(unit);
  return units;
}

/** Mean products of standardised columns. */
function products(columns: readonly Float64Array[]): Float64Array {
  const size = columns.length;
  const matrix = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    matrix[row * size + row] = 1;
    for (let column = 0; column < row; column++) {
      const other = columns[column]!;
      const product = orderlessSum(columns[row]!.map((score, unit) => score * other[unit]!)) / other.length;
      matrix[row * size + column] = product;
      matrix[column * size + row] = product;
    }
  }
  return matrix;
}

const tooFewUnits: Text = {
  vi: `trọng số tính từ dữ liệu cần ít nhất ${FEWEST_UNITS} đơn vị có đủ các thành phần`,
  en: `weights found in the data need at least ${FEWEST_UNITS} units that have every part`,
};

const constantChild: Text = {
  vi: 'trọng số tính từ dữ liệu không xác định: mọi đơn vị có cùng một điểm ở một thành phần',
  en: 'weights cannot be found in the data: all units have the same score for one of the parts',
};
