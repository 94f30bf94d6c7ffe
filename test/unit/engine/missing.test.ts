import { describe, expect, test } from 'vitest';
import type { MissingRule } from '../../../domain/methodology/definitions.ts';
import { branch, framework, leaf, score, type Values } from './build-framework.ts';

const weighted = (missing: MissingRule, method: 'arithmetic-mean' | 'sum' = 'arithmetic-mean') =>
  framework(
    branch('total', [leaf('government', { weight: 2 }), leaf('economy'), leaf('society')], {
      missing,
      aggregate: { method },
    }),
  );

const provinces: Values = {
  'Đà Nẵng': { government: 0.5, economy: 0.4, society: 0.6 },
  Huế: { government: 0.5, economy: 0.4 },
  'Cà Mau': { economy: 0.4 },
  'Bạc Liêu': {},
};

const totals = (missing: MissingRule, method?: 'arithmetic-mean' | 'sum') => {
  const { total } = score(weighted(missing, method), provinces);
  return Object.fromEntries(Object.entries(total!).map(([unit, cell]) => [unit, cell.score ?? cell.reason]));
};

describe('a missing child', () => {
  test('"fail": the parent is missing', () => {
    expect(totals({ rule: 'fail', atLeast: 0 })).toEqual({
      'Đà Nẵng': 0.5,
      Huế: '2 of 3 indicators, rule needs all',
      'Cà Mau': '1 of 3 indicators, rule needs all',
      'Bạc Liêu': 'no data',
    });
  });

  test('"renormalise": its siblings carry its weight in a mean', () => {
    expect(totals({ rule: 'renormalise', atLeast: 0 })).toEqual({
      'Đà Nẵng': 0.5,
      Huế: 0.4667,
      'Cà Mau': 0.4,
      'Bạc Liêu': 'no data',
    });
  });

  test('"renormalise": and in a sum, which grows by the weight that is missing', () => {
    expect(totals({ rule: 'renormalise', atLeast: 0 }, 'sum')).toEqual({
      'Đà Nẵng': 2,
      Huế: 1.8667,
      'Cà Mau': 1.6,
      'Bạc Liêu': 'no data',
    });
  });

  test('"zero": it counts as zero, but a unit without any value is not ranked', () => {
    expect(totals({ rule: 'zero', atLeast: 0 })).toEqual({
      'Đà Nẵng': 0.5,
      Huế: 0.35,
      'Cà Mau': 0.1,
      'Bạc Liêu': 'no data',
    });
  });

  test('"zero-if-any": one gap makes the whole node zero, and such units share the last rank', () => {
    const states: Values = {
      'Viet Nam': { government: 0.4248, economy: 0.4, society: 0.8 },
      Monaco: { government: 0.1365, economy: 0.69614 },
      'San Marino': { government: 0.18412 },
      'South Sudan': {},
    };
    const { total } = score(weighted({ rule: 'zero-if-any', atLeast: 0 }), states);
    expect(total!['Viet Nam']!.rank).toBe(1);
    expect(total!['Monaco']).toMatchObject({ score: 0, rank: 2 });
    expect(total!['San Marino']).toMatchObject({ score: 0, rank: 2 });
    expect(total!['South Sudan']!.reason).toBe('no data');
  });

  test('"at least" sets the share of children that must be there', () => {
    expect(totals({ rule: 'renormalise', atLeast: 0.65 })).toEqual({
      'Đà Nẵng': 0.5,
      Huế: 0.4667,
      'Cà Mau': '1 of 3 indicators, rule needs 65 %',
      'Bạc Liêu': 'no data',
    });
  });

  test('a share is a decimal: 7 % of 100 children are 7, although 0.07 × 100 is a little more in binary', () => {
    const codes = Array.from({ length: 100 }, (_, place) => `i${place}`);
    const method = framework(
      branch(
        'total',
        codes.map((code) => leaf(code)),
        { missing: { rule: 'renormalise', atLeast: 0.07 } },
      ),
    );
    const sevenOf = (count: number) => Object.fromEntries(codes.slice(0, count).map((code) => [code, 1]));
    const { total } = score(method, { 'Hà Nội': sevenOf(7), 'Hà Giang': sevenOf(6) });
    expect(total!['Hà Nội']!.rank).toBe(1);
    expect(total!['Hà Giang']!.reason).toBe('6 of 100 indicators, rule needs 7 %');
  });
});

describe('in a deeper tree', () => {
  const pillars = (missing: MissingRule) =>
    framework(
      branch(
        'total',
        [
          branch('digital', [leaf('network'), leaf('devices')], { missing }),
          branch('people', [leaf('skills')]),
        ],
        { missing },
      ),
    );

  test('a missing pillar is counted as a component', () => {
    const { total, digital } = score(pillars({ rule: 'fail', atLeast: 0 }), {
      Huế: { network: 1, skills: 1 },
    });
    expect(digital!['Huế']!.reason).toBe('1 of 2 indicators, rule needs all');
    expect(total!['Huế']!.reason).toBe('1 of 2 components, rule needs all');
  });

  test('"zero" gives a pillar without values 0 when the unit has values elsewhere', () => {
    const { total, digital } = score(pillars({ rule: 'zero', atLeast: 0 }), { Huế: { skills: 1 } });
    expect(digital!['Huế']).toMatchObject({ score: 0, rank: 1 });
    expect(total!['Huế']).toMatchObject({ score: 0.5, rank: 1 });
  });
});

test('reasons are said in Vietnamese too, and where only parts without weight are left', () => {
  const method = framework(
    branch('total', [leaf('government'), leaf('economy', { weight: 0 })], {
      missing: { rule: 'renormalise', atLeast: 0 },
    }),
  );
  const { total } = score(method, { Huế: { economy: 0.4 } });
  expect(total!['Huế']!.reason).toBe('the parts that have data all have weight 0');
});
