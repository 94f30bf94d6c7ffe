import { drawWhole, randomNumbers } from '../random.ts';
import { quantile } from '../statistics/quantile.ts';

export type SobolIndex = {
  /** Share of the output's variance that the factor accounts for alone. */
  first: number;
  /** The same with all its interactions: what would remain if every other factor were known. */
  total: number;
  /** 5th and 95th percentile of the estimates over resampled rows. */
  firstInterval: [number, number];
  totalInterval: [number, number];
};

export type SobolIndices = {
  /** A factor each; `null` where the output does not vary: nothing accounts for nothing. */
  factors: SobolIndex[] | null;
  /** Rows used: those whose every output is a number. */
  rows: number;
  failedRows: number;
};

/**
 * First-order and total indices by Jansen's estimators, of the variance of the outputs at A and B together:
 * S = 1 − Σ(f(B) − f(AB))² ÷ 2nV and T = Σ(f(A) − f(AB))² ÷ 2nV.
 * Source: Jansen, Analysis of Variance Designs for Model Output (1999); Saltelli et al. (2010), table 2, (b) and
 * (f). Intervals: the percentile bootstrap over rows (Archer, Saltelli & Sobol', 1997).
 *
 * @param outputs at the points of `saltelliDesign`, in their order; NaN where the function failed
 * @throws {AnalysisError} `setting-invalid` for a seed that is none
 */
export function sobolIndices(
  outputs: Float64Array,
  { factors, seed, resamples = 1000 }: { factors: number; seed: number; resamples?: number },
): SobolIndices {
  const blocks = factors + 2;
  const designed = outputs.length / blocks;
  const complete = completeRows(outputs, blocks, designed);
  const rows = complete.length;
  const estimate = estimator(outputs, factors, designed);
  const found = rows > 0 ? estimate(complete) : null;
  if (!found) return { factors: null, rows, failedRows: designed - rows };
  const spread = [found, ...bootstrap(estimate, complete, seed, resamples)];
  return {
    factors: Array.from({ length: factors }, (_, factor) => ({
      first: found[factor]!,
      total: found[factors + factor]!,
      firstInterval: interval(spread, factor),
      totalInterval: interval(spread, factors + factor),
    })),
    rows,
    failedRows: designed - rows,
  };
}

function completeRows(outputs: Float64Array, blocks: number, rows: number): Int32Array {
  const complete: number[] = [];
  for (let row = 0; row < rows; row++) {
    let failed = false;
    for (let block = 0; block < blocks; block++) failed ||= !Number.isFinite(outputs[block * rows + row]!);
    if (!failed) complete.push(row);
  }
  return Int32Array.from(complete);
}

/** All first-order indices, then all total ones; `null` where the output does not vary over the rows. */
type Estimator = (rows: Int32Array) => Float64Array | null;

const estimator =
  (outputs: Float64Array, factors: number, designed: number): Estimator =>
  (rows) => {
    const variance = varianceOf(outputs, rows, designed);
    if (!(variance > 0)) return null;
    const indices = new Float64Array(2 * factors);
    for (let factor = 0; factor < factors; factor++) {
      const changed = (factor + 2) * designed;
      let fromA = 0;
      let fromB = 0;
      for (let index = 0; index < rows.length; index++) {
        const row = rows[index]!;
        const output = outputs[changed + row]!;
        fromA += (outputs[row]! - output) ** 2;
        fromB += (outputs[designed + row]! - output) ** 2;
      }
      indices[factor] = 1 - fromB / (2 * rows.length * variance);
      indices[factors + factor] = fromA / (2 * rows.length * variance);
    }
    return indices;
  };

/** Of the sample of outputs at A and B. */
function varianceOf(outputs: Float64Array, rows: Int32Array, designed: number): number {
  const count = 2 * rows.length;
  let sum = 0;
  for (let index = 0; index < rows.length; index++)
    sum += outputs[rows[index]!]! + outputs[designed + rows[index]!]!;
  const mean = sum / count;
  let squares = 0;
  for (let index = 0; index < rows.length; index++) {
    squares += (outputs[rows[index]!]! - mean) ** 2 + (outputs[designed + rows[index]!]! - mean) ** 2;
  }
  return squares / (count - 1);
}

/** Estimates over rows drawn with replacement; a draw in which the output does not vary says nothing. */
function bootstrap(estimate: Estimator, rows: Int32Array, seed: number, resamples: number): Float64Array[] {
  const random = randomNumbers(seed);
  const spread: Float64Array[] = [];
  for (let resample = 0; resample < resamples; resample++) {
    const found = estimate(rows.map(() => rows[drawWhole(random, rows.length)]!));
    if (found) spread.push(found);
  }
  return spread;
}

function interval(spread: readonly Float64Array[], index: number): [number, number] {
  const sorted = Float64Array.from(spread, (indices) => indices[index]!).sort();
  return [quantile(sorted, 0.05), quantile(sorted, 0.95)];
}
