import { describe, expect, test } from 'vitest';
import { numberText } from '../../../domain/analysis/explain/number-text.ts';
import { branch, framework, indicator, leaf } from '../engine/build-framework.ts';
import { explain, leavesOf } from './explained.ts';
import { subjectOf } from './subject-of.ts';

describe('normalisations in words and numbers', () => {
  type Normalise = NonNullable<Parameters<typeof leaf>[1]>['normalise'];
  const formulaOf = (normalise: Normalise, lower = false) => {
    const method = framework(branch('total', [leaf('portal', { normalise: normalise! })]));
    const range = { min: 0, max: 1 };
    const direction = lower ? ('lower-is-better' as const) : ('higher-is-better' as const);
    const values = Object.fromEntries(
      [0.9, 0.5, 0.6, 0.8].map((value, place) => [`unit ${place}`, { portal: value }]),
    );
    const subject = subjectOf(method, values, [indicator('portal', { range, direction })]);
    const ids = ['da-nang', 'hue', 'ha-giang', 'can-tho'];
    return leavesOf(explain({ ...subject, matrix: { ...subject.matrix, ids } }, 3))[0]!.formula!;
  };

  test.each<[Normalise, string, boolean?]>([
    [{ method: 'min-max', low: 1, high: 10 }, '1 + (0.8 − 0.5) ÷ (0.9 − 0.5) × 9 = 7.75'],
    [{ method: 'min-max', low: 0, high: 1 }, '(0.9 − 0.8) ÷ (0.9 − 0.5) = 0.25', true],
    [{ method: 'rank', ties: 'minimum' }, 'place 3 from the worst of 4 = 3'],
    [{ method: 'borda', ties: 'minimum' }, 'place 3 from the worst of 4 − 1 = 2'],
    [
      { method: 'percentile-rank', ties: 'minimum' },
      '(place 3 from the worst of 4 − 1) ÷ (4 − 1) = 0.666667',
    ],
    [{ method: 'distance-to-maximum' }, '(0.8 − 0.5) ÷ (0.9 − 0.5) = 0.75'],
    [
      { method: 'distance-to-reference', unit: 'ha-giang', capped: true },
      'min(1; (0.8 − 0.5) ÷ (0.6 − 0.5)) = 1',
    ],
    [{ method: 'distance-to-target', target: 1, capped: true }, '(0.8 − 0.5) ÷ (1 − 0.5) = 0.6'],
    [{ method: 'fraction-of-maximum', high: 20 }, '0.8 ÷ 0.9 × 20 = 17.7778'],
    [{ method: 'fraction-of-maximum', high: 1 }, '0.5 ÷ 0.8 = 0.625', true],
    [
      { method: 'goalposts', lower: 0.2, upper: 0.7, scale: 'linear', cap: 'both', low: 0, high: 1 },
      '(0.7 − 0.2) ÷ (0.7 − 0.2) = 1',
    ],
    [
      { method: 'goalposts', lower: 0.1, upper: 1, scale: 'logarithmic', cap: 'both', low: 0, high: 1 },
      '(ln 0.8 − ln 0.1) ÷ (ln 1 − ln 0.1) = 0.90309',
    ],
    [{ method: 'fixed-bounds', low: 0, high: 100 }, '(0.8 − 0) ÷ (1 − 0) × 100 = 80'],
    [
      {
        method: 'step-table',
        steps: [
          { from: 0, points: 0 },
          { from: 0.6, points: 30 },
        ],
      },
      '0.8 reaches the step from 0.6 = 30',
    ],
  ])('%o', (normalise, formula, lower) => {
    expect(formulaOf(normalise, lower).en).toBe(formula);
  });

  test('in Vietnamese', () => {
    expect(formulaOf({ method: 'percentile-rank', ties: 'minimum' }).vi).toBe(
      '(thứ 3 từ dưới lên trong 4 − 1) ÷ (4 − 1) = 0,666667',
    );
  });
});

describe('numbers in text', () => {
  test.each([
    [0.9238, '0.9238', '0,9238'],
    [1234567.891, '1,234,568', '1.234.568'],
    [-12345.6789, '−12,345.7', '−12.345,7'],
    [1 / 3, '0.333333', '0,333333'],
    [0.000123456789, '0.000123457', '0,000123457'],
    [4.20736e-8, '4.20736·10^-8', '4,20736·10^-8'],
    [0, '0', '0'],
    [100, '100', '100'],
    [2e20, '2·10^20', '2·10^20'],
  ])('%d', (value, en, vi) => {
    expect(numberText(value, 'en')).toBe(en);
    expect(numberText(value, 'vi')).toBe(vi);
  });
});
