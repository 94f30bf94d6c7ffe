import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import type { FrameworkNode } from '../../../domain/methodology/definitions.ts';
import { branch, framework, leaf, score, type Values } from './build-framework.ts';

/**
 * 41 units × 14 indicators with missing cells, mixed directions and unequal weights on four levels, computed by
 * COINr 1.1.14 (R): min-max 0–100, weighted arithmetic mean, a missing cell drops out.
 */
const read = (file: string): Record<string, string>[] =>
  parse(readFileSync(new URL(`../../fixtures/coinr-random/${file}`, import.meta.url)), { columns: true });

const meta = read('meta.csv');
const data = read('data.csv');

function node(code: string): FrameworkNode {
  const { Type: type, Weight: weight } = meta.find(({ iCode }) => iCode === code)!;
  const fields = { weight: Number(weight) };
  if (type === 'Indicator')
    return leaf(code, { ...fields, normalise: { method: 'min-max', low: 0, high: 100 } });
  const children = meta.filter(({ Parent: parent }) => parent === code).map(({ iCode }) => node(iCode!));
  return branch(code, children, { ...fields, missing: { rule: 'renormalise', atLeast: 0 } });
}

const values: Values = Object.fromEntries(
  data.map((row) => {
    const given = Object.entries(row).filter(([key, cell]) => /^I\d/.test(key) && cell !== '');
    return [row['uCode']!, Object.fromEntries(given.map(([key, cell]) => [key, Number(cell)]))];
  }),
);

const lowerIsBetter = meta
  .filter(({ Direction: direction }) => direction === '-1')
  .map(({ iCode }) => iCode!);

describe('against COINr on random data', () => {
  let result: ReturnType<typeof score>;
  beforeAll(() => {
    result = score(framework(node('IX'), { ranking: { ties: 'competition', on: 'exact' } }), values, {
      lowerIsBetter,
    });
  });

  const near = (code: string, unit: string, expected: string) => {
    const { exact } = result[code]![unit]!;
    if (expected === '') return expect(exact).toBeNaN();
    const distance = Math.abs(exact - Number(expected));
    expect(distance, `${code} of ${unit}`).toBeLessThanOrEqual(
      1e-12 * Math.max(1, Math.abs(Number(expected))),
    );
  };

  test('every normalised cell agrees to 1e-12', () => {
    const rows = read('norm_minmax.csv');
    expect(rows).toHaveLength(41);
    for (const [place, row] of rows.entries())
      for (const [code, cell] of Object.entries(row)) near(code, data[place]!['uCode']!, cell);
  });

  test('every node agrees to 1e-12, and the rank of the index', () => {
    for (const { uCode, rank, ...nodes } of read('agg_minmax_amean.csv')) {
      for (const [code, cell] of Object.entries(nodes)) near(code, uCode!, cell);
      expect(result['IX']![uCode!]!.rank).toBe(Number(rank));
    }
  });
});
