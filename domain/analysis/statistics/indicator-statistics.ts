import { sameDecimal } from '../../engine/decimal.ts';
import { meanAndDeviation } from '../../engine/mean-and-deviation.ts';
import { hasOutliers, type Shape, shapeOf } from '../../engine/prepare/treat/shape.ts';
import { AnalysisError } from '../analysis-error.ts';
import { quantile } from './quantile.ts';

/** `null` where there are too few values, or, for the shape, none that differ. */
export type IndicatorStatistics = Shape & {
  count: number;
  mean: number | null;
  /** Of the sample (÷ n − 1); from two values on. */
  standardDeviation: number | null;
  minimum: number | null;
  maximum: number | null;
  median: number | null;
  /** Units that have a value, as a share of all. */
  availability: number;
  /** Values other than 0, values that differ as decimals, and how often the most frequent one occurs. */
  nonZero: number;
  unique: number;
  mostFrequent: number;
  /** What should be looked at before the indicator enters an index. */
  flags: IndicatorFlag[];
};

export type IndicatorFlag = 'low-availability' | 'mostly-zero' | 'few-unique-values' | 'outliers';

/** At which a flag is raised. The defaults are those of COINr 1.1.14, `get_stats`. */
export type FlagThresholds = {
  availability: number;
  nonZero: number;
  unique: number;
  skewness: number;
  kurtosis: number;
};

/** Shares 0..1 of the units; skewness and kurtosis as those of an indicator with outliers. */
export const usualThresholds: FlagThresholds = {
  availability: 0.65,
  nonZero: 0.5,
  unique: 0.5,
  skewness: 2,
  kurtosis: 3.5,
};

/**
 * What one column of values looks like: raw or normalised, an indicator's or a node's. Skewness and kurtosis are G1
 * and G2 (Joanes & Gill 1998); outliers are |skewness| above 2 with kurtosis above 3.5 (OECD/JRC, Handbook on
 * Constructing Composite Indicators (2008), section 4, as applied by the JRC's COIN Tool).
 *
 * @param values a value a unit, NaN where missing
 * @throws {AnalysisError} `values-too-large` where the standard deviation is no longer a number
 */
export function indicatorStatistics(
  values: Float64Array,
  thresholds: FlagThresholds = usualThresholds,
): IndicatorStatistics {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const count = sorted.length;
  const statistics = {
    count,
    ...centre(sorted),
    ...shapeOf(sorted),
    minimum: sorted[0] ?? null,
    maximum: sorted.at(-1) ?? null,
    median: count > 0 ? quantile(sorted, 0.5) : null,
    availability: values.length > 0 ? count / values.length : 0,
    nonZero: sorted.filter((value) => value !== 0).length,
    ...frequencies(sorted),
  };
  return { ...statistics, flags: flagsOf(statistics, thresholds) };
}

function centre(sorted: Float64Array): Pick<IndicatorStatistics, 'mean' | 'standardDeviation'> {
  const { mean, standardDeviation = 0 } = meanAndDeviation(sorted, 'sample');
  const finite = Number.isFinite(sorted[0] ?? 0) && Number.isFinite(sorted.at(-1) ?? 0);
  if (!finite || !Number.isFinite(standardDeviation))
    throw new AnalysisError({
      code: 'values-too-large',
      message: 'the values are too large for their standard deviation',
    });
  return {
    mean: mean ?? sorted[0] ?? null,
    standardDeviation: sorted.length > 1 ? standardDeviation : null,
  };
}

function frequencies(sorted: Float64Array): { unique: number; mostFrequent: number } {
  let unique = 0;
  let mostFrequent = 0;
  let run = 0;
  for (let index = 0; index < sorted.length; index++) {
    run = index > 0 && sameDecimal(sorted[index - 1]!, sorted[index]!) ? run + 1 : 1;
    if (run === 1) unique++;
    if (run > mostFrequent) mostFrequent = run;
  }
  return { unique, mostFrequent };
}

function flagsOf(
  { count, availability, nonZero, unique, ...shape }: Omit<IndicatorStatistics, 'flags'>,
  thresholds: FlagThresholds,
): IndicatorFlag[] {
  const flags: IndicatorFlag[] = [];
  if (availability < thresholds.availability) flags.push('low-availability');
  if (nonZero < thresholds.nonZero * count) flags.push('mostly-zero');
  if (unique < thresholds.unique * count) flags.push('few-unique-values');
  if (hasOutliers(shape, thresholds)) flags.push('outliers');
  return flags;
}
