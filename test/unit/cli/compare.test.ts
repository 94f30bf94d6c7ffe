import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { data, output, rankSeed, records } from './seed-files.ts';

const pci2015 = [
  '--compare',
  'pci-province/2015',
  '--compare-data',
  data('pci-province/2015/provinces-63.csv'),
];
const dti2020 = [
  '--compare',
  'dti-province/2020',
  '--compare-data',
  data('dti-province/2020/provinces-63.csv'),
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'civindex-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('PCI 2015 to 2016: every move is put down to its causes, which add up to it', {
  timeout: 30_000,
}, async () => {
  const rows = await records('pci-province/2016', pci2015);
  const units = Map.groupBy(rows, ({ unit }) => unit!);
  expect(units.size).toBe(63);
  for (const parts of units.values()) {
    expect(parts.map(({ cause }) => cause)).toEqual(['own-data', 'others-data', 'weights', 'method']);
    const places = parts.reduce((sum, { cause_places }) => sum + Number(cause_places), 0);
    expect(places).toBeCloseTo(Number(parts[0]!.gain), 10);
    const score = parts.reduce((sum, { cause_score }) => sum + Number(cause_score), 0);
    expect(score).toBeCloseTo(Number(parts[0]!.score_gain), 1);
  }
});

test('in a table: who moved furthest, and why, the largest cause first', { timeout: 30_000 }, async () => {
  const out = await output('pci-province/2016', pci2015);
  expect(out).toContain(
    'compared with pci-province/2015 (provinces-63) · Spearman 0.937 · Kendall 0.793 · mean shift of ranks 4.63 · largest +21 (Binh Duong)',
  );
  expect(out).toMatch(/Binh Duong +25 +4 +\+21 +\+4\.68 {2}own data \+21\.5, others' data -0\.5\n/);
});

test('what two methods do not let apart is one cause', async () => {
  const rows = await records('dti-province/2022', dti2020);
  const hue = rows.filter(({ unit }) => unit === 'hue');
  expect(hue.map(({ cause, cause_places }) => [cause, Number(cause_places)])).toEqual([
    ['own-data+method', -1],
    ['others-data', -1],
    ['weights', 0],
  ]);
});

test('DTI 2022 as computed against as published: the same leaders, and no causes for printed figures', async () => {
  const published = ['--compare', 'dti-province/2022:published'];
  const file = ['--compare-data', data('dti-province/2022/published.csv')];
  const out = await output('dti-province/2022', [...published, ...file]);
  expect(out).toContain('Spearman 1.000 · Kendall 1.000 · mean shift of ranks 0');
  expect(out).toContain('Causes are not told apart: of the other side only figures are known');
});

test('a run that the command wrote', async () => {
  const path = join(folder, 'dti-2020.json');
  writeFileSync(path, await output('dti-province/2020', ['-f', 'json']));
  const { comparison } = JSON.parse(await output('dti-province/2022', ['--compare', path, '-f', 'json']));
  expect(comparison).toMatchObject({
    with: { index: 'dti-province', period: '2020', cohort: 'provinces-63' },
    spearman: 0.6,
    unmatched: 4,
  });
  expect(comparison.units.find(({ unit }: { unit: { id: string } }) => unit.id === 'hue')).toMatchObject({
    before: { rank: 2, score: 0.4097 },
    after: { rank: 4, score: 0.6975 },
    gain: -2,
    causes: null,
  });
});

test.each([
  [
    ['--compare', 'dti-province/2020'],
    2,
    'to compare with dti-province/2020, give its data: --compare-data <file>',
  ],
  [['--compare', 'egdi/2010', '--compare-data', 'x'], 1, 'egdi/2010: there is no such file'],
  [
    [...dti2020, '-n', 'digital-awareness'],
    2,
    'dti-province/2020 has no node "digital-awareness"; there is total',
  ],
])('%j', async (args, code, message) => {
  const answer = await rankSeed('dti-province/2022', args);
  expect(answer).toMatchObject({ code, out: '' });
  expect(answer.err).toContain(message);
});
