import { describe, expect, test } from 'vitest';
import { compileFramework } from '../../../domain/engine/compile-framework.ts';
import { EngineError } from '../../../domain/engine/engine-error.ts';
import { evaluate } from '../../../domain/engine/evaluate.ts';
import { availability } from '../../../domain/engine/prepare/availability.ts';
import { prepare } from '../../../domain/engine/prepare/prepare.ts';
import type { BranchNode, FrameworkNode } from '../../../domain/methodology/definitions.ts';
import { branch, framework, indicator, leaf, toMatrix } from './build-framework.ts';
import { periodOf, preparedLeaf, run } from './prepare-example.ts';

const faultsOf = (compute: () => unknown): string[] => {
  try {
    compute();
  } catch (error) {
    if (error instanceof EngineError) return error.faults.map(({ code, node }) => `${code} ${node}`);
    throw error;
  }
  return [];
};

describe('nothing declared', () => {
  test('the matrix is the same object, so that it costs nothing', () => {
    const { model } = run(framework(branch('total', [leaf('speed')])), { Huế: { speed: 60 } });
    const matrix = toMatrix({ Huế: { speed: 60 } }, model.indicators);
    expect(model.preparation).toBeNull();
    expect(prepare(model, matrix)).toBe(matrix);
  });

  test('a matrix that should have been prepared is refused', () => {
    const { model } = run(framework(leaf('speed'), { prepare: { impute: { method: 'mean' } } }), {
      Huế: { speed: 60 },
    });
    expect(faultsOf(() => evaluate(model, toMatrix({ Huế: { speed: 60 } }, model.indicators)))).toEqual([
      'matrix-not-prepared undefined',
    ]);
  });
});

describe('dividing by another indicator', () => {
  const users = framework(
    branch('total', [preparedLeaf('users', { denominateBy: { indicator: 'population', per: 100 } })], {
      missing: { rule: 'zero', atLeast: 0 },
    }),
  );
  const indicators = [
    indicator('users', { unit: 'people' }),
    indicator('population', { unit: 'people', range: { min: 0 } }),
  ];
  const values = {
    'Đà Nẵng': { users: 900, population: 1200 },
    Huế: { users: 600, population: 1100 },
    'Trường Sa': { users: 3, population: 0 },
    'Bạc Liêu': { users: 500 },
    'Cà Mau': { population: 1190 },
    'Hoàng Sa': { users: 3, population: -5 },
  };

  test('value × per ÷ denominator, and what the denominator is keeps its name', () => {
    const { values: prepared, nodes } = run(users, values, { indicators });
    expect(prepared['users']!.slice(0, 2)).toEqual([75, (600 * 100) / 1100]);
    expect(nodes['users']!.reason(2)?.en).toBe('population is zero or negative, so it cannot be divided by');
    expect(nodes['users']!.reason(3)?.en).toBe('no population to divide by');
    expect(nodes['users']!.reason(4)?.en).toBe('no data');
    expect(nodes['users']!.reason(5)?.vi).toBe('population bằng 0 hoặc âm nên không thể chia');
  });

  test('no zero is made of a value that cannot be used', () => {
    const { nodes } = run(users, values, { indicators });
    expect([...nodes['total']!.ranks]).toEqual([1, 2, 0, 0, 0, 0]);
  });

  test('the unit of measure follows, and forbids to divide what is relative already', () => {
    const { model } = run(users, values, { indicators });
    expect(model.preparation!.columns[0]!.unit).toBe('people / 100 people');
    const plain = framework(preparedLeaf('users', { denominateBy: 'population' }));
    expect(run(plain, values, { indicators }).model.preparation!.columns[0]!.unit).toBe('ratio');
    const share = [indicator('users', { unit: '%' }), indicators[1]!];
    expect(faultsOf(() => run(plain, values, { indicators: share }))).toEqual(['denominator-invalid users']);
    const itself = framework(preparedLeaf('users', { denominateBy: 'users' }));
    expect(faultsOf(() => run(itself, values))).toEqual(['denominator-invalid users']);
  });

  test('a quotient too large for arithmetic is refused by name', () => {
    const huge = { Huế: { users: 1e308, population: 1e-10 } };
    expect(faultsOf(() => run(users, huge, { indicators }))).toEqual(['value-not-finite users']);
  });

  test('bounds of the indicator do not bind the quotient', () => {
    const bounded = framework(
      preparedLeaf(
        'users',
        { denominateBy: 'population' },
        { normalise: { method: 'fixed-bounds', low: 0, high: 1 } },
      ),
    );
    const counted = indicator('users', { unit: 'people', range: { min: 0, max: 10_000 } });
    expect(faultsOf(() => run(bounded, values, { indicators: [counted, indicators[1]!] }))).toEqual([
      'scale-empty users',
    ]);
  });
});

describe('imputing', () => {
  const method = (impute: NonNullable<Parameters<typeof preparedLeaf>[1]['impute']>) =>
    framework(branch('total', [preparedLeaf('speed', { impute }), leaf('skills')]));
  const values = {
    'Đà Nẵng': { speed: 80, skills: 0.9 },
    Huế: { speed: 40, skills: 0.5 },
    'Hà Nội': { speed: 60, skills: 0.8 },
    'Hà Giang': { skills: 0.7 },
  };

  test('a leaf that says nothing keeps its gap; what was imputed is marked', () => {
    const { preparation, values: prepared } = run(method({ method: 'mean' }), values);
    expect(prepared).toEqual({ speed: [80, 40, 60, 60], skills: [0.9, 0.5, 0.8, 0.7] });
    expect(preparation!.columns.map(({ imputed }) => imputed)).toEqual([[{ unit: 3, value: 60 }], []]);
  });

  test('a group without a value, and a unit without a group, keep the gap', () => {
    const groups = { region: ['central', 'central', 'north', 'north'] };
    const byRegion = method({ method: 'group-mean', by: 'region' });
    expect(run(byRegion, values, { context: groups }).values['speed']).toEqual([80, 40, 60, 60]);
    const alone = { region: ['central', 'central', 'north', 'mountains'] };
    expect(run(byRegion, values, { context: alone }).values['speed']!.at(-1)).toBeNaN();
    const none = { region: ['central', 'central', 'north', undefined] };
    expect(run(byRegion, values, { context: none }).values['speed']!.at(-1)).toBeNaN();
  });

  test('groups by the equal values of an indicator', () => {
    const byClass = method({ method: 'group-median', by: { indicator: 'class' } });
    const classes = [1, 2, 0.1 + 0.2, 0.3];
    const graded = Object.fromEntries(
      Object.entries(values).map(([unit, row], place) => [unit, { ...row, class: classes[place]! }]),
    );
    expect(run(byClass, graded).values['speed']).toEqual([80, 40, 60, 60]);
  });

  test('from the unit itself: as far up in its other indicators, so far up here', () => {
    const { values: prepared } = run(method({ method: 'sibling-mean' }), values);
    expect(prepared['speed']!.at(-1)).toBeCloseTo(40 + ((0.7 - 0.5) / (0.9 - 0.5)) * 40, 12);
  });

  test('siblings that are all equal say nothing', () => {
    const equal = Object.fromEntries(
      Object.entries(values).map(([unit, row]) => [unit, { ...row, skills: 0.5 }]),
    );
    expect(run(method({ method: 'sibling-mean' }), equal).values['speed']!.at(-1)).toBeNaN();
  });

  test('a denominator of zero is no gap', () => {
    const divided = framework(
      preparedLeaf('users', { denominateBy: 'population', impute: { method: 'mean' } }),
    );
    const { values: prepared } = run(divided, {
      'Đà Nẵng': { users: 900, population: 1200 },
      'Trường Sa': { users: 3, population: 0 },
      'Bạc Liêu': { users: 3 },
    });
    expect(prepared['users']).toEqual([0.75, Number.NaN, 0.75]);
  });

  describe('over the years', () => {
    const past = (impute: Parameters<typeof method>[0]) => ({
      period: 2024,
      otherPeriods: [
        periodOf(method(impute), 2022, { ...values, 'Hà Giang': { speed: 30 } }),
        periodOf(method(impute), 2021, { ...values, 'Hà Giang': { speed: 20 } }),
        periodOf(method(impute), 2026, { ...values, 'Hà Giang': { speed: 90 } }),
      ],
    });
    const hàGiang = (impute: Parameters<typeof method>[0], context = past(impute)) =>
      run(method(impute), values, { context }).preparation!.columns[0]!.imputed;

    test('the latest value before, with its year, unless it is too old', () => {
      expect(hàGiang({ method: 'latest' })).toEqual([{ unit: 3, value: 30, period: 2022 }]);
      expect(hàGiang({ method: 'latest', maximumAge: 2 })).toHaveLength(1);
      expect(hàGiang({ method: 'latest', maximumAge: 1 })).toEqual([]);
    });

    test('on the line between the years around, or beyond them', () => {
      expect(hàGiang({ method: 'linear', beyond: 'extend' })).toEqual([{ unit: 3, value: 60 }]);
      const earlier = (beyond: 'extend' | 'hold') => {
        const context = past({ method: 'linear', beyond });
        return { ...context, otherPeriods: context.otherPeriods.filter(({ period }) => period < 2024) };
      };
      const beyond = (to: 'extend' | 'hold') => hàGiang({ method: 'linear', beyond: to }, earlier(to));
      expect(beyond('extend')).toEqual([{ unit: 3, value: 50 }]);
      expect(beyond('hold')).toEqual([{ unit: 3, value: 30, period: 2022 }]);
    });

    test('a line does not lead out of the bounds of the indicator', () => {
      const context = past({ method: 'linear', beyond: 'extend' });
      const { preparation } = run(method({ method: 'linear', beyond: 'extend' }), values, {
        context: { ...context, otherPeriods: context.otherPeriods.filter(({ period }) => period < 2024) },
        indicators: [indicator('speed', { range: { max: 45 } })],
      });
      expect(preparation!.columns[0]!.imputed).toEqual([{ unit: 3, value: 45 }]);
    });
  });

  test('what a method needs and is not given is said, not passed over', () => {
    const regions = method({ method: 'group-mean', by: 'region' });
    expect(faultsOf(() => run(regions, values))).toEqual(['context-missing speed']);
    expect(faultsOf(() => run(method({ method: 'latest' }), values))).toEqual(['context-missing speed']);
    const context = { period: 2024, otherPeriods: [{ period: 2023, values: new Float64Array(1) }] };
    expect(faultsOf(() => run(method({ method: 'latest' }), values, { context }))).toEqual([
      'matrix-shape undefined',
    ]);
  });
});

describe('screening', () => {
  const codes = ['network', 'devices', 'skills', 'services', 'payments', 'data', 'staff', 'budget'];
  const full = Object.fromEntries(codes.map((code, place) => [code, place + 1]));
  const some = (count: number) => Object.fromEntries(codes.slice(0, count).map((code) => [code, 5]));
  const provinces = { 'Đà Nẵng': full, Huế: some(6), 'Cà Mau': some(3), 'Bạc Liêu': {} };
  const rule = { rule: 'renormalise' as const, atLeast: 0 };
  const method = (screen: BranchNode['screen'], missing: BranchNode['missing'] = rule) =>
    framework(
      branch(
        'total',
        codes.map((code) => leaf(code)),
        { missing },
      ),
      { prepare: { screen } },
    );

  test('a unit with too little data stays in the table, unranked, with the count and the rule', () => {
    const { nodes } = run(method({ observed: 0.65 }), provinces);
    expect([...nodes['total']!.ranks]).toEqual([2, 1, 0, 0]);
    expect(nodes['total']!.reason(2)).toEqual({
      vi: '3 trên 8 chỉ tiêu, quy tắc ≥ 65 %',
      en: '3 of 8 indicators, rule ≥ 65 %',
    });
    expect(nodes['network']!.reason(2)?.en).toBe('3 of 8 indicators, rule ≥ 65 %');
    expect(nodes['total']!.reason(3)?.en).toBe('0 of 8 indicators, rule ≥ 65 %');
  });

  test('what was imputed does not count as observed', () => {
    const imputing = {
      ...method({ observed: 0.65 }),
      prepare: { screen: { observed: 0.65 }, impute: { method: 'mean' as const } },
    };
    const { nodes, preparation } = run(imputing, provinces);
    expect([...nodes['total']!.ranks].map((rank) => rank > 0)).toEqual([true, true, false, false]);
    expect(preparation!.columns.at(-1)!.imputed).toEqual([{ unit: 1, value: 8 }]);
  });

  test('not even a rule that counts gaps as zero brings it back', () => {
    for (const missing of [
      { rule: 'zero' as const, atLeast: 0 },
      { rule: 'zero-if-any' as const, atLeast: 0 },
    ]) {
      const { nodes } = run(method({ observed: 0.65 }, missing), provinces);
      expect(nodes['total']!.ranks[2]).toBe(0);
    }
  });

  test('too many zeros, of what was observed', () => {
    const zeros = { ...some(8), network: 0, devices: 0, skills: 0 };
    const { nodes } = run(method({ observed: 0.5, nonZero: 0.7 }), { ...provinces, 'Điện Biên': zeros });
    expect([...nodes['total']!.ranks].map((rank) => rank > 0)).toEqual([true, true, false, false, false]);
    expect(nodes['total']!.reason(4)?.en).toBe('5 of 8 values are not zero, rule ≥ 70 %');
  });

  test('a unit that is screened out sets no bound for the others', () => {
    const speed = { normalise: { method: 'min-max' as const, low: 0, high: 1 } };
    const scaled = framework(branch('total', [leaf('network', speed), leaf('devices', speed)]), {
      prepare: { screen: { observed: 1 } },
    });
    const { nodes } = run(scaled, {
      'Đà Nẵng': { network: 2, devices: 1 },
      Huế: { network: 1, devices: 2 },
      'Hà Nội': { network: 100 },
    });
    expect([...nodes['network']!.exact]).toEqual([1, 0, Number.NaN]);
  });

  test('below one node alone: elsewhere the unit has its score, above it its rule for gaps decides', () => {
    const pillars = (missing: BranchNode['missing']): FrameworkNode =>
      branch(
        'total',
        [
          {
            ...branch('digital', [leaf('network'), leaf('devices')], {
              missing: { rule: 'zero', atLeast: 0 },
            }),
            screen: { observed: 1 },
          },
          branch('people', [leaf('skills')]),
        ],
        { missing },
      );
    const values = { 'Đà Nẵng': { network: 1, devices: 1, skills: 1 }, Huế: { network: 1, skills: 1 } };
    const strict = run(framework(pillars({ rule: 'fail', atLeast: 0 })), values).nodes;
    expect(strict['digital']!.reason(1)?.en).toBe('1 of 2 indicators, rule ≥ 100 %');
    expect(strict['network']!.reason(1)?.en).toBe('1 of 2 indicators, rule ≥ 100 %');
    expect(strict['people']!.ranks[1]).toBe(1);
    expect(strict['total']!.reason(1)?.en).toBe('1 of 2 components, rule needs all');
    const lenient = run(framework(pillars({ rule: 'renormalise', atLeast: 0 })), values).nodes;
    expect(lenient['total']!.ranks[1]).toBe(1);
  });

  test('where the outer and the inner rule both leave it out, the outer one is told', () => {
    const root: FrameworkNode = {
      ...branch('total', [leaf('network'), leaf('devices')]),
      screen: { observed: 1 },
    };
    const { nodes } = run(framework(root, { prepare: { screen: { observed: 0.6 } } }), {
      Huế: { network: 1 },
    });
    expect(nodes['total']!.reason(0)?.en).toBe('1 of 2 indicators, rule ≥ 60 %');
  });

  test('there may be hundreds of them', () => {
    const pillars = Array.from(
      { length: 300 },
      (_, place): FrameworkNode => ({
        ...branch(`pillar-${place}`, [leaf(`a-${place}`), leaf(`b-${place}`)]),
        screen: { observed: 1 },
      }),
    );
    const { nodes } = run(framework(branch('total', pillars, { missing: rule })), {
      Huế: Object.fromEntries(pillars.map((_, place) => [`a-${place}`, 1])),
    });
    expect(nodes['pillar-299']!.reason(0)?.en).toBe('1 of 2 indicators, rule ≥ 100 %');
  });

  test('an indicator that two leaves use counts once', () => {
    const twice = framework(
      branch(
        'total',
        [leaf('a', { indicator: 'speed' }), leaf('b', { indicator: 'speed' }), leaf('skills')],
        {
          missing: rule,
        },
      ),
      { prepare: { screen: { observed: 0.6 } } },
    );
    const { nodes } = run(twice, { Huế: { speed: 1 } });
    expect(nodes['total']!.reason(0)?.en).toBe('1 of 2 indicators, rule ≥ 60 %');
  });

  test('availability by node is known without any rule', () => {
    const { model } = run(method(undefined), provinces);
    const [total] = availability(model, toMatrix(provinces, model.indicators));
    expect(total).toMatchObject({ code: 'total', indicators: 8, observed: Uint32Array.of(8, 6, 3, 0) });
  });
});

describe('the threshold of a node holds whatever the aggregation is', () => {
  test.each([
    'arithmetic-mean',
    'geometric-mean',
    'copeland',
    'median',
  ] as const)('%s (COINr passes it over where a method takes the whole table)', (aggregate) => {
    const method = framework(
      branch('total', [leaf('network'), leaf('devices'), leaf('skills')], {
        aggregate: { method: aggregate },
        missing: { rule: 'renormalise', atLeast: 0.6 },
      }),
    );
    const { nodes } = run(method, {
      'Đà Nẵng': { network: 3, devices: 3, skills: 3 },
      Huế: { network: 2, devices: 2 },
      'Cà Mau': { network: 9 },
    });
    expect([...nodes['total']!.ranks]).toEqual([1, 2, 0]);
    expect(nodes['total']!.reason(2)?.en).toBe('1 of 3 indicators, rule needs 60 %');
  });

  test('what has no score takes no part in the duels of the others either', () => {
    const method = framework(
      branch('total', [leaf('network'), leaf('devices')], { aggregate: { method: 'copeland' } }),
      { prepare: { screen: { observed: 1 } } },
    );
    const { nodes } = run(method, {
      'Đà Nẵng': { network: 3, devices: 3 },
      Huế: { network: 2, devices: 2 },
      'Cà Mau': { network: 9 },
    });
    expect([...nodes['total']!.exact]).toEqual([1, -1, Number.NaN]);
  });
});

test('one indicator, two leaves, two ways to prepare it', () => {
  const method = framework(
    branch('total', [
      leaf('given', { indicator: 'users' }),
      { ...leaf('perHead', { indicator: 'users' }), denominateBy: 'population' },
    ]),
  );
  const { values } = run(method, { Huế: { users: 600, population: 1200 } });
  expect(values).toEqual({ given: [600], perHead: [0.5] });
});

test('a step or a method of a newer engine is refused by name', () => {
  const impute = { method: 'kriging' } as unknown as { method: 'mean' };
  const treat = {
    when: 'always' as const,
    skewness: 2,
    kurtosis: 3.5,
    methods: [{ method: 'toString' } as unknown as { method: 'log'; form: 'natural' }],
  };
  const method = framework(branch('total', [preparedLeaf('a', { impute }), preparedLeaf('b', { treat })]));
  expect(faultsOf(() => run(method, {}))).toEqual(['method-unknown a', 'method-unknown b']);
  const unknown = framework(preparedLeaf('a', { denominateBy: 'nowhere' }));
  expect(faultsOf(() => compileFramework(unknown, [indicator('a')]))).toEqual(['indicator-unknown a']);
});
