import { describe, expect, test } from 'vitest';
import { compileFramework } from '../../../domain/engine/compile-framework.ts';
import { availability } from '../../../domain/engine/prepare/availability.ts';
import type { BranchNode, FrameworkNode } from '../../../domain/methodology/definitions.ts';
import { branch, framework, indicator, leaf, toMatrix } from './build-framework.ts';
import { faultsOf } from './faults-of.ts';
import { preparedLeaf, run } from './prepare-example.ts';

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
