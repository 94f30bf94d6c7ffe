import { describe, expect, test } from 'vitest';
import { output, rankSeed, records } from './seed-files.ts';

const dti = 'dti-province/2022';

describe('--uncertainty --versus', () => {
  test('how often each province stands above Huế; Đà Nẵng always', async () => {
    const rows = await records(dti, ['--uncertainty', '--versus', 'TP. Huế']);
    const above = Object.fromEntries(rows.map(({ unit, probability_above }) => [unit, probability_above]));
    expect(above).toMatchObject({ 'da-nang': '1', hue: '' });
    expect(Number(above['ho-chi-minh'])).toBeGreaterThan(0.95);
    expect(Number(above['can-tho'])).toBeLessThan(0.5);
  });

  test('else above the next; and in JSON the share of each rank, which sum to 1', async () => {
    const { uncertainty } = JSON.parse(await output(dti, ['--uncertainty', '-f', 'json']));
    expect(
      uncertainty.units.map((row: { probabilityAbove: number | null }) => row.probabilityAbove !== null),
    ).toEqual([true, true, true, true, false]);
    for (const { acceptability } of uncertainty.units) {
      const sum = acceptability.reduce((before: number, { share }: { share: number }) => before + share, 0);
      expect(sum).toBeCloseTo(1, 12);
    }
  });
});

describe('--goal', () => {
  test('DTI 2022: what lifts Huế above Quảng Ninh', async () => {
    const rows = await records(dti, ['--goal', 'hue']);
    expect(rows).toHaveLength(8);
    expect(rows[0]).toMatchObject({
      rank: '4',
      target: '3',
      from: '0.95',
      limit: '1',
      alone_reached: 'true',
    });
    const sole = Object.fromEntries(rows.map(({ indicator, alone_to }) => [indicator, Number(alone_to)]));
    // Its score is 0.0049 below on a tenth of the weight: 0.049 more, less what rounding to four decimals forgives.
    expect(sole['dti.digital-infrastructure']).toBeCloseTo(0.6823 + 0.049, 3);
    for (const { from, together_to, alone_to } of rows) {
      expect(Number(together_to)).toBeGreaterThan(Number(from));
      expect(Number(together_to)).toBeLessThan(Number(alone_to));
    }
  });

  test('several places, where one indicator alone may not be enough', async () => {
    const out = await output(dti, ['--goal', 'Cần Thơ:3']);
    expect(out).toContain('Can Tho is at rank 5. To reach rank 2 while all others keep their values:');
    expect(out).toMatch(/Digital awareness +[\d.]+ +[\d.–]+ +\d/);
    expect(out).toMatch(/Together: [\d.]+ % of the way to every limit gives rank 2\./);
  });
});

describe('--reach', () => {
  test('PCI 2016: Đà Nẵng leads, and other weights could put it 19th', async () => {
    const rows = await records('pci-province/2016', ['--reach', 'da-nang']);
    expect(rows[0]).toMatchObject({ rank: '1', best_rank: '1', worst_rank: '19', worst_proven: 'true' });
    for (const column of ['share', 'share_for_best', 'share_for_worst'])
      expect(rows.reduce((sum, row) => sum + Number(row[column]), 0)).toBeCloseTo(1, 9);
  });

  test('in a table, with the weights that do it', async () => {
    const out = await output(dti, ['--reach', 'hue']);
    expect(out).toContain(
      'Hue is at rank 4. Under any weights of its parts: rank 1 at best, rank 5 at worst.',
    );
    expect(out).toMatch(/Digital institutions +10 % +100 % +0 %\n/);
  });
});

test.each([
  [['--goal', 'da-nang'], 1, 'Da Nang leads already: there is no place to rise\n'],
  [['--goal', 'ha-noi'], 1, 'Hanoi is not ranked: no data\n'],
  [['--goal', 'hue:9'], 1, 'places: are 9; the unit is at rank 4 and can rise 1 to 3 places\n'],
  [['--goal', 'hue:x'], 2, '"x" is no number of places: hue:1\n'],
  [['--reach', 'ha-noi'], 1, 'Hanoi is not ranked: no data\n'],
  [['--uncertainty', '--versus', 'Atlantis'], 2, 'there is no unit "Atlantis"\n'],
])('%j is refused by name', async (args, code, err) => {
  expect(await rankSeed(dti, args)).toEqual({ code, out: '', err });
});

test('what is no mean or sum has no reachable ranks', async () => {
  const { code, err } = await rankSeed('egdi/2012', ['--reach', 'vnm']);
  expect(code).toBe(1);
  expect(err).toContain('total: some units lack a part here');
});
