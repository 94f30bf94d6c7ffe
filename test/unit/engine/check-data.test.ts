import { describe, expect, test } from 'vitest';
import { checkFramework } from '../../../domain/engine/check-data.ts';
import type { Framework, Indicator, LeafNode } from '../../../domain/methodology/definitions.ts';
import { branch, framework, indicator, leaf, toMatrix, type Values } from './build-framework.ts';
import { allIndicators, preparedLeaf } from './prepare-example.ts';

type Context = NonNullable<Parameters<typeof checkFramework>[2]>['context'];

/** `severity code node`, in the order of the nodes. */
const faultsOf = (
  method: Framework,
  values?: Values,
  indicators: Indicator[] = [],
  context: Context = {},
) => {
  const all = allIndicators(method, indicators);
  const columns = all.map(({ id }) => id);
  const data = values && { columns, matrix: toMatrix(values, columns), context };
  return checkFramework(method, all, data).map(({ severity, code, node }) => `${severity} ${code} ${node}`);
};

const minMax = (low: number) => ({ normalise: { method: 'min-max' as const, low, high: 100 } });
const goalposts = (lower: number, upper: number) => ({
  normalise: {
    method: 'goalposts' as const,
    ...{ lower, upper, scale: 'linear' as const, cap: 'both' as const, low: 0, high: 1 },
  },
});
const geometric = { aggregate: { method: 'geometric-mean' as const } };
const winsorise: NonNullable<LeafNode['treat']> = {
  when: 'outliers',
  skewness: 2,
  kurtosis: 3.5,
  methods: [{ method: 'winsorise', atMost: 1 }],
};

const provinces = {
  'Đà Nẵng': { speed: 80, skills: 0.9 },
  Huế: { speed: 40, skills: 0.5 },
  'Hà Nội': { speed: 60, skills: 0.8 },
};
const plain = framework(branch('total', [leaf('speed'), leaf('skills')]));

test('nothing is wrong, and nothing is said', () => {
  expect(faultsOf(plain)).toEqual([]);
  expect(faultsOf(plain, provinces)).toEqual([]);
});

test('each fault says its reason and what to do', () => {
  const method = framework(branch('total', [leaf('speed', goalposts(0, 50)), leaf('skills')]));
  const columns = ['speed', 'skills'];
  const data = { columns, matrix: toMatrix(provinces, columns) };
  expect(checkFramework(method, allIndicators(method), data)).toEqual([
    {
      severity: 'warning',
      code: 'values-beyond-goalposts',
      node: 'speed',
      message: 'of 3 values, 0 lie below 0 and 2 above 50',
      mend: 'Set goalposts in the unit of measure of the values as prepared, around what can be reached.',
    },
  ]);
});

describe('without data', () => {
  test('what keeps the framework from being computed, and more, all at once', () => {
    const method = framework(
      branch('total', [
        leaf('awareness', { normalise: { method: 'points-ratio' } }),
        branch('services', [leaf('online', { weight: 0 })], { missing: { rule: 'fail', atLeast: 0.5 } }),
        leaf('speed', minMax(100)),
      ]),
    );
    expect(faultsOf(method)).toEqual([
      'error maximum-points-missing awareness',
      'error weights-invalid services',
      'warning threshold-idle services',
      'error scale-empty speed',
    ]);
  });

  test('a geometric mean of scores that will be 0, or may be', () => {
    const sure = framework(branch('total', [leaf('speed', minMax(0)), leaf('skills', minMax(1))], geometric));
    expect(faultsOf(sure)).toEqual(['error scores-not-positive speed']);
    const maybe = framework(branch('total', [leaf('speed'), leaf('skills', minMax(1))], geometric));
    expect(faultsOf(maybe)).toEqual(['warning scores-not-positive speed']);
    expect(faultsOf(maybe, undefined, [indicator('speed', { range: { min: 0.1 } })])).toEqual([]);
  });

  test('the same of a pillar: by its children, and by its rule for gaps', () => {
    const pillar = (missing: 'zero' | 'renormalise', low: number) =>
      framework(
        branch(
          'total',
          [
            branch('digital', [leaf('speed', minMax(low)), leaf('skills', minMax(1))], {
              missing: { rule: missing, atLeast: 0 },
            }),
          ],
          geometric,
        ),
      );
    expect(faultsOf(pillar('renormalise', 1))).toEqual([]);
    expect(faultsOf(pillar('renormalise', 0))).toEqual(['warning scores-not-positive digital']);
    expect(faultsOf(pillar('zero', 1))).toEqual(['warning scores-not-positive digital']);
  });

  test('penalties and duels can be negative whatever the children are', () => {
    const under = (method: 'copeland' | 'mazziotta-pareto') =>
      framework(
        branch(
          'total',
          [
            branch(
              'digital',
              ['a', 'b', 'c', 'd'].map((code) => leaf(code, minMax(1))),
              {
                aggregate: method === 'copeland' ? { method } : { method, penalty: 'minus' },
              } as Parameters<typeof branch>[2],
            ),
          ],
          geometric,
        ),
      );
    expect(faultsOf(under('copeland'))).toEqual(['warning scores-not-positive digital']);
    expect(faultsOf(under('mazziotta-pareto'))).toEqual(['warning scores-not-positive digital']);
  });

  test('gaps that count as zero under a geometric mean', () => {
    const method = framework(
      branch('total', [leaf('speed', minMax(1)), leaf('skills', minMax(1))], {
        ...geometric,
        missing: { rule: 'zero', atLeast: 0 },
      }),
    );
    expect(faultsOf(method)).toEqual(['warning scores-not-positive total']);
  });

  test('rules that cannot act', () => {
    const screened = framework(branch('total', [leaf('speed'), leaf('skills')]), {
      prepare: { screen: { observed: 0 }, impute: { method: 'sibling-mean' } },
    });
    expect(faultsOf(screened)).toEqual(['warning threshold-idle total']);
    const lonely = framework(branch('total', [leaf('speed')]), {
      prepare: { impute: { method: 'sibling-mean' } },
    });
    expect(faultsOf(lonely)).toEqual(['warning imputation-idle speed']);
    const one = framework(
      branch('total', [leaf('speed'), leaf('skills')], { missing: { rule: 'renormalise', atLeast: 0.5 } }),
    );
    expect(faultsOf(one)).toEqual(['warning threshold-idle total']);
  });

  test('a denominator that is a share', () => {
    const method = framework(preparedLeaf('users', { denominateBy: 'rate' }));
    expect(faultsOf(method, undefined, [indicator('rate', { unit: '%' })])).toEqual([
      'error denominator-invalid users',
    ]);
  });
});

describe('with data', () => {
  test('an indicator without a value, and one that is the same everywhere', () => {
    const method = framework(branch('total', [leaf('speed', minMax(0)), leaf('skills'), leaf('budget')]));
    const same = { 'Đà Nẵng': { speed: 60, skills: 1 }, Huế: { speed: 60, skills: 1 } };
    expect(faultsOf(method, same)).toEqual([
      'error threshold-unmet total',
      'error indicator-constant speed',
      'warning indicator-constant skills',
      'error indicator-empty budget',
    ]);
  });

  test('infinite values, and values too large to add up, and the rest is checked all the same', () => {
    const values = {
      'Đà Nẵng': { speed: Number.POSITIVE_INFINITY, skills: 1 },
      Huế: { speed: 2, skills: 1 },
    };
    expect(faultsOf(plain, values)).toEqual([
      'error value-not-finite speed',
      'warning indicator-constant skills',
    ]);
    const huge = { 'Đà Nẵng': { speed: 1.7e308, skills: 1.7e308 }, Huế: { speed: 1, skills: 2 } };
    expect(faultsOf(plain, huge)).toEqual(['error score-not-finite total']);
    const ratio = framework(leaf('speed', { maximumPoints: 1e-10, normalise: { method: 'points-ratio' } }));
    expect(faultsOf(ratio, { Huế: { speed: 1e308 }, Vinh: { speed: 1 } })).toEqual([
      'error score-not-finite speed',
    ]);
  });

  test('scores of 0 in a geometric mean, counted at the child', () => {
    const method = framework(branch('total', [leaf('speed'), leaf('skills')], geometric));
    const zero = { ...provinces, 'Cà Mau': { speed: 0, skills: 0.4 } };
    expect(faultsOf(method, provinces)).toEqual([]);
    expect(faultsOf(method, zero)).toEqual(['error scores-not-positive speed']);
  });

  test('goalposts that no value lies between, and a logarithmic scale for a value of 0', () => {
    const method = framework(branch('total', [leaf('speed', goalposts(0, 1)), leaf('skills')]));
    expect(faultsOf(method, provinces)).toEqual(['error values-beyond-goalposts speed']);
    const income = { ...goalposts(10, 1000).normalise, scale: 'logarithmic' as const, cap: 'none' as const };
    const log = framework(branch('total', [leaf('speed', { normalise: income }), leaf('skills')]));
    const zero = { ...provinces, 'Cà Mau': { speed: 0, skills: 0.4 } };
    expect(faultsOf(log, zero)).toEqual([
      'error values-undefined speed',
      'warning values-beyond-goalposts speed',
    ]);
  });

  test('a threshold that no unit meets', () => {
    const strict = framework(
      branch('total', [leaf('speed'), leaf('skills'), leaf('budget')], {
        missing: { rule: 'renormalise', atLeast: 0.9 },
      }),
    );
    expect(faultsOf(strict, provinces)).toEqual([
      'error threshold-unmet total',
      'error indicator-empty budget',
    ]);
    const screened = framework(branch('total', [leaf('speed'), leaf('skills')]), {
      prepare: { screen: { observed: 1 } },
    });
    const gaps = { 'Đà Nẵng': { speed: 80 }, Huế: { skills: 0.5 } };
    expect(faultsOf(screened, gaps)).toEqual(['error threshold-unmet total']);
  });

  test('a treatment that does not reach its indicator, or all of them', () => {
    const own = framework(branch('total', [preparedLeaf('speed', { treat: winsorise }), leaf('skills')]));
    expect(faultsOf(own, provinces)).toEqual(['warning treatment-idle speed']);
    const common = framework(branch('total', [leaf('speed'), leaf('skills')]), {
      prepare: { treat: winsorise },
    });
    expect(faultsOf(common, provinces)).toEqual(['warning treatment-idle total']);
  });

  const skewed: Values = Object.fromEntries(
    [1, 2, 2, 3, 3, 3, 4, 4, 900, 1000, 2, 2, 3, 3].map((speed, place) => [
      `p${place}`,
      { speed, skills: place },
    ]),
  );

  test('a treatment that leaves outliers, and one that is not defined', () => {
    const own = framework(branch('total', [preparedLeaf('speed', { treat: winsorise }), leaf('skills')]));
    const many = Object.fromEntries(
      Object.entries(skewed).flatMap(([unit, row]) => [
        [unit, row],
        [`${unit}'`, { ...row, speed: Math.min(row['speed']!, 5) }],
      ]),
    );
    expect(faultsOf(own, many)).toEqual(['warning outliers-left speed']);
    const natural = { ...winsorise, methods: [{ method: 'log' as const, form: 'natural' as const }] };
    const logged = framework(branch('total', [preparedLeaf('speed', { treat: natural }), leaf('skills')]));
    expect(faultsOf(logged, { ...many, zero: { speed: 0, skills: 3 } })).toEqual([
      'error treatment-undefined speed',
    ]);
  });

  test('an imputation without gaps, and gaps that it does not fill', () => {
    const mean = framework(
      branch('total', [preparedLeaf('speed', { impute: { method: 'mean' } }), leaf('skills')]),
    );
    expect(faultsOf(mean, provinces)).toEqual(['warning imputation-idle speed']);
    const common = framework(branch('total', [leaf('speed'), leaf('skills')]), {
      prepare: { impute: { method: 'mean' } },
    });
    expect(faultsOf(common, provinces)).toEqual(['warning imputation-idle total']);
    const byRegion = framework(
      branch('total', [
        preparedLeaf('speed', { impute: { method: 'group-mean', by: 'region' } }),
        leaf('skills'),
      ]),
    );
    const gap = { ...provinces, 'Cà Mau': { skills: 0.4 } };
    const region = ['central', 'central', 'north', 'south'];
    expect(faultsOf(byRegion, gap, [], { region })).toEqual(['warning gaps-left speed']);
    expect(faultsOf(byRegion, gap)).toEqual(['error context-missing speed']);
  });

  test('denominators of zero', () => {
    const method = framework(
      branch('total', [preparedLeaf('users', { denominateBy: 'population' }), leaf('skills')]),
    );
    const values = {
      'Đà Nẵng': { users: 900, population: 1200, skills: 1 },
      Huế: { users: 300, population: 1100, skills: 2 },
      'Trường Sa': { users: 3, population: 0, skills: 3 },
    };
    expect(faultsOf(method, values)).toEqual(['error denominator-unusable users']);
  });

  test('weights that the data do not give', () => {
    const method = framework({
      ...branch('total', [leaf('speed'), leaf('skills')]),
      weights: { method: 'principal-component' },
    } as Framework['root']);
    const two = { Huế: { speed: 1, skills: 1 } };
    expect(faultsOf(method, two)).toEqual(['error weights-not-found total']);
  });
});
