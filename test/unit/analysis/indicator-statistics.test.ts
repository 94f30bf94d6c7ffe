import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { indicatorStatistics } from '../../../domain/analysis/statistics/indicator-statistics.ts';
import { quantile } from '../../../domain/analysis/statistics/quantile.ts';
import { asemIsAbsent, asemNumber, readAsem } from '../../builders/asem-framework.ts';
import { expectNear } from './near.ts';
import { provinces2020 } from './subject-of.ts';

describe.skipIf(asemIsAbsent)('against COINr on ASEM', () => {
  test('all 49 indicators have the statistics of get_stats', () => {
    const expected = readAsem('15_stats_screened.csv');
    const table = readAsem('13_imputed_i_mean_grp.csv');
    expect(expected).toHaveLength(49);
    for (const row of expected) {
      const code = row['iCode']!;
      const values = Float64Array.from(table, (unit) => asemNumber(unit[code]));
      const statistics = indicatorStatistics(values);
      const near = (actual: number | null, column: string, tolerance?: number) =>
        expectNear(actual, asemNumber(row[column]), `${column} of ${code}`, tolerance);
      near(statistics.minimum, 'Min');
      near(statistics.maximum, 'Max');
      near(statistics.mean, 'Mean');
      near(statistics.median, 'Median');
      near(statistics.standardDeviation, 'Std');
      near(statistics.skewness, 'Skew');
      near(statistics.kurtosis, 'Kurt');
      near(statistics.count, 'N.Avail');
      near(statistics.nonZero, 'N.NonZero');
      // Tolerance for minorities has two pairs of scores that differ in the 16th digit only.
      near(statistics.unique + (code === 'TolMin' ? 2 : 0), 'N.Unique');
      near(statistics.mostFrequent, 'N.Same');
      near(statistics.availability, 'Frc.Avail');
      expect(statistics.flags.includes('low-availability')).toBe(row['Flag.Avail'] === 'LOW');
      expect(statistics.flags.includes('mostly-zero')).toBe(row['Flag.NonZero'] === 'LOW');
      expect(statistics.flags.includes('few-unique-values')).toBe(row['Flag.Unique'] === 'LOW');
      expect(statistics.flags.includes('outliers'), code).toBe(row['Flag.SkewKurt'] === 'OUT');
    }
  });
});

describe('statistics of one indicator', () => {
  // Digital government of nine provinces, DTI 2020.
  const dti = Float64Array.from(Object.values(provinces2020), ({ government }) => government!);

  test('a missing value is left out, and says so', () => {
    const statistics = indicatorStatistics(Float64Array.from([...dti, Number.NaN]));
    expect(statistics).toMatchObject({ count: 9, availability: 0.9, median: 0.4449, unique: 9 });
  });

  test('equal as decimals is equal', () => {
    const { unique, mostFrequent } = indicatorStatistics(Float64Array.from([0.1 + 0.2, 0.3, 0.4]));
    expect({ unique, mostFrequent }).toEqual({ unique: 2, mostFrequent: 2 });
  });

  test.each([
    ['no unit', [], { count: 0, mean: null, minimum: null, availability: 0 }],
    ['no value', [Number.NaN], { count: 0, mean: null, median: null, availability: 0 }],
    ['one value', [0.8], { mean: 0.8, standardDeviation: null, skewness: null, kurtosis: null }],
    ['one value again and again', [0.8, 0.8, 0.8, 0.8], { standardDeviation: 0, skewness: null }],
    ['three values', [1, 2, 4], { kurtosis: null }],
  ])('%s', (_, values, expected) => {
    expect(indicatorStatistics(Float64Array.from(values))).toMatchObject(expected);
  });

  test('huge and tiny values keep their shape', () => {
    const { skewness, kurtosis } = indicatorStatistics(dti);
    for (const factor of [2 ** 1000, 2 ** -1000]) {
      const scaled = indicatorStatistics(dti.map((value) => value * factor));
      expectNear(scaled.skewness, skewness!);
      expectNear(scaled.kurtosis, kurtosis!);
    }
    expect(() => indicatorStatistics(Float64Array.from([-1.7e308, 1.7e308]))).toThrow('too large');
  });

  test('the order of the units does not change a bit', () => {
    const shuffled = fc.shuffledSubarray([...dti], { minLength: dti.length });
    fc.assert(
      fc.property(shuffled, (values) => {
        expect(indicatorStatistics(Float64Array.from(values))).toEqual(indicatorStatistics(dti));
      }),
    );
  });

  test('quantiles of definition 7', () => {
    expect([0, 0.25, 0.5, 0.75, 1].map((share) => quantile([1, 2, 3, 4, 10], share))).toEqual([
      1, 2, 3, 4, 10,
    ]);
    expect(quantile([1, 2, 4, 8], 0.5)).toBe(3);
    expect(quantile([1, 2, 4, 8], 0.25)).toBe(1.75);
  });
});
