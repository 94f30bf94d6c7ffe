import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../domain/engine/evaluate.ts';
import type { Aggregation, MissingRule } from '../../../domain/methodology/definitions.ts';
import { column, score, type Values } from './build-framework.ts';
import { faultsOf } from './faults-of.ts';
import { codes, compile, index, totalOf, unit } from './three-children.ts';

fc.configureGlobal({ seed: 2022 });

describe('by order of the scores', () => {
  test('median: of three the middle one, of two half-way', () => {
    expect(totalOf(index({ method: 'median' }), 0.9, 0.1, 0.4).score).toBe(0.4);
    expect(totalOf(index({ method: 'median' }), 0.9, null, 0.4).score).toBe(0.65);
    expect(totalOf(index({ method: 'median' }), 1.7e308, 1.7e308, null).exact).toBe(1.7e308);
  });

  test('minimum: the weakest part', () => {
    expect(totalOf(index({ method: 'minimum' }), 0.9, 0.1, 0.4).score).toBe(0.1);
  });

  test('ordered weights 3, 2, 1 weigh the best score three times as much as the worst, whichever parts they are', () => {
    const optimist: Aggregation = { method: 'ordered-weighted-mean', orderWeights: [3, 2, 1] };
    expect(totalOf(index(optimist), 0.9, 0.1, 0.4).exact).toBeCloseTo((2.7 + 0.8 + 0.1) / 6, 14);
    expect(totalOf(index(optimist), 0.1, 0.4, 0.9).exact).toBeCloseTo((2.7 + 0.8 + 0.1) / 6, 14);
  });

  test('for two scores the order weights 3, 2, 1 become 4 and 2: the middle one is shared', () => {
    const optimist: Aggregation = { method: 'ordered-weighted-mean', orderWeights: [3, 2, 1] };
    expect(totalOf(index(optimist), 0.9, null, 0.3).exact).toBeCloseTo((4 * 0.9 + 2 * 0.3) / 6, 14);
    expect(totalOf(index(optimist), null, null, 0.3).exact).toBeCloseTo(0.3, 15);
  });

  test('order weights 0, 0, 1 are the minimum, equal ones the mean', () => {
    const ordered = (...orderWeights: number[]): Aggregation => ({
      method: 'ordered-weighted-mean',
      orderWeights,
    });
    expect(totalOf(index(ordered(0, 0, 1)), 0.9, 0.1, 0.4).score).toBe(0.1);
    expect(totalOf(index(ordered(1, 1, 1)), 0.9, 0.1, 0.4).exact).toBeCloseTo(1.4 / 3, 14);
  });

  test.each([
    [[1, 1]],
    [[0, 0, 0]],
    [[1, 1, 1, 1]],
  ])('order weights %o for three children are refused', (orderWeights) => {
    expect(faultsOf(() => compile(index({ method: 'ordered-weighted-mean', orderWeights })))).toEqual([
      'weights-invalid total',
    ]);
  });

  test.each<Aggregation>([
    { method: 'median' },
    { method: 'minimum' },
    { method: 'ordered-weighted-mean', orderWeights: [3, 2, 1] },
  ])('weights that would make no difference are refused: %o', (aggregate) => {
    expect(faultsOf(() => compile(index(aggregate, [2, 1, 1])))).toEqual(['weights-unused total']);
    expect(faultsOf(() => compile(index(aggregate, [2, 2, 2])))).toEqual([]);
  });
});

describe('Mazziotta–Pareto', () => {
  const mpi = (penalty: 'minus' | 'plus') => index({ method: 'mazziotta-pareto', penalty });

  test('90, 100 and 110: the mean, 100, less or more the variance, 66.67, over the mean', () => {
    expect(totalOf(mpi('minus'), 90, 100, 110).exact).toBeCloseTo(100 - 2 / 3, 12);
    expect(totalOf(mpi('plus'), 90, 100, 110).exact).toBeCloseTo(100 + 2 / 3, 12);
  });

  test('a balanced unit has its mean, and stands before an unbalanced one of the same mean', () => {
    const { total } = score(mpi('minus'), { Huế: unit(100, 100, 100), 'Hà Nội': unit(80, 100, 120) });
    expect(column(total!, 'score')).toEqual([100, expect.closeTo(100 - 800 / 300, 12)]);
  });

  test('there is none of a mean of 0 or below', () => {
    expect(totalOf(mpi('minus'), -1, 0, 1).reason).toMatch('mean of the parts is above 0');
  });
});

describe('Copeland', () => {
  const copeland: Aggregation = { method: 'copeland' };
  const provinces: Values = {
    'Hà Nội': unit(0.9, 0.8, 0.1),
    'Đà Nẵng': unit(0.8, 0.9, 0.9),
    Huế: unit(0.1, 0.1, 0.8),
  };

  test('counts duels: Đà Nẵng wins both, Hà Nội and Huế one each and none', () => {
    expect(column(score(index(copeland), provinces)['total']!, 'score')).toEqual([0, 2, -2]);
  });

  test('weights decide who wins: where the network alone counts for more than the rest, Hà Nội does', () => {
    expect(column(score(index(copeland, [3, 1, 1]), provinces)['total']!, 'score')).toEqual([2, 0, -2]);
  });

  test('0.1 + 0.2 against 0.3 is no victory, and weights of 0.1 and 0.2 against 0.3 are a draw', () => {
    const noise = { 'Hà Nội': unit(0.3, 0.5, 0.5), Huế: unit(0.1 + 0.2, 0.5, 0.5) };
    expect(column(score(index(copeland), noise)['total']!, 'score')).toEqual([0, 0]);
    const even = { 'Hà Nội': unit(1, 1, 0), Huế: unit(0, 0, 1) };
    expect(column(score(index(copeland, [0.1, 0.2, 0.3]), even)['total']!, 'score')).toEqual([0, 0]);
  });

  test('only what both have is compared; who has nothing in common with anybody has no score', () => {
    const { total } = score(index(copeland), {
      'Hà Nội': unit(0.9, null, null),
      Huế: unit(0.1, 0.4, null),
      'Cà Mau': unit(null, null, 0.5),
    });
    expect(column(total!, 'score')).toEqual([1, -1, null]);
    expect(total!['Cà Mau']!.reason).toBe('there is no other unit that it could be compared with');
  });

  test('who is not ranked is no opponent', () => {
    const needsAll = index(copeland, [], { rule: 'fail', atLeast: 0 });
    const { total } = score(needsAll, { ...provinces, 'Cà Mau': unit(0.95, 0.95, null) });
    expect(column(total!, 'score')).toEqual([0, 2, -2, null]);
  });

  test('a single unit has nobody to compare with', () => {
    expect(totalOf(index(copeland), 0.9, 0.8, 0.1).rank).toBe(0);
  });

  test('with cells missing, neither the order of the units nor a common shift of a column changes a score', () => {
    const cell = fc.option(
      fc.integer({ min: 0, max: 5 }).map((tenths) => tenths / 10),
      { nil: null, freq: 3 },
    );
    const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 2, maxLength: 9 });
    fc.assert(
      fc.property(rows, (cells) => {
        const values = Object.fromEntries(cells.map((row, place) => [`u${place}`, unit(...row)]));
        const reversed = Object.fromEntries(Object.entries(values).reverse());
        const given = score(index(copeland, [1, 2, 3]), values)['total'];
        expect(score(index(copeland, [1, 2, 3]), reversed)['total']).toEqual(given);
        const sum = Object.values(given!).reduce((before, { score: duels }) => before + (duels ?? 0), 0);
        expect(sum).toBe(0);
      }),
    );
  });

  test('more units than can meet are refused by name', () => {
    const model = compile(index(copeland));
    const matrix = { units: 5001, values: new Float64Array(3 * 5001).fill(1) };
    expect(faultsOf(() => evaluate(model, matrix))).toEqual(['too-many-units total']);
  });
});

describe('whichever the method', () => {
  const means: Aggregation[] = [
    { method: 'arithmetic-mean' },
    { method: 'geometric-mean' },
    { method: 'harmonic-mean' },
    { method: 'generalised-mean', power: 3 },
    { method: 'generalised-mean', power: -0.5 },
  ];
  const unweighted: Aggregation[] = [
    { method: 'median' },
    { method: 'minimum' },
    { method: 'ordered-weighted-mean', orderWeights: [1, 5, 2] },
  ];
  const cell = fc.integer({ min: 1, max: 1000 }).map((thousandths) => thousandths / 1000);
  const row = fc.tuple(cell, cell, cell);
  const weights = fc.tuple(...codes.map(() => fc.integer({ min: 1, max: 50 })));

  test('a mean lies between the least and the largest part', () => {
    fc.assert(
      fc.property(fc.constantFrom(...means, ...unweighted), row, (aggregate, cells) => {
        const { exact } = totalOf(index(aggregate), ...cells);
        expect(exact).toBeGreaterThanOrEqual(Math.min(...cells) - 1e-12);
        expect(exact).toBeLessThanOrEqual(Math.max(...cells) + 1e-12);
      }),
    );
  });

  test('multiplying all weights leaves a mean where it was', () => {
    const weighted: Aggregation[] = [...means, { method: 'mazziotta-pareto', penalty: 'minus' }];
    const factor = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...weighted), row, weights, factor, (aggregate, cells, own, by) => {
        const before = totalOf(index(aggregate, own), ...cells).exact;
        const after = totalOf(
          index(
            aggregate,
            own.map((weight) => weight * by),
          ),
          ...cells,
        ).exact;
        expect(Math.abs(after - before)).toBeLessThanOrEqual(1e-12);
      }),
    );
  });

  test('a better part never costs a unit a rank', () => {
    const monotone: Aggregation[] = [
      ...means,
      ...unweighted,
      { method: 'sum' },
      { method: 'copeland' },
      { method: 'benefit-of-the-doubt', leastShare: 0.1 },
    ];
    const rows = fc.array(row, { minLength: 2, maxLength: 7 });
    fc.assert(
      fc.property(fc.constantFrom(...monotone), rows, fc.nat(2), cell, (aggregate, cells, part, gain) => {
        const values = cells.map((own) => unit(...own));
        const better = { ...values[0]!, [codes[part]!]: values[0]![codes[part]!]! + gain };
        const rankOf = (first: Record<string, number>) =>
          score(index(aggregate), {
            first,
            ...Object.fromEntries(values.slice(1).map((own, place) => [`u${place}`, own])),
          })['total']!['first']!.rank;
        expect(rankOf(better)).toBeLessThanOrEqual(rankOf(values[0]!));
      }),
    );
  });

  test('of any numbers there come a score, a reason or a named fault', () => {
    const all: Aggregation[] = [
      ...means,
      ...unweighted,
      { method: 'sum' },
      { method: 'mazziotta-pareto', penalty: 'plus' },
      { method: 'mean-min', penalty: 1, tolerance: 0.3 },
      { method: 'copeland' },
      { method: 'taxonomic-distance' },
      { method: 'benefit-of-the-doubt', leastShare: 0 },
      { method: 'benefit-of-the-doubt', leastShare: 0.2 },
    ];
    const wild = fc.option(
      fc.oneof(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.constantFrom(0, -0, 1e308, -1e308, 5e-324),
      ),
      { nil: null, freq: 4 },
    );
    const missing = fc.constantFrom<MissingRule['rule']>('renormalise', 'zero', 'zero-if-any', 'fail');
    const rows = fc.array(fc.tuple(wild, wild, wild), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.constantFrom(...all), rows, missing, (aggregate, cells, rule) => {
        const values = Object.fromEntries(cells.map((own, place) => [`u${place}`, unit(...own)]));
        const method = index(aggregate, [], { rule, atLeast: 0 });
        const faults = faultsOf(() => {
          for (const cell of Object.values(score(method, values)['total']!)) {
            expect(Number.isFinite(cell.score ?? 0)).toBe(true);
            expect(cell.score === null).toBe(cell.reason !== undefined);
            expect(Object.is(cell.exact, -0)).toBe(false);
          }
        });
        for (const fault of faults) expect(fault).toBe('score-not-finite total');
      }),
    );
  });
});
