import { describe, expect, test } from 'vitest';
import { boxCox } from '../../../domain/engine/prepare/treat/box-cox.ts';
import { log } from '../../../domain/engine/prepare/treat/log.ts';
import { expm1, ln1p } from '../../../domain/engine/prepare/treat/near-zero.ts';
import type { Reshaping } from '../../../domain/engine/prepare/treat/reshaper.ts';
import { shapeOf } from '../../../domain/engine/prepare/treat/shape.ts';
import { yeoJohnson } from '../../../domain/engine/prepare/treat/yeo-johnson.ts';
import type { LeafNode } from '../../../domain/methodology/definitions.ts';
import { asemIsAbsent, asemNumber, readAsem } from '../../builders/asem-framework.ts';
import { branch, framework, indicator, leaf, type Values } from './build-framework.ts';
import { preparedLeaf, run } from './prepare-example.ts';

type Treatment = NonNullable<LeafNode['treat']>;

/** People of twelve provinces, in thousands: census of 2019. Hà Nội and TP. Hồ Chí Minh stand far out. */
const population = [
  8053.663, 8993.082, 1134.31, 1128.62, 2028.514, 1235.171, 1320.324, 3640.128, 3327.791, 313.905, 854.679,
  526.98,
];
const sorted = Float64Array.from(population).sort();
const outliers = { skewness: 2, kurtosis: 3.5 };
const fitTo = (
  reshape: (column: never) => Reshaping | undefined,
  values: Iterable<number>,
  lowerIsBetter = false,
) => reshape({ sorted: Float64Array.from(values).sort(), lowerIsBetter, outliers } as never);

describe('skewness and kurtosis', () => {
  test('corrected for bias: as SciPy has them', () => {
    const { skewness, kurtosis } = shapeOf(sorted);
    expect(skewness).toBeCloseTo(1.5861872231524712, 13);
    expect(kurtosis).toBeCloseTo(1.4128273065359336, 13);
  });

  test('are not there for too few values or for equal ones', () => {
    expect(shapeOf(Float64Array.of(1, 2))).toEqual({ skewness: null, kurtosis: null });
    expect(shapeOf(Float64Array.of(1, 2, 9))).toMatchObject({ kurtosis: null });
    expect(shapeOf(Float64Array.of(3, 3, 3, 3))).toEqual({ skewness: null, kurtosis: null });
    expect(shapeOf(new Float64Array())).toEqual({ skewness: null, kurtosis: null });
  });

  test('do not depend on the scale, however large or small', () => {
    const { skewness } = shapeOf(sorted);
    for (const scale of [1e-300, 1e300])
      expect(shapeOf(sorted.map((value) => value * scale)).skewness).toBeCloseTo(skewness!, 10);
  });
});

describe('logarithms', () => {
  test('of the Global Innovation Index: from 0 for the lowest to ln of the highest (COINr returns its input)', () => {
    const { of, parameters } = fitTo(log.bind({ method: 'log', form: 'gii' }), population)!;
    expect(parameters).toEqual({ minimum: 313.905, maximum: 8993.082, factor: 1 });
    expect(of(313.905)).toBe(0);
    expect(of(8993.082)).toBeCloseTo(Math.log(8993.082), 13);
    const share = (2028.514 - 313.905) / (8993.082 - 313.905);
    expect(of(2028.514)).toBeCloseTo(Math.log((8993.082 - 1) * share + 1), 13);
  });

  test('a maximum below 1 is brought above it, or the order would turn round', () => {
    const { of, parameters } = fitTo(log.bind({ method: 'log', form: 'gii' }), [0.002, 0.01, 0.04])!;
    expect(parameters['factor']).toBe(100);
    expect([0.002, 0.01, 0.04].map(of)).toEqual([0.002, 0.01, 0.04].map(of).toSorted((a, b) => a - b));
    expect(of(0.04)).toBeCloseTo(Math.log(4), 13);
  });

  test('where lower is better the worst is drawn in; lower stays better', () => {
    const { of } = fitTo(log.bind({ method: 'log', form: 'gii' }), [1, 2, 30], true)!;
    expect(of(30)).toBe(0);
    expect(of(1)).toBeCloseTo(-Math.log(30), 13);
    expect(of(2)).toBeGreaterThan(of(1));
  });

  test('not defined: a maximum of 0 or less, or all values equal', () => {
    expect(fitTo(log.bind({ method: 'log', form: 'gii' }), [-3, 0])).toBeUndefined();
    expect(fitTo(log.bind({ method: 'log', form: 'gii' }), [5, 5])).toBeUndefined();
    expect(fitTo(log.bind({ method: 'log', form: 'one-percent' }), [5, 5])).toBeUndefined();
  });

  test('against the skew: a long tail to the left is drawn in from the right', () => {
    const left = [1, 90, 95, 97, 98, 99, 100];
    const { of, parameters } = fitTo(log.bind({ method: 'log', form: 'one-percent-by-skew' }), left)!;
    expect(parameters).toEqual({ maximum: 100, offset: 0.99 });
    expect(of(95)).toBeCloseTo(-Math.log(100 + 0.99 - 95), 13);
    expect(Math.abs(shapeOf(Float64Array.from(left, of)).skewness!)).toBeLessThan(
      Math.abs(shapeOf(Float64Array.from(left)).skewness!),
    );
  });
});

describe.skipIf(asemIsAbsent)('against COINr on flights', () => {
  test.each<[string, (column: never) => Reshaping | undefined]>([
    ['log_CT', log.bind({ method: 'log', form: 'one-percent' })],
    ['log_CT_plus', log.bind({ method: 'log', form: 'one-percent-by-skew' })],
    ['log_CT_orig', log.bind({ method: 'log', form: 'from-one' })],
    ['boxcox0', boxCox.bind({ method: 'box-cox', lambda: 0, fromOne: true })],
    ['boxcox05', boxCox.bind({ method: 'box-cox', lambda: 0.5, fromOne: true })],
  ])('%s: every country', (file, reshape) => {
    const rows = readAsem('18_transforms_Flights.csv');
    const values = rows.map(({ x }) => asemNumber(x));
    const { of } = fitTo(reshape, values)!;
    expect(rows).toHaveLength(51);
    for (const [place, row] of rows.entries()) {
      const expected = asemNumber(row[file]);
      expect(Math.abs(of(values[place]!) - expected), row['uCode']).toBeLessThanOrEqual(
        1e-12 * Math.max(1, Math.abs(expected)),
      );
    }
  });

  test('log_GII: the formula, where COINr gives back what it was given', () => {
    const rows = readAsem('18_transforms_Flights.csv');
    expect(rows.every(({ x, log_GII }) => x === log_GII)).toBe(true);
    const values = rows.map(({ x }) => asemNumber(x));
    const { of } = fitTo(log.bind({ method: 'log', form: 'gii' }), values)!;
    expect(of(210.8244)).toBeCloseTo(Math.log(210.8244), 13);
  });
});

describe('powers', () => {
  test('Box-Cox of greatest likelihood: as SciPy has it, to four decimals', () => {
    const { parameters } = fitTo(
      boxCox.bind({ method: 'box-cox', lambda: 'maximum-likelihood', fromOne: false }),
      population,
    )!;
    expect(parameters).toEqual({ lambda: -0.1092, shift: 0 });
  });

  test('does not depend on the unit of measure', () => {
    const people = population.map((thousands) => thousands * 1000);
    const { parameters } = fitTo(
      boxCox.bind({ method: 'box-cox', lambda: 'maximum-likelihood', fromOne: false }),
      people,
    )!;
    expect(parameters['lambda']).toBe(-0.1092);
  });

  test('Yeo-Johnson of greatest likelihood, also of growth below zero: as SciPy has it', () => {
    const growth = [-3.1, -0.4, 0.2, 0.9, 1.5, 2.2, 2.6, 3.8, 5.1, 7.9, 12.4, -1.2];
    const reshape = yeoJohnson.bind({ method: 'yeo-johnson', lambda: 'maximum-likelihood' });
    expect(fitTo(reshape, growth)!.parameters).toEqual({ lambda: 0.6847 });
    expect(fitTo(reshape, population)!.parameters).toEqual({ lambda: -0.11 });
  });

  test.each([
    [0, [-7.9049999999999985, -0.48, 0, 0.6418538861723948, 2.5952547069568657]],
    [0.5, [-4.867911506559866, -0.4376682261785951, 0, 0.7568097504180444, 5.321202087089251]],
    [2, [-1.410986973710262, -0.33647223662121295, 0, 1.305, 89.28]],
    [-1, [-22.64033333333333, -0.5813333333333334, 0, 0.4736842105263158, 0.9253731343283582]],
    [0.3, [-5.887418692278405, -0.454007111466933, 0, 0.7078153138731806, 3.9278965246289284]],
  ])('Yeo-Johnson with λ = %d', (lambda, expected) => {
    const { of } = fitTo(yeoJohnson.bind({ method: 'yeo-johnson', lambda }), [1, 2])!;
    for (const [place, value] of [-3.1, -0.4, 0, 0.9, 12.4].entries())
      expect(of(value)).toBeCloseTo(expected[place]!, 12);
  });

  test('Box-Cox with λ given, and its limit at 0', () => {
    const of = (lambda: number) =>
      fitTo(boxCox.bind({ method: 'box-cox', lambda, fromOne: false }), population)!.of;
    expect([0.5, 1, 20].map(of(0.3))).toEqual([
      expect.closeTo(-0.62582535, 8),
      0,
      expect.closeTo(4.85485351, 8),
    ]);
    expect(of(0)(20)).toBeCloseTo(Math.log(20), 14);
    expect(of(1e-12)(20)).toBeCloseTo(Math.log(20), 10);
    expect(of(0.5)(-1)).toBeNaN();
  });

  test('nothing to estimate from equal values, or from values of 0 or less', () => {
    const reshape = boxCox.bind({ method: 'box-cox', lambda: 'maximum-likelihood', fromOne: false });
    expect(fitTo(reshape, [7, 7, 7])).toBeUndefined();
    expect(fitTo(reshape, [0, 1, 2])).toBeUndefined();
    expect(
      fitTo(boxCox.bind({ method: 'box-cox', lambda: 'maximum-likelihood', fromOne: true }), [0, 1, 2]),
    ).toBeDefined();
  });
});

test('ln(1 + x) and e^x - 1 keep their digits near 0', () => {
  for (const x of [1e-300, 1e-16, 3e-9, 0.1, -1e-12, -0.3, 5]) {
    expect(ln1p(x) / Math.log1p(x)).toBeCloseTo(1, 14);
    expect(expm1(x) / Math.expm1(x)).toBeCloseTo(1, 14);
  }
  expect([ln1p(0), expm1(0), expm1(-800)]).toEqual([0, 0, -1]);
  expect(ln1p(-2)).toBeNaN();
});

describe('in a framework', () => {
  const units = population.map((_, place) => `unit-${place}`);
  const people: Values = Object.fromEntries(
    units.map((unit, place) => [unit, { people: population[place]!, roads: place + 1 }]),
  );
  const treat = (methods: Treatment['methods'], more: Partial<Treatment> = {}): Treatment => ({
    when: 'outliers',
    ...outliers,
    methods,
    ...more,
  });
  const method = (treatment: Treatment) =>
    framework(branch('total', [preparedLeaf('people', { treat: treatment }), leaf('roads')]));
  const natural: Treatment['methods'] = [{ method: 'log', form: 'natural' }];

  test('an indicator without outliers stays as it is, one with them does not', () => {
    expect(run(method(treat(natural)), people).values['people']).toEqual(population);
    const strict = run(method(treat(natural, { skewness: 1, kurtosis: 1 })), people);
    expect(strict.values['people']![0]).toBeCloseTo(Math.log(8053.663), 13);
  });

  test('"always" treats it whatever its shape', () => {
    const { values, preparation } = run(method(treat(natural, { when: 'always' })), people);
    expect(values['people']![9]).toBeCloseTo(Math.log(313.905), 13);
    expect(preparation!.columns[0]!.treated).toMatchObject({ method: 'log', outliersLeft: false });
    expect(preparation!.columns[0]!.treated!.cells[9]).toMatchObject({ unit: 9, before: 313.905 });
    expect(preparation!.columns[1]!.treated).toBeUndefined();
  });

  test('the framework treats all leaves but those that say otherwise', () => {
    const { values } = run(
      framework(branch('total', [preparedLeaf('people', { treat: treat([]) }), leaf('roads')]), {
        prepare: { treat: treat(natural, { when: 'always' }) },
      }),
      people,
    );
    expect(values['people']).toEqual(population);
    expect(values['roads']![1]).toBeCloseTo(Math.log(2), 14);
  });

  const heavy: Values = Object.fromEntries(
    [1, 2, 2, 3, 3, 3, 4, 4, 900, 1000].map((value, place) => [`unit-${place}`, { people: value, roads: 1 }]),
  );

  test('equal outliers move together, and count as one step', () => {
    const twins = { ...heavy, 'unit-8': { people: 1000, roads: 1 } };
    const one = treat([{ method: 'winsorise', atMost: 1 }], { skewness: 1, kurtosis: 0.2 });
    const { values, preparation } = run(method(one), twins);
    expect(values['people']!.slice(8)).toEqual([4, 4]);
    expect(preparation!.columns[0]!.treated!.cells).toEqual([
      { unit: 8, before: 1000, after: 4 },
      { unit: 9, before: 1000, after: 4 },
    ]);
  });

  test('values that differ by binary noise only are one outlier', () => {
    const noisy = [0.1, 0.11, 0.12, 0.1, 0.11, 0.12, 0.11, 0.1, 0.3, 0.1 + 0.2];
    const values: Values = Object.fromEntries(
      noisy.map((people, place) => [`unit-${place}`, { people, roads: 1 }]),
    );
    const one = treat([{ method: 'winsorise', atMost: 1 }], { skewness: 1, kurtosis: 0.2 });
    expect(run(method(one), values).values['people']!.slice(8)).toEqual([0.12, 0.12]);
  });

  test('methods are tried in turn, each on the values as they were', () => {
    const both = treat(
      [
        { method: 'winsorise', atMost: 1 },
        { method: 'log', form: 'one-percent' },
      ],
      { skewness: 0.5, kurtosis: -3 },
    );
    const { preparation } = run(method(both), heavy);
    const { treated } = preparation!.columns[0]!;
    expect(treated).toMatchObject({ method: 'log', outliersLeft: true });
    expect(treated!.parameters).toMatchObject({ minimum: 1, offset: 9.99 });
  });

  test('a method that is not defined for every value gives way to one that is', () => {
    const zero = { ...heavy, 'unit-0': { people: 0, roads: 1 } };
    const rule = { skewness: 1, kurtosis: 0 };
    const { values, preparation } = run(
      method(treat([...natural, { method: 'log', form: 'from-one' }], rule)),
      zero,
    );
    expect(preparation!.columns[0]!.treated!.method).toBe('log');
    expect(values['people']![0]).toBe(0);
    const alone = run(method(treat(natural, rule)), zero);
    expect(alone.nodes['people']!.reason(0)?.en).toBe('the treatment "log" is not defined for this value');
    expect(alone.nodes['people']!.exact[1]).toBeCloseTo(Math.log(2), 14);
  });

  test('a constant indicator is not touched, and has a reason and no NaN where it cannot be scaled', () => {
    const constant = Object.fromEntries(units.map((unit) => [unit, { people: 5, roads: 1 }]));
    const scaled = framework(
      preparedLeaf(
        'people',
        { treat: treat(natural) },
        { normalise: { method: 'z-score', mean: 0, standardDeviation: 1, of: 'population' } },
      ),
    );
    const { nodes, preparation } = run(scaled, constant);
    expect(preparation!.columns[0]!.treated).toBeUndefined();
    expect([...nodes['people']!.ranks]).toEqual(units.map(() => 0));
    expect(nodes['people']!.reason(0)?.en).toContain('same value');
  });

  test('bounds of the indicator do not bind its logarithm', () => {
    const bounded = framework(
      preparedLeaf(
        'people',
        { treat: treat(natural) },
        { normalise: { method: 'fixed-bounds', low: 0, high: 1 } },
      ),
    );
    const indicators = [indicator('people', { range: { min: 0, max: 10_000 } })];
    expect(() => run(bounded, people, { indicators })).toThrow(/needs min < max/);
  });
});
