import { AnalysisError } from '../analysis-error.ts';

/**
 * Cronbach's α = k² · c̄ ÷ ΣΣc, with c̄ the mean covariance of different columns and ΣΣc the sum of all: how far
 * k columns measure one thing. Each covariance is taken over the units that have both values.
 * Source: Cronbach, Coefficient Alpha and the Internal Structure of Tests (1951), equation 16; OECD/JRC, Handbook
 * on Constructing Composite Indicators (2008), section 4.1.
 *
 * @param columns a value a unit, NaN where missing
 * @returns `null` with fewer than two columns, where two of them share fewer than two units, or where their sum
 *   does not vary
 * @throws {AnalysisError} `values-too-large` where a covariance overflows
 */
export function cronbachAlpha(columns: readonly Float64Array[]): number | null {
  const count = columns.length;
  if (count < 2) return null;
  let all = 0;
  let between = 0;
  for (let a = 0; a < count; a++)
    for (let b = a; b < count; b++) {
      const shared = covariance(columns[a]!, columns[b]!);
      if (shared === null) return null;
      all += a === b ? shared : 2 * shared;
      if (a !== b) between += 2 * shared;
    }
  if (!Number.isFinite(all))
    throw new AnalysisError({
      code: 'values-too-large',
      message: 'the values are too large for their covariances',
    });
  return all === 0 ? null : (count / (count - 1)) * (between / all);
}

/** Of the sample, over the units that have both values; `null` below two. */
function covariance(x: Float64Array, y: Float64Array): number | null {
  const both: [number, number][] = [];
  for (let unit = 0; unit < x.length; unit++)
    if (!Number.isNaN(x[unit]!) && !Number.isNaN(y[unit]!)) both.push([x[unit]!, y[unit]!]);
  if (both.length < 2) return null;
  both.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  let sumX = 0;
  let sumY = 0;
  for (const [valueX, valueY] of both) {
    sumX += valueX;
    sumY += valueY;
  }
  const meanX = sumX / both.length;
  const meanY = sumY / both.length;
  let products = 0;
  for (const [valueX, valueY] of both) products += (valueX - meanX) * (valueY - meanY);
  return products / (both.length - 1);
}
