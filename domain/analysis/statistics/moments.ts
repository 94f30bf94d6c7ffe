import { AnalysisError } from '../analysis-error.ts';

/** Shape of a distribution; `null` where there are too few values, or none that differ. */
export type Moments = {
  count: number;
  mean: number | null;
  /** Of the sample (÷ n − 1); from two values on. */
  standardDeviation: number | null;
  /** G1; from three values that differ on. */
  skewness: number | null;
  /** G2, 0 for a normal distribution; from four values that differ on. */
  kurtosis: number | null;
};

/**
 * Mean, standard deviation and the bias-corrected skewness G1 and excess kurtosis G2.
 * Source: Joanes & Gill, Comparing Measures of Sample Skewness and Kurtosis (1998), G1 and G2.
 *
 * @param sorted ascending and finite, so that the order of the units does not change a bit of the sums
 * @throws {AnalysisError} `values-too-large` where the standard deviation is no longer a number
 */
export function momentsOf(sorted: Float64Array): Moments {
  const count = sorted.length;
  const scale = powerOfTwo(sorted);
  const [mean, second, third, fourth] = centralMoments(sorted, scale);
  const spread = count > 1 && sorted[0] !== sorted[count - 1];
  return {
    count,
    mean: count > 0 ? mean * scale : null,
    standardDeviation: count > 1 ? finite(Math.sqrt((second * count) / (count - 1)) * scale) : null,
    skewness: spread && count > 2 ? skewness(count, third / (second * Math.sqrt(second))) : null,
    kurtosis: spread && count > 3 ? kurtosis(count, fourth / (second * second)) : null,
  };
}

const skewness = (n: number, g1: number): number => (g1 * Math.sqrt(n * (n - 1))) / (n - 2);

const kurtosis = (n: number, b2: number): number =>
  ((n + 1) * (b2 - 3) + 6) * ((n - 1) / ((n - 2) * (n - 3)));

/** What the values are divided by, so that fourth powers neither overflow nor vanish: it costs no digit. */
function powerOfTwo(sorted: Float64Array): number {
  const largest = Math.max(Math.abs(sorted[0] ?? 0), Math.abs(sorted.at(-1) ?? 0));
  return largest > 0 ? 2 ** Math.floor(Math.log2(largest)) : 1;
}

/** The mean, and the second to fourth moments about it, of the values divided by the scale. */
function centralMoments(sorted: Float64Array, scale: number): [number, number, number, number] {
  const count = sorted.length;
  let sum = 0;
  for (let index = 0; index < count; index++) sum += sorted[index]! / scale;
  const mean = sum / count;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let index = 0; index < count; index++) {
    const distance = sorted[index]! / scale - mean;
    const square = distance * distance;
    second += square;
    third += square * distance;
    fourth += square * square;
  }
  return [mean, second / count, third / count, fourth / count];
}

function finite(deviation: number): number {
  if (Number.isFinite(deviation)) return deviation;
  throw new AnalysisError({
    code: 'values-too-large',
    message: 'the values are too large for their standard deviation',
  });
}
