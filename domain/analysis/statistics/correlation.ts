import { AnalysisError } from '../analysis-error.ts';
import { averageRanks } from './average-ranks.ts';
import { kendall } from './kendall.ts';
import { correlationPValue, normalPValue } from './p-value.ts';
import { pearson } from './pearson.ts';

export type CorrelationKind = 'pearson' | 'spearman' | 'kendall';

export type Correlation = {
  /** −1 … 1; `null` where fewer than two pairs are there or a column does not vary. */
  coefficient: number | null;
  /**
   * How likely a coefficient at least as far from 0 is where the columns do not correlate; `null` below three
   * pairs. Student's t for Pearson and Spearman, the normal approximation with ties for Kendall.
   */
  pValue: number | null;
  /** Units that have both values. */
  pairs: number;
};

/**
 * Correlation of two columns over the units that have both values. Spearman's is Pearson's of average ranks
 * (Spearman 1904), Kendall's is τ-b.
 *
 * @param x @param y a value a unit, NaN where missing
 * @throws {AnalysisError} `lengths-differ`
 */
export function correlation(x: Float64Array, y: Float64Array, kind: CorrelationKind): Correlation {
  const [xs, ys] = completePairs(x, y);
  const pairs = xs.length;
  if (kind === 'kendall') {
    const { tau, z } = kendall(xs, ys);
    return { coefficient: tau, pValue: z === null || pairs < 3 ? null : normalPValue(z), pairs };
  }
  const coefficient = kind === 'pearson' ? pearson(xs, ys) : pearson(averageRanks(xs), averageRanks(ys));
  const pValue = coefficient === null || pairs < 3 ? null : correlationPValue(coefficient, pairs);
  return { coefficient, pValue, pairs };
}

/** The pairs without a gap, sorted by both values: no sum over them depends on the order of the units. */
function completePairs(x: Float64Array, y: Float64Array): [Float64Array, Float64Array] {
  if (x.length !== y.length)
    throw new AnalysisError({
      code: 'lengths-differ',
      message: `a column of ${x.length} units does not correlate with one of ${y.length}`,
    });
  const complete: number[] = [];
  for (let unit = 0; unit < x.length; unit++)
    if (!Number.isNaN(x[unit]!) && !Number.isNaN(y[unit]!)) complete.push(unit);
  complete.sort((a, b) => x[a]! - x[b]! || y[a]! - y[b]!);
  return [Float64Array.from(complete, (unit) => x[unit]!), Float64Array.from(complete, (unit) => y[unit]!)];
}

/**
 * Every column with every other: the coefficient of columns a and b at `a * columns.length + b`.
 *
 * @param columns a value a unit, NaN where missing
 * @throws {AnalysisError} `lengths-differ`
 */
export function correlationMatrix(columns: readonly Float64Array[], kind: CorrelationKind): Correlation[] {
  const size = columns.length;
  const matrix: Correlation[] = new Array(size * size);
  for (let a = 0; a < size; a++)
    for (let b = a; b < size; b++) {
      matrix[a * size + b] = correlation(columns[a]!, columns[b]!, kind);
      matrix[b * size + a] = matrix[a * size + b]!;
    }
  return matrix;
}
