import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explainUnit } from '../../../domain/analysis/explain/explain-unit.ts';
import type { BranchExplanation, LeafExplanation } from '../../../domain/analysis/explain/explanation.ts';
import { compute } from '../../../domain/analysis/subject.ts';
import type { Aggregation, Framework, MissingRule } from '../../../domain/methodology/definitions.ts';
import { branch, framework, indicator, leaf, type Values } from '../engine/build-framework.ts';
import { contributionsOfLeaves, explain, leavesOf } from './explained.ts';
import { subjectOf } from './subject-of.ts';

/** Made up: two depths, two normalisations. */
const dti = framework(
  branch('dti', [
    branch(
      'government',
      [
        leaf('portal', { normalise: { method: 'min-max', low: 0, high: 100 } }),
        leaf('services', { normalise: { method: 'min-max', low: 0, high: 100 } }),
      ],
      { weight: 0.4 },
    ),
    leaf('economy', { weight: 0.6, normalise: { method: 'points-ratio' }, maximumPoints: 150 }),
  ]),
);
const provinces: Values = {
  'Đà Nẵng': { portal: 0.9, services: 0.75, economy: 120 },
  Huế: { portal: 0.5, services: 0.95, economy: 60 },
  'Hà Giang': { portal: 0.4, services: 0.35, economy: 30 },
};

describe('a mean of means', () => {
  const daNang = explain(subjectOf(dti, provinces), 0);

  test('says in both languages how every score comes about', () => {
    const [government, economy] = daNang.children.map(({ explanation }) => explanation) as [
      BranchExplanation,
      LeafExplanation,
    ];
    const [portal, services] = leavesOf(government);
    expect(portal!.formula).toEqual({
      vi: '(0,9 − 0,4) ÷ (0,9 − 0,4) × 100 = 100',
      en: '(0.9 − 0.4) ÷ (0.9 − 0.4) × 100 = 100',
    });
    expect(services!.formula!.en).toBe('(0.75 − 0.35) ÷ (0.95 − 0.35) × 100 = 66.6667');
    expect(services!.scale).toEqual({ minimum: 0.35, maximum: 0.95 });
    expect(government.formula!.en).toBe('(100 + 66.6667) ÷ 2 = 83.3333');
    expect(economy.formula!.en).toBe('120 ÷ 150 = 0.8');
    expect(daNang.formula!.vi).toBe('(0,4 × 83,3333 + 0,6 × 0,8) ÷ 1 = 33,8133');
  });

  test('puts together its parts, and they its leaves', () => {
    expect(daNang.decomposition).toEqual({ kind: 'additive', baseline: 0, remainder: 0 });
    expect(daNang.children.map(({ weight, share }) => [weight, share])).toEqual([
      [0.4, 0.4],
      [0.6, 0.6],
    ]);
    const contributions = daNang.children.map(({ contribution }) => contribution!);
    expect(contributions[0]).toBeCloseTo(33.3333333, 6);
    expect(contributions[1]).toBeCloseTo(0.48, 12);
    expect(contributionsOfLeaves(daNang).map((part) => part!.toFixed(4))).toEqual([
      '20.0000',
      '13.3333',
      '0.4800',
    ]);
  });

  test('can be asked at any node, and at none that is not there', () => {
    expect(explain(subjectOf(dti, provinces), 1, 'government')).toMatchObject({
      node: 'government',
      kind: 'branch',
    });
    expect(() => explain(subjectOf(dti, provinces), 1, 'health')).toThrow(
      'health: the framework has no such node',
    );
    expect(() => explain(subjectOf(dti, provinces), 7)).toThrow('no unit at place 7');
  });
});

describe('what is missing', () => {
  const withRule = (missing: MissingRule, aggregate: Aggregation) =>
    subjectOf(
      framework(
        branch('dti', [leaf('portal'), leaf('services', { weight: 2 }), leaf('economy')], {
          missing,
          aggregate,
        }),
      ),
      { ...provinces, 'Cà Mau': { portal: 0.6, services: 0.3 } },
    );

  test('drops out of a mean, and the formula shows what is left', () => {
    const caMau = explain(withRule({ rule: 'renormalise', atLeast: 0 }, { method: 'arithmetic-mean' }), 3);
    expect(caMau.formula!.en).toBe('(1 × 0.6 + 2 × 0.3) ÷ 3 = 0.4');
    expect(caMau.children.map(({ contribution }) => contribution)).toEqual([
      0.19999999999999998,
      0.19999999999999998,
      null,
    ]);
  });

  test('makes the others of a sum grow', () => {
    const caMau = explain(withRule({ rule: 'renormalise', atLeast: 0 }, { method: 'sum' }), 3);
    expect(caMau.formula!.en).toBe('(0.6 + 2 × 0.3) × 1.33333 = 1.6');
    const sum = caMau.children.reduce((before, { contribution }) => before + (contribution ?? 0), 0);
    expect(sum).toBeCloseTo(1.6, 12);
  });

  test('counts as zero where that is the rule', () => {
    const caMau = explain(withRule({ rule: 'zero', atLeast: 0 }, { method: 'arithmetic-mean' }), 3);
    expect(caMau.formula!.en).toBe('(1 × 0.6 + 2 × 0.3 + 1 × 0) ÷ 4 = 0.3');
    expect(caMau.children[2]).toMatchObject({
      contribution: 0,
      explanation: { score: null, observed: null },
    });
  });

  test('takes everything where one gap does', () => {
    const caMau = explain(withRule({ rule: 'zero-if-any', atLeast: 0 }, { method: 'arithmetic-mean' }), 3);
    expect(caMau).toMatchObject({ score: 0, formula: null });
    expect(caMau.children.map(({ contribution }) => contribution)).toEqual([0, 0, 0]);
  });

  test('leaves no score where all is needed, and the reason', () => {
    const caMau = explain(withRule({ rule: 'fail', atLeast: 0 }, { method: 'arithmetic-mean' }), 3);
    expect(caMau).toMatchObject({ score: null, formula: null, decomposition: null });
    expect(caMau.reason!.en).toBe('2 of 3 indicators, rule needs all');
  });
});

describe('methods that are no sums', () => {
  const two = (aggregate: Aggregation) =>
    subjectOf(framework(branch('total', [leaf('portal'), leaf('services')], { aggregate })), provinces);

  test('a geometric mean is split against a unit with the mean of all at both parts', () => {
    const daNang = explain(two({ method: 'geometric-mean' }), 0);
    expect(daNang.formula!.en).toBe('(0.9 × 0.75)^(1 ÷ 2) = 0.821584');
    const { kind, baseline } = daNang.decomposition!;
    expect(kind).toBe('shapley');
    expect(baseline).toBeCloseTo(Math.sqrt(0.6 * (2.05 / 3)), 12);
    const [portal, services] = daNang.children.map(({ contribution }) => contribution!);
    expect(baseline + portal! + services!).toBe(daNang.score);
    expect(portal).toBeGreaterThan(services!);
    expect(daNang.children[0]!.toTop).toBeNull();
  });

  test.each<[Aggregation, string]>([
    [{ method: 'harmonic-mean' }, '2 ÷ (1 ÷ 0.9 + 1 ÷ 0.75) = 0.818182'],
    [{ method: 'generalised-mean', power: 2 }, '((0.9^2 + 0.75^2) ÷ 2)^(1 ÷ 2) = 0.828402'],
    [{ method: 'median' }, 'median(0.9; 0.75) = 0.825'],
    [{ method: 'minimum' }, 'min(0.9; 0.75) = 0.75'],
    [
      { method: 'ordered-weighted-mean', orderWeights: [1, 3] },
      'best to worst (0.9; 0.75) by order weights (1; 3) = 0.7875',
    ],
    [{ method: 'mazziotta-pareto', penalty: 'minus' }, '0.825 − 0.005625 ÷ 0.825 = 0.818182'],
    [{ method: 'mean-min', penalty: 1, tolerance: 0 }, '0.825 − 1 × (0.825 − 0.75) = 0.75'],
    [
      { method: 'mean-min', penalty: 0.5, tolerance: 0.1 },
      '0.825 − 0.5 × (√((0.825 − 0.75)² + 0.1²) − 0.1) = 0.8125',
    ],
    [{ method: 'copeland' }, 'units outranked − units that outrank it = 1'],
  ])('%o', (aggregate, formula) => {
    const daNang = explain(two(aggregate), 0);
    expect(daNang.formula!.en).toBe(formula);
    expect(daNang.decomposition!.kind).toBe('shapley');
    const parts = daNang.children.reduce((sum, { contribution }) => sum + contribution!, 0);
    expect(daNang.decomposition!.baseline + parts).toBeCloseTo(daNang.score!, 12);
  });

  test('twenty children are split by sampled orders, and the parts still sum', () => {
    const codes = Array.from({ length: 20 }, (_, place) => `criterion-${place}`);
    const method = framework(
      branch(
        'total',
        codes.map((code) => leaf(code)),
        { aggregate: { method: 'geometric-mean' } },
      ),
    );
    const values: Values = Object.fromEntries(
      ['Đà Nẵng', 'Huế', 'Hà Giang'].map((name, row) => [
        name,
        Object.fromEntries(codes.map((code, place) => [code, 1 + ((7 * place + 3 * row) % 11)])),
      ]),
    );
    const hue = explain(subjectOf(method, values), 1);
    expect(hue.decomposition!.kind).toBe('sampled');
    const parts = hue.children.reduce((sum, { contribution }) => sum + contribution!, 0);
    expect(hue.decomposition!.baseline + parts).toBeCloseTo(hue.score!, 10);
    expect(explain(subjectOf(method, values), 1)).toEqual(hue);
  });

  test('a cap on points is what remains', () => {
    const capped = framework(
      branch('total', [leaf('portal', { maximumPoints: 1 }), leaf('services', { maximumPoints: 1 })], {
        aggregate: { method: 'sum-of-points', capped: true },
        maximumPoints: 1.5,
      }),
    );
    const daNang = explain(subjectOf(capped, provinces), 0);
    expect(daNang.decomposition).toMatchObject({ kind: 'additive', remainder: expect.closeTo(-0.15, 12) });
    expect(daNang.formula!.vi).toBe('min(điểm tối đa; 0,9 + 0,75) = 1,5');
  });
});

describe('from the observed value to the prepared one', () => {
  const method = framework(
    branch('total', [
      leaf('kiosks', {
        normalise: { method: 'z-score', mean: 100, standardDeviation: 10, of: 'population' },
      }),
      leaf('portal'),
    ]),
  );
  const [kiosks, portal] = (method.root as Extract<Framework['root'], { children: unknown }>).children as [
    Extract<Framework['root'], { indicator: string }>,
    Extract<Framework['root'], { indicator: string }>,
  ];
  const prepared: Framework = {
    ...method,
    root: {
      ...method.root,
      children: [
        { ...kiosks, denominateBy: { indicator: 'population', per: 1000 } },
        { ...portal, impute: { method: 'mean' } },
      ],
    } as Framework['root'],
  };
  const indicators = [
    indicator('kiosks', { unit: 'kiosks', direction: 'lower-is-better' }),
    indicator('portal'),
    indicator('population', { unit: 'people' }),
  ];
  const values: Values = {
    'Đà Nẵng': { kiosks: 30, portal: 0.9, population: 1000 },
    Huế: { kiosks: 20, population: 500 },
    'Hà Giang': { kiosks: 25, portal: 0.5, population: 2500 },
  };

  test('every step is shown with its numbers', () => {
    const [first, second] = leavesOf(explain(subjectOf(prepared, values, indicators), 1));
    expect(first).toMatchObject({
      observed: 20,
      steps: [{ step: 'divided', by: 'population', divisor: 500, per: 1000, result: 40 }],
      prepared: 40,
    });
    expect(first!.formula!.en).toBe('100 + (26.6667 − 40) ÷ 12.4722 × 10 = 89.3096');
    expect(second).toMatchObject({
      observed: null,
      steps: [{ step: 'imputed', method: 'mean', value: 0.7 }],
      prepared: 0.7,
      formula: { en: '0.7', vi: '0,7' },
    });
  });
});

describe('properties', () => {
  const codes = ['portal', 'services', 'economy', 'society', 'health'];
  const cell = fc.integer({ min: 0, max: 1000 }).map((value) => value / 1000);
  const table = fc
    .array(fc.record(Object.fromEntries(codes.map((code) => [code, cell])), { requiredKeys: [] }), {
      minLength: 2,
      maxLength: 6,
    })
    .map((rows) => Object.fromEntries(rows.map((row, place) => [`unit ${place}`, row])) as Values);
  const additive = fc.constantFrom<Aggregation[]>({ method: 'arithmetic-mean' }, { method: 'sum' });
  const rule = fc.constantFrom<MissingRule['rule'][]>('renormalise', 'zero', 'zero-if-any');

  test('contributions of the leaves sum to the score', () => {
    fc.assert(
      fc.property(
        table,
        additive,
        additive,
        rule,
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 5, maxLength: 5 }),
        (values, outer, inner, missing, weights) => {
          const leafOf = (place: number) =>
            leaf(codes[place]!, {
              weight: weights[place]!,
              normalise: { method: 'min-max', low: 0, high: 100 },
            });
          const rules = { missing: { rule: missing, atLeast: 0 } };
          const method = framework(
            branch(
              'total',
              [
                branch('first', [leafOf(0), leafOf(1)], { ...rules, aggregate: inner, weight: 2 }),
                branch('second', [leafOf(2), leafOf(3), leafOf(4)], {
                  ...rules,
                  aggregate: inner,
                  weight: 3,
                }),
              ],
              { ...rules, aggregate: outer },
            ),
          );
          const subject = subjectOf(method, values);
          const computed = compute(subject);
          for (let unit = 0; unit < subject.matrix.units; unit++) {
            const explanation = explainUnit(subject, computed, unit) as BranchExplanation;
            if (explanation.score === null) continue;
            const sum = contributionsOfLeaves(explanation).reduce<number>(
              (before, part) => before + (part ?? 0),
              0,
            );
            expect(Math.abs(sum - explanation.score)).toBeLessThanOrEqual(1e-9 + 1e-12 * explanation.score);
          }
        },
      ),
      { seed: 2022 },
    );
  });
});
