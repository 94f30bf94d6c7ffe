import { describe, expect, test } from 'vitest';
import type { Aggregation } from '../../../domain/methodology/definitions.ts';
import { branch, column, framework, leaf, score } from './build-framework.ts';
import { faultsOf } from './faults-of.ts';
import { compile, index, totalOf, unit } from './three-children.ts';

describe('mean-min', () => {
  const meanMin = (penalty: number, tolerance = 0) => index({ method: 'mean-min', penalty, tolerance });

  test('full penalty without tolerance is the minimum, none at all the mean', () => {
    expect(totalOf(meanMin(1), 0.9, 0.1, 0.5).exact).toBeCloseTo(0.1, 14);
    expect(totalOf(meanMin(0), 0.9, 0.1, 0.5).exact).toBeCloseTo(0.5, 14);
  });

  test('mean 60, least 30, penalty 0.5, tolerance 40: 60 − 0.5 · (50 − 40)', () => {
    expect(totalOf(meanMin(0.5, 40), 30, 60, 90).exact).toBeCloseTo(55, 12);
  });

  test('the mean is weighted, the least is not', () => {
    const weighted = index({ method: 'mean-min', penalty: 0.5, tolerance: 0 }, [2, 1, 1]);
    expect(totalOf(weighted, 80, 40, 40).exact).toBeCloseTo(60 - 0.5 * 20, 12);
  });

  test('large scores neither overflow nor lose the penalty', () => {
    expect(totalOf(meanMin(1, 5), 1e300, 3e300, 5e300).exact / 1e300).toBeCloseTo(1, 12);
  });
});

describe('distance from the ideal unit', () => {
  const distance: Aggregation = { method: 'taxonomic-distance' };

  /** Distances 0, 3 and 5 by hand: mean 8 ÷ 3, deviation √(38 ÷ 9). */
  const cities = {
    'Đà Nẵng': unit(9, 9),
    Huế: unit(9, 9 - 3 * Math.SQRT2),
    'Cà Mau': unit(6, 9 - Math.sqrt(41)),
  };
  const furthest = 8 / 3 + 2 * Math.sqrt(38 / 9);

  test('0, 3 and 5 away: one less the distance over mean and two deviations', () => {
    const totals = column(score(index(distance), cities)['total']!, 'score');
    expect(totals).toEqual([1, expect.closeTo(1 - 3 / furthest, 12), expect.closeTo(1 - 5 / furthest, 12)]);
  });

  test('neither a common shift nor a common scale of the scores changes it', () => {
    const moved = Object.fromEntries(
      Object.entries(cities).map(([name, { network, skills }]) => [
        name,
        unit(8 * network! + 1, 8 * skills! + 5),
      ]),
    );
    const [before, after] = [cities, moved].map((values) =>
      column(score(index(distance), values)['total']!, 'score'),
    );
    for (const [place, total] of after!.entries()) expect(total).toBeCloseTo(before![place] as number, 12);
  });

  test('units that are equally far have 0; where none differs from the ideal there is none', () => {
    const [a, b] = [unit(1, 0), unit(0, 1)];
    expect(column(score(index(distance), { a, b })['total']!, 'score')).toEqual([0, 0]);
    expect(totalOf(index(distance), 1, 2, 3).reason).toMatch('no unit differs from the ideal one');
  });

  test('weights count', () => {
    const values = { a: unit(1, 0), b: unit(0, 1), c: unit(0, 0) };
    const [a, b] = column(score(index(distance, [3, 1, 1]), values)['total']!, 'score');
    expect(a).toBeGreaterThan(b as number);
    expect(faultsOf(() => compile(index(distance, [0, 0, 0])))).not.toEqual([]);
  });
});

test('the adjusted Mazziotta–Pareto index is goalposts from 70 to 130 around the reference, under its aggregation', () => {
  const around = (reference: number, reach: number) =>
    leaf(reference === 50 ? 'network' : 'skills', {
      normalise: {
        method: 'goalposts',
        lower: reference - reach,
        upper: reference + reach,
        scale: 'linear',
        cap: 'none',
        low: 70,
        high: 130,
      },
    });
  const adjusted = framework(
    branch('total', [around(50, 30), around(8, 4)], {
      aggregate: { method: 'mazziotta-pareto', penalty: 'minus' },
    }),
    { decimals: 15 },
  );
  const totals = score(adjusted, { base: { network: 50, skills: 8 }, 'Đà Nẵng': { network: 65, skills: 6 } })[
    'total'
  ]!;
  // 65 is 115 and 6 is 85: mean 100, deviation 15.
  expect(column(totals, 'exact')).toEqual([100, expect.closeTo(100 - 225 / 100, 12)]);
});
