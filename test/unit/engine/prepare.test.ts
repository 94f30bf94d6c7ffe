import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../domain/engine/evaluate.ts';
import { prepare } from '../../../domain/engine/prepare/prepare.ts';
import { branch, framework, indicator, leaf, toMatrix } from './build-framework.ts';
import { faultsOf } from './faults-of.ts';
import { periodOf, preparedLeaf, run } from './prepare-example.ts';

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
