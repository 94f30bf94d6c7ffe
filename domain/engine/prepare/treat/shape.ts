/** Skewness and excess kurtosis; `null` where there are too few values, or all are equal. */
export type Shape = { skewness: number | null; kurtosis: number | null };

/** Fourth powers of magnitudes between these, and their sums, are ordinary doubles. */
const LARGEST_PLAIN = 1e70;
const SMALLEST_PLAIN = 1e-70;

/**
 * Sample skewness G1 and sample excess kurtosis G2, corrected for bias.
 * Source: Joanes & Gill, Comparing measures of sample skewness and kurtosis (1998), G1 and G2; type 2 of R's
 * e1071, which COINr uses.
 *
 * @param sorted ascending, without gaps: sums in this order do not depend on the order of the units
 */
export function shapeOf(sorted: Float64Array): Shape {
  const n = sorted.length;
  if (n < 3) return { skewness: null, kurtosis: null };
  const scale = scaleOf(sorted);
  let sum = 0;
  for (let index = 0; index < n; index++) sum += sorted[index]! / scale;
  const mean = sum / n;
  let [second, third, fourth] = [0, 0, 0];
  for (let index = 0; index < n; index++) {
    const distance = sorted[index]! / scale - mean;
    const square = distance * distance;
    second += square;
    third += square * distance;
    fourth += square * square;
  }
  if (second === 0) return { skewness: null, kurtosis: null };
  const variance = second / n;
  const skewness = ((third / n / (variance * Math.sqrt(variance))) * Math.sqrt(n * (n - 1))) / (n - 2);
  if (n < 4) return { skewness, kurtosis: null };
  const excess = fourth / n / (variance * variance) - 3;
  return { skewness, kurtosis: (((n + 1) * excess + 6) * (n - 1)) / ((n - 2) * (n - 3)) };
}

/** Both measures are free of scale, so that values out of the ordinary are divided by their largest first. */
function scaleOf(sorted: Float64Array): number {
  const largest = Math.max(Math.abs(sorted[0]!), Math.abs(sorted.at(-1)!));
  return largest > LARGEST_PLAIN || (largest > 0 && largest < SMALLEST_PLAIN) ? largest : 1;
}

/** Beyond which skewness and kurtosis an indicator has outliers. */
export type OutlierRule = { skewness: number; kurtosis: number };

/**
 * Whether both |skewness| and kurtosis pass their limits: by default 2 and 3.5.
 * Source: Groeneveld & Meeden, Measuring Skewness and Kurtosis (1984), whose limit of 1 for the skewness the Global
 * Innovation Index 2012 (Appendix IV: Technical Notes) raised to 2 for small samples.
 */
export const hasOutliers = ({ skewness, kurtosis }: Shape, rule: OutlierRule): boolean =>
  skewness !== null && kurtosis !== null && Math.abs(skewness) > rule.skewness && kurtosis > rule.kurtosis;
