import { describe, expect, test } from 'vitest';
import type { Aggregation, Normalisation } from '../../../domain/methodology/definitions.ts';
import { branch, column, framework, leaf, score } from './build-framework.ts';
import { faultsOf } from './faults-of.ts';
import { compile, index, renormalise, totalOf, unit } from './three-children.ts';

describe('the means of 2, 4 and 8', () => {
  test.each<[Aggregation, number, number]>([
    [{ method: 'arithmetic-mean' }, 14 / 3, 4],
    [{ method: 'geometric-mean' }, 4, 2 ** 1.75],
    [{ method: 'harmonic-mean' }, 24 / 7, 32 / 11],
    [{ method: 'generalised-mean', power: 2 }, Math.sqrt(28), Math.sqrt(22)],
    [
      { method: 'generalised-mean', power: 0.5 },
      ((Math.SQRT2 + 2 + 2 * Math.SQRT2) / 3) ** 2,
      ((2 * Math.SQRT2 + 2 + 2 * Math.SQRT2) / 4) ** 2,
    ],
    [{ method: 'generalised-mean', power: 1 }, 14 / 3, 4],
    [{ method: 'generalised-mean', power: 0 }, 4, 2 ** 1.75],
    [{ method: 'generalised-mean', power: -1 }, 24 / 7, 32 / 11],
  ])('%o, at equal weights and at 2, 1, 1', (aggregate, equal, weighted) => {
    expect(totalOf(index(aggregate), 2, 4, 8).exact).toBeCloseTo(equal, 13);
    expect(totalOf(index(aggregate, [2, 1, 1]), 2, 4, 8).exact).toBeCloseTo(weighted, 13);
  });

  test.each<Aggregation>([
    { method: 'arithmetic-mean' },
    { method: 'geometric-mean' },
    { method: 'harmonic-mean' },
    { method: 'generalised-mean', power: 2 },
    { method: 'generalised-mean', power: -3.5 },
  ])('where one is missing the others carry its weight: %o', (aggregate) => {
    const all = totalOf(index(aggregate, [2, 1, 1]), 2, null, 8).exact;
    expect(all).toBeCloseTo(totalOf(index(aggregate, [2, 0, 1]), 2, 4, 8).exact, 13);
    expect(Number.isFinite(all)).toBe(true);
  });

  test('a mean of a high power is of numbers whose power no double holds', () => {
    expect(totalOf(index({ method: 'generalised-mean', power: 60 }), 1e100, 1e100, 1e100).exact).toBeCloseTo(
      1e100,
      -90,
    );
  });
});

describe('what a mean is not defined for', () => {
  const reason = 'the method is defined only for parts above 0 whose weights sum to more than 0';

  test.each<[Aggregation, number]>([
    [{ method: 'geometric-mean' }, 0],
    [{ method: 'geometric-mean' }, -2],
    [{ method: 'harmonic-mean' }, 0],
    [{ method: 'harmonic-mean' }, -1],
    [{ method: 'generalised-mean', power: -1 }, 0],
    [{ method: 'generalised-mean', power: 0 }, 0],
  ])('%o of a part at %d: the unit has no score and is told why', (aggregate, part) => {
    const { total } = score(index(aggregate), { Huế: unit(2, part, 8), 'Đà Nẵng': unit(2, 4, 8) });
    expect(total!['Huế']).toMatchObject({ score: null, rank: 0, reason });
    expect(total!['Đà Nẵng']!.rank).toBe(1);
  });

  test('a power above 0 takes a part at 0, but none below', () => {
    const squares: Aggregation = { method: 'generalised-mean', power: 2 };
    expect(totalOf(index(squares), 0, 0, 0).score).toBe(0);
    expect(totalOf(index(squares), -2, 4, 8).reason).toMatch('not below 0');
  });

  test('a part without weight may be what it likes', () => {
    expect(totalOf(index({ method: 'geometric-mean' }, [1, 0, 1]), 2, -4, 8).exact).toBeCloseTo(4, 13);
  });

  test('a normalisation that is sure to give the worst unit 0 is refused before there are data', () => {
    const over = (normalise: Normalisation, aggregate: Aggregation) =>
      framework(
        branch('total', [leaf('speed', { normalise }), leaf('skills', { normalise })], { aggregate }),
      );
    const geometric: Aggregation = { method: 'geometric-mean' };
    const fromZero: Normalisation = { method: 'min-max', low: 0, high: 100 };
    expect(faultsOf(() => compile(over(fromZero, geometric)))).toEqual([
      'scores-not-positive speed',
      'scores-not-positive skills',
    ]);
    expect(faultsOf(() => compile(over({ method: 'borda', ties: 'minimum' }, geometric)))).toHaveLength(2);
    expect(
      faultsOf(() => compile(over({ method: 'distance-to-maximum' }, { method: 'harmonic-mean' }))),
    ).toHaveLength(2);
    expect(
      faultsOf(() => compile(over({ ...fromZero, low: -1 }, { method: 'generalised-mean', power: 2 }))),
    ).toHaveLength(2);
    expect(faultsOf(() => compile(over(fromZero, { method: 'generalised-mean', power: 2 })))).toEqual([]);
    expect(faultsOf(() => compile(over({ ...fromZero, low: 1 }, geometric)))).toEqual([]);
    expect(faultsOf(() => compile(over({ method: 'none' }, geometric)))).toEqual([]);
  });
});

test('the Human Development Index of Viet Nam in 2019 is 0.704', () => {
  const post = (lower: number, upper: number, scale: 'linear' | 'logarithmic' = 'linear'): Normalisation => ({
    method: 'goalposts',
    lower,
    upper,
    scale,
    cap: 'both',
    low: 0,
    high: 1,
  });
  const hdi = framework(
    branch(
      'hdi',
      [
        leaf('life-expectancy', { normalise: post(20, 85) }),
        branch('education', [
          leaf('expected-years', { normalise: post(0, 18) }),
          leaf('mean-years', { normalise: post(0, 15) }),
        ]),
        leaf('income', { normalise: post(100, 75_000, 'logarithmic') }),
      ],
      { aggregate: { method: 'geometric-mean' } },
    ),
    { decimals: 3 },
  );
  const vietNam = { 'life-expectancy': 75.4, 'expected-years': 12.7, 'mean-years': 8.3, income: 7433 };
  expect(score(hdi, { 'Viet Nam': vietNam })['hdi']!['Viet Nam']!.score).toBe(0.704);
});

describe('points', () => {
  const scorecard = (capped: boolean, maximumPoints?: number) =>
    framework(
      branch(
        'total',
        [
          leaf('portal', { maximumPoints: 60 }),
          leaf('services', { maximumPoints: 40 }),
          leaf('bonus', { maximumPoints: 10 }),
        ],
        {
          aggregate: { method: 'sum-of-points', capped },
          missing: renormalise,
          ...(maximumPoints && { maximumPoints }),
        },
      ),
    );

  test('are added; a bonus lifts nobody above the maximum', () => {
    const agencies = {
      'Sở TT&TT': { portal: 45, services: 30, bonus: 5 },
      'Sở Y tế': { portal: 60, services: 38, bonus: 10 },
    };
    expect(column(score(scorecard(false), agencies)['total']!, 'score')).toEqual([80, 108]);
    expect(column(score(scorecard(true, 100), agencies)['total']!, 'score')).toEqual([80, 100]);
  });

  test('that could not be won are made up in proportion: 45 of 60 and 5 of 10 are 78.5714 of 110', () => {
    expect(score(scorecard(false), { Huế: { portal: 45, bonus: 5 } })['total']!['Huế']!.score).toBe(78.5714);
  });

  test('are refused without a maximum, or where the maxima contradict each other', () => {
    expect(faultsOf(() => compile(scorecard(false, 100)))).toEqual(['points-differ total']);
    expect(faultsOf(() => compile(scorecard(true)))).toEqual(['maximum-points-missing total']);
    expect(faultsOf(() => compile(index({ method: 'sum-of-points', capped: false })))).toEqual([
      'maximum-points-missing network',
    ]);
  });
});
