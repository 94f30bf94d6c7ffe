import { describe, expect, test } from 'vitest';
import { planLines } from '../../../cli/analysis/plan-lines.ts';
import { data, output, rankSeed, records } from './seed-files.ts';

const dti = 'dti-province/2022';
const pci = 'pci-province/2016';

describe('--uncertainty', () => {
  test('DTI 2022: Đà Nẵng leads whatever is varied, Huế and Quảng Ninh cannot be told apart', async () => {
    const rows = await records(dti, ['--uncertainty']);
    expect(
      rows.map(({ unit, rank, rank_5, rank_95, group }) => [unit, rank, rank_5, rank_95, group]),
    ).toEqual([
      ['da-nang', '1', '1', '1', '1'],
      ['ho-chi-minh', '2', '2', '3', '2'],
      ['quang-ninh', '3', '3', '4', '3'],
      ['hue', '4', '3', '5', '3'],
      ['can-tho', '5', '4', '5', '4'],
    ]);
    expect(rows[0]).toMatchObject({ top: '3', probability_of_top: '1', rank_best: '1', rank_worst: '1' });
    expect(Number(rows[3]!.probability_of_top)).toBeLessThan(0.5);
  });

  test('the table says what was varied and what the groups mean', async () => {
    const out = await output(dti, ['--uncertainty', '--replicates', '200', '--top', '2']);
    expect(out).toContain(
      '200 replicates, seed 1 · Varied: weights ±25 %; normalisation (as declared, min-max, z-score); aggregation (as declared, geometric mean)',
    );
    expect(out).toMatch(/Rank {2}Unit +Score {2}Median {2}5–95 % {2}P\(top 2\) {2}P\(above next\) {2}Group/);
    expect(out).toMatch(/1 {2}Da Nang +0\.8002 +1 {2}1 +100 % +100 % +1\n/);
  });

  test('the same seed gives the same bytes, another one others', async () => {
    const args = ['--uncertainty', '--sensitivity', '-f', 'json', '--replicates', '50'];
    const first = await output(pci, args);
    expect(await output(pci, args)).toBe(first);
    expect(await output(pci, [...args, '--seed', '2'])).not.toBe(first);
  });

  test('of a node below the total, of some decisions, by so much', async () => {
    const asked = ['-n', 'participation', '--uncertainty', '--vary', 'weights', '--noise', '10'];
    const rows = await records('papi/2024', [...asked, '--replicates', '100']);
    expect(rows).toHaveLength(61);
    expect(rows[0]).toMatchObject({ ranked_node: 'participation', unit: 'bac-giang', rank: '1' });
    const out = await output('papi/2024', [...asked.slice(0, -1), '12.5', '--replicates', '10']);
    expect(out).toContain('10 replicates, seed 1 · Varied: weights ±12.5 %\n');
  });

  test('an alternative that was left out is named with its reason', () => {
    const leftOut = [
      {
        code: 'alternative-invalid' as const,
        where: 'aggregation: geometric-mean',
        message: '2 units would have no score by it',
      },
    ];
    const weights = { kind: 'noise' as const, shares: [0.25] };
    expect(planLines({ weights, choices: [], leftOut }, '10 replicates, seed 1', 'en')).toEqual([
      '10 replicates, seed 1 · Varied: weights ±25 %',
      'Left out: aggregation: geometric mean: 2 units would have no score by it',
    ]);
  });
});

test('--sensitivity: shares of variance by factor, with intervals', async () => {
  const rows = await records(pci, ['--sensitivity', '--replicates', '256']);
  expect(rows.map(({ factor }) => factor)).toEqual(['normalisation', 'aggregation', 'weights']);
  for (const { total, total_5, total_95 } of rows) {
    expect(Number(total)).toBeGreaterThan(Number(total_5));
    expect(Number(total)).toBeLessThan(Number(total_95));
  }
  expect(Number(rows[0]!.total)).toBeGreaterThan(Number(rows[2]!.total));
});

describe('--explain', () => {
  test.each([
    'da-nang',
    'TP. Đà Nẵng',
    'DA NANG',
    '48',
  ])('%j: the contributions to the score of DTI 2022 add up to 0.8002', async (written) => {
    const rows = await records(dti, ['--explain', written]);
    expect(rows[0]).toMatchObject({ unit: 'da-nang', node: 'total', depth: '0' });
    const sum = rows.slice(1).reduce((before, { to_top }) => before + Number(to_top), 0);
    expect(sum).toBeCloseTo(Number(rows[0]!.score), 12);
    expect(sum).toBeCloseTo(0.8002, 4);
  });

  test('a node below the total, its formula with the numbers in it', async () => {
    const out = await output('papi/2024', ['--explain', 'Hue City:participation']);
    expect(out).toContain('Hue · Participation at local levels: 5.3892, rank 16');
    expect(out).toContain('1.20083 + 1.63252 + 1.49132 + 1.0645 = 5.38918');
    expect(out).toMatch(/└ Voluntary contributions +1\.0645 .*observed 1\.0645 points\n/);
  });

  test('a unit without a score: the reason, at every node', async () => {
    const out = await output(dti, ['--explain', 'ha-noi']);
    expect(out).toContain('Hanoi · Digital Transformation Index: not ranked: no data');
    expect(out).not.toMatch(/NaN|undefined|null/);
  });

  test('a gap that makes a score 0 is named: Somalia in EGDI 2010', async () => {
    const out = await output('egdi/2010', ['--explain', 'Somalia']);
    expect(out).toMatch(/E-Government Development Index +0 +a part is missing, which makes it 0\n/);
    expect(out).toMatch(/└ Human capital .* no data\n/);
  });

  test.each([
    [dti, 'Da Nag', 'there is no unit "Da Nag": perhaps Đà Nẵng (da-nang)'],
    [dti, 'Atlantis', 'there is no unit "Atlantis"\n'],
    [dti, 'hue:weather', 'there is no node "weather"; there is total, digital-awareness'],
  ])('%s %s: exit code 2', async (edition, asked, message) => {
    const { code, out, err } = await rankSeed(edition, ['--explain', asked]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
  });
});

describe('what cannot be analysed is refused by name, and no NaN gets out', () => {
  test.each([
    [
      'as published',
      'dti-province/2022',
      ['-c', 'published', '--uncertainty'],
      'dti-province/2022/published.csv',
      'published: its figures are kept as published elsewhere',
    ],
    [
      'restated from scores',
      'dti-province/2024',
      ['-c', 'provinces-34-restated', '--explain', 'da-nang-2025'],
      'dti-province/2024/provinces-63.csv',
      'restated from those of provinces-63 (2024)',
    ],
    [
      'one unit',
      'ict-index-province/2022',
      ['-c', 'recomputed', '--uncertainty'],
      'ict-index-province/2022/recomputed.csv',
      '1 unit has a score, and a ranking has two or more',
    ],
    [
      'one indicator',
      'e-government-province/2017',
      ['--sensitivity'],
      'e-government-province/2017/provinces-63.csv',
      'total: it rests on one indicator',
    ],
  ])('%s', async (_, edition, args, file, message) => {
    const { code, out, err } = await rankSeed(edition, args, data(file));
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(message);
  });

  test.each([
    [['--uncertainty', '--explain', 'hue', '-f', 'csv'], 'CSV is one table: ask for one analysis at a time'],
    [['--audit', 'audit.md', '-n', 'digital-awareness'], 'an audit is of the total: leave --node out'],
    [['--uncertainty', '--vary', 'weights,luck'], 'Give one or more of weights, normalisation'],
    [['--uncertainty', '--noise', '0'], 'Give a number above 0 and up to 100'],
    [['--uncertainty', '--seed', '1.5'], 'Give a whole number'],
  ])('called wrongly: %j', async (args, message) => {
    const { code, err } = await rankSeed(dti, args);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  test('no replicates at all', async () => {
    const { code, err } = await rankSeed(dti, ['--uncertainty', '--replicates', '0']);
    expect({ code, err }).toEqual({
      code: 1,
      err: 'replicates: are 0; give a whole number from 1 to 1000000\n',
    });
  });
});

test('--by-region: ranks within the region beside those of all, a tie staying a tie', async () => {
  const rows = await records('e-government-province/2017', ['--by-region']);
  const within = (region: string) =>
    rows
      .filter((row) => row.region === region && row.rank)
      .map(({ rank, region_rank }) => [rank, region_rank]);
  const delta = within('red-river-delta');
  expect(delta[0]![1]).toBe('1');
  expect(delta.map(([, inRegion]) => Number(inRegion))).toEqual(
    delta.map(([rank]) => 1 + delta.filter(([other]) => Number(other) < Number(rank)).length),
  );
  const out = await output('papi/2024', ['--by-region']);
  expect(out).toMatch(/Rank {2}In region {2}Region +Unit +Score\n/);
  expect(out).toMatch(/1 +1 {2}northeast +Quang Ninh +47\.8212\n/);
});
