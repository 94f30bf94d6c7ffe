import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileFramework } from '../../../domain/engine/compile-framework.ts';
import { EngineError } from '../../../domain/engine/engine-error.ts';
import { evaluate } from '../../../domain/engine/evaluate.ts';
import type {
  Aggregation,
  Framework,
  MissingRule,
  Normalisation,
} from '../../../domain/methodology/definitions.ts';
import { branch, column, framework, indicatorsFor, leaf, score, type Values } from './build-framework.ts';

fc.configureGlobal({ seed: 2022 });

const renormalise: MissingRule = { rule: 'renormalise', atLeast: 0 };
const codes = ['network', 'skills', 'services'];

/** Three children with the weights given, or none. */
const index = (
  aggregate: Aggregation,
  weights: (number | undefined)[] = [],
  missing: MissingRule = renormalise,
): Framework =>
  framework(
    branch(
      'total',
      codes.map((code, place) => leaf(code, weights[place] === undefined ? {} : { weight: weights[place] })),
      { aggregate, missing },
    ),
    { decimals: 15 },
  );

/** A row of scores of the three children; `null` where one is missing. */
const unit = (...values: (number | null)[]): Record<string, number> =>
  Object.fromEntries(values.flatMap((value, place) => (value === null ? [] : [[codes[place]!, value]])));

const totalOf = (method: Framework, ...values: (number | null)[]) =>
  score(method, { Huế: unit(...values) })['total']!['Huế']!;

const faultsOf = (run: () => unknown): string[] => {
  try {
    run();
  } catch (error) {
    if (error instanceof EngineError) return error.faults.map(({ code, node }) => `${code} ${node}`);
    throw error;
  }
  return [];
};
const compile = (method: Framework) => compileFramework(method, indicatorsFor(method));

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
    const monotone: Aggregation[] = [...means, ...unweighted, { method: 'sum' }, { method: 'copeland' }];
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
      { method: 'copeland' },
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
