import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import type { Aggregation, FrameworkNode, Normalisation } from '../../../domain/methodology/definitions.ts';
import { branch, framework, leaf, score, type Values } from './build-framework.ts';
import { relativeDistance } from './relative-distance.ts';

/**
 * 41 units × 14 indicators with missing cells, mixed directions and unequal weights on four levels, computed by
 * COINr 1.1.14 (R): a missing cell drops out.
 */
const read = (file: string): Record<string, string>[] =>
  parse(readFileSync(new URL(`../../fixtures/coinr-random/${file}`, import.meta.url)), { columns: true });

const meta = read('meta.csv');
const data = read('data.csv');

const methods: Record<string, Normalisation> = {
  minmax: { method: 'min-max', low: 0, high: 100 },
  minmax1: { method: 'min-max', low: 1, high: 100 },
  zscore: { method: 'z-score', mean: 100, standardDeviation: 15, of: 'sample' },
  borda: { method: 'borda', ties: 'minimum' },
  prank: { method: 'percentile-rank', ties: 'minimum' },
  dist2max: { method: 'distance-to-maximum' },
};
const means: Record<string, Aggregation> = {
  amean: { method: 'arithmetic-mean' },
  gmean: { method: 'geometric-mean' },
  hmean: { method: 'harmonic-mean' },
};

function tree(code: string, normalise: Normalisation, aggregate: Aggregation): FrameworkNode {
  const { Type: type, Weight: weight } = meta.find(({ iCode }) => iCode === code)!;
  const fields = { weight: Number(weight) };
  if (type === 'Indicator') return leaf(code, { ...fields, normalise });
  const children = meta
    .filter(({ Parent: parent }) => parent === code)
    .map(({ iCode }) => tree(iCode!, normalise, aggregate));
  return branch(code, children, { ...fields, aggregate, missing: { rule: 'renormalise', atLeast: 0 } });
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

const compute = (normalise: Normalisation, aggregate: Aggregation) =>
  score(
    framework(tree('IX', normalise, aggregate), { ranking: { ties: 'competition', on: 'exact' } }),
    values,
    {
      lowerIsBetter,
    },
  );

/** Cells further than 1e-12 from COINr's, as "code unit". */
function differences(result: ReturnType<typeof score>, row: Record<string, string>, unit: string): string[] {
  const cells = Object.entries(row).filter(([code]) => code in result);
  expect(cells.length).toBeGreaterThan(7);
  return cells.flatMap(([code, cell]) =>
    relativeDistance(result[code]![unit]!.exact, cell === '' ? Number.NaN : Number(cell)) <= 1e-12
      ? []
      : [`${code} ${unit}`],
  );
}

describe('against COINr on random data', () => {
  test.each(Object.keys(methods))('%s: every normalised cell agrees to 1e-12', (normalise) => {
    const result = compute(methods[normalise]!, means['amean']!);
    const rows = read(`norm_${normalise}.csv`);
    expect(rows.flatMap((row, place) => differences(result, row, data[place]!['uCode']!))).toEqual([]);
  });

  test.each([
    ['minmax', 'amean'],
    ['minmax1', 'amean'],
    ['minmax1', 'gmean'],
    ['minmax1', 'hmean'],
    ['zscore', 'amean'],
    ['zscore', 'gmean'],
    ['zscore', 'hmean'],
    ['borda', 'amean'],
    ['prank', 'amean'],
    ['dist2max', 'amean'],
  ])('%s, %s: every node agrees to 1e-12, and the rank of the index', (normalise, aggregate) => {
    const result = compute(methods[normalise]!, means[aggregate]!);
    for (const { uCode, rank, ...nodes } of read(`agg_${normalise}_${aggregate}.csv`)) {
      expect(differences(result, nodes, uCode!)).toEqual([]);
      expect(result['IX']![uCode!]!.rank, uCode).toBe(Number(rank));
    }
  });
});
