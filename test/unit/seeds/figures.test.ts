import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { BranchNode } from '../../../domain/methodology/definitions.ts';
import { edition, nodeOf, plan, resultOf, rowsOf, runOf } from './seeds.ts';

/** Every figure here was printed by the publisher or the press; sources stand beside the data in seeds/. */

describe('DTI', () => {
  it('2023 keeps the printed mean of the provinces beside what is computed, with its source', async () => {
    const { statistics } = nodeOf(await runOf('dti-province/2023'), 'provinces-63');
    expect(statistics.mean).toBeNull();
    expect(statistics.published).toContainEqual({
      measure: 'mean',
      value: 0.6783,
      source: expect.objectContaining({ citation: expect.stringContaining('vneconomy') }),
    });
  });

  it('2020 is 0.4 government + 0.3 economy + 0.3 society, within 1e-4 of what was published', async () => {
    const total = nodeOf(await runOf('dti-province/2020'), 'provinces-63');
    const published: [string, number][] = [
      ['da-nang', 0.4874],
      ['hue', 0.4097],
      ['bac-ninh', 0.4096],
      ['quang-ninh', 0.3897],
      ['ho-chi-minh', 0.3848],
      ['tien-giang', 0.3761],
      ['can-tho', 0.3696],
      ['ninh-binh', 0.3645],
      ['kien-giang', 0.3631],
    ];
    for (const [place, [unit, score]] of published.entries()) {
      const [computed, rank] = resultOf(total, unit);
      expect(Math.abs(computed! - score)).toBeLessThan(1.0001e-4);
      expect(rank).toBe(place + 1);
    }
    expect(total.statistics).toMatchObject({ units: 63, ranked: 9 });
  });

  it('2022 is 1000 points in eight components, within 1e-4 of what was published', async () => {
    const run = await runOf('dti-province/2022');
    const computed = nodeOf(run, 'provinces-63');
    const published = nodeOf(run, 'published');
    for (const [place, unit] of ['da-nang', 'ho-chi-minh', 'quang-ninh', 'hue', 'can-tho'].entries()) {
      const [score, rank] = resultOf(computed, unit);
      const [printed, printedRank] = resultOf(published, unit);
      expect(Math.abs(score! - printed!)).toBeLessThan(1.0001e-4);
      expect([rank, printedRank]).toEqual([place + 1, place + 1]);
    }
  });

  it('2022 as published: Thanh Hóa and Yên Bái share rank 15, the next is 17th, Bắc Kạn is last', async () => {
    const published = nodeOf(await runOf('dti-province/2022'), 'published');
    expect(resultOf(published, 'thanh-hoa')).toEqual([null, 15]);
    expect(resultOf(published, 'yen-bai')).toEqual([null, 15]);
    expect(resultOf(published, 'hau-giang')).toEqual([null, 17]);
    expect(resultOf(published, 'bac-kan')).toEqual([null, 63]);
    expect(published.statistics.ranked).toBe(63);
  });

  it('2023: Đà Nẵng gained 0.0338 and fell 5 places in economy, 1 in society activities', async () => {
    const run = await runOf('dti-province/2023', await runOf('dti-province/2022'));
    const changeOf = (node: string) =>
      nodeOf(run, 'provinces-63', node).rows.find(({ unit }) => unit.id === 'da-nang')?.change;
    expect(changeOf('total')).toEqual({ rank: 0, score: 0.0338 });
    expect(changeOf('digital-economy-activities')?.rank).toBe(-5);
    expect(changeOf('digital-society-activities')?.rank).toBe(-1);
  });

  it('the mean of all provinces grew by 17.7 % from 2022 to 2023', () => {
    const meanOf = (id: string) =>
      edition(id).publishedStatistics.find(({ node, measure }) => node === 'total' && measure === 'mean')!
        .value;
    expect(meanOf('dti-province/2023') / meanOf('dti-province/2022') - 1).toBeCloseTo(0.177, 3);
  });

  it('2024: Đà Nẵng is 2nd of 63 and, with Quảng Nam, 17th of 34', async () => {
    const run = await runOf('dti-province/2024');
    expect(resultOf(nodeOf(run, 'provinces-63'), 'da-nang')).toEqual([0.8335, 2]);
    expect(resultOf(nodeOf(run, 'provinces-63'), 'quang-nam')).toEqual([0.5803, 57]);
    expect(resultOf(nodeOf(run, 'provinces-34'), 'da-nang-2025')).toEqual([0.7069, 17]);
  });

  it('2024 restated: Đà Nẵng is 0.7069 again, made of 0.8335 and 0.5803, and unranked among too few', async () => {
    const run = await runOf('dti-province/2024');
    const { rows } = nodeOf(run, 'provinces-34-restated');
    const [daNang, ...others] = rows;
    expect(daNang).toMatchObject({
      unit: { id: 'da-nang-2025' },
      score: 0.7069,
      rank: null,
      inputs: [
        { unit: { id: 'da-nang' }, value: 0.8335 },
        { unit: { id: 'quang-nam' }, value: 0.5803 },
      ],
    });
    expect(others).toHaveLength(33);
    expect(others.every(({ score, reason }) => score === null && reason !== undefined)).toBe(true);
    expect(others.find(({ unit }) => unit.id === 'ha-noi')!.reason!.vi).toBe(
      'thiếu số liệu của Hà Nội (1 trên 1 đơn vị cũ)',
    );
  });
});

describe('ICT Index', () => {
  it.each([
    ['2016', 'da-nang', 0.8321, 5e-3],
    ['2019', 'da-nang', 0.8654, 1e-4],
    ['2022', 'quang-ninh', 0.6706, 5e-3],
    ['2023', 'da-nang', 0.8485, 1e-4],
  ])('%s of %s is the mean of three components: %d', async (period, unit, published, tolerance) => {
    const run = await runOf(`ict-index-province/${period}`);
    expect(resultOf(nodeOf(run, 'provinces-63'), unit)[0]).toBe(published);
    const [recomputed] = resultOf(nodeOf(run, 'recomputed'), unit);
    expect(Math.abs(recomputed! - published)).toBeLessThan(tolerance);
  });

  it('2006: three units at 0.37 hold ranks 7, 8 and 9', async () => {
    const total = nodeOf(await runOf('ict-index-province/2006'), 'provinces-64');
    expect(['khanh-hoa', 'can-tho', 'bac-ninh'].map((unit) => resultOf(total, unit))).toEqual([
      [0.37, 7],
      [0.37, 8],
      [0.37, 9],
    ]);
  });

  it('2020: Đà Nẵng leads Huế by 13.4 %; Quảng Ninh and Cần Thơ share rank 2 in IT application', async () => {
    const run = await runOf('ict-index-province/2020');
    const total = nodeOf(run, 'provinces-63');
    expect(resultOf(total, 'da-nang')[0]! / resultOf(total, 'hue')[0]! - 1).toBeCloseTo(0.134, 3);
    const applications = nodeOf(run, 'provinces-63', 'it-application');
    expect(resultOf(applications, 'quang-ninh')).toEqual([0.48, 2]);
    expect(resultOf(applications, 'can-tho')).toEqual([0.48, 2]);
  });
});

describe('PCI', () => {
  const published: { period: string; unit: string; total: string }[] = parse(
    readFileSync(new URL('pci-published-totals.csv', import.meta.url)),
    { columns: true },
  );
  const periods = ['2006', '2007', '2008', '2009', '2010', '2012', '2013', '2014', '2015', '2016'];

  it.each(periods)('%s: the weights give every published total within 1e-5', (period) => {
    const cohort = edition(`pci-province/${period}`).cohorts[0]!;
    if (cohort.origin !== 'computed') throw new Error('imported');
    const [headings, ...rows] = rowsOf({ index: 'pci-province', period, cohort: cohort.id });
    const weights = new Map(
      (cohort.framework.root as BranchNode).children.map((child) => [child.code, child.weight!]),
    );
    const totals = new Map(
      rows.map(([unit, ...values]) => [
        unit,
        values.reduce(
          (sum, value, i) => sum + weights.get(headings![i + 1]!.replace('pci.', ''))! * Number(value),
          0,
        ),
      ]),
    );
    const printed = published.filter((row) => row.period === period);
    expect(printed).toHaveLength(cohort.units.length);
    for (const { unit, total } of printed)
      expect(Math.abs(totals.get(unit)! - Number(total))).toBeLessThan(1e-5);
  });

  it.each(periods)('%s: the ranking is the order of the published totals', async (period) => {
    const run = await runOf(`pci-province/${period}`);
    const ranked = nodeOf(run, run.cohorts[0]!.id).rows.map(({ unit }) => unit.name.vi);
    const printed = published
      .filter((row) => row.period === period)
      .sort((a, b) => Number(b.total) - Number(a.total))
      .map(({ unit }) => unit);
    expect(ranked).toEqual(printed);
  });

  it('2011 and 2005 are kept as printed, without ranks', async () => {
    const run = await runOf('pci-province/2011');
    expect(nodeOf(run, 'provinces-63').statistics).toMatchObject({ scored: 63, ranked: 0 });
    const first = await runOf('pci-province/2005');
    expect(nodeOf(first, 'provinces-64').statistics).toMatchObject({ scored: 42, ranked: 0 });
  });
});

describe('what the press printed of Đà Nẵng', () => {
  it('ICT Index 2020: the five leaders and their scores', async () => {
    const total = nodeOf(await runOf('ict-index-province/2020'), 'provinces-63');
    const printed = ['da-nang', 'hue', 'quang-ninh', 'can-tho', 'ho-chi-minh'].map((unit) =>
      resultOf(total, unit),
    );
    expect(printed).toEqual([
      [0.9238, 1],
      [0.8147, 2],
      [0.6909, 3],
      [0.6845, 4],
      [0.5852, 5],
    ]);
  });

  it('DTI 2023: first in total, in all pillars and in five of eight components', async () => {
    const run = await runOf('dti-province/2023');
    const at = (node: string) => resultOf(nodeOf(run, 'provinces-63', node), 'da-nang');
    expect(at('total')).toEqual([0.834, 1]);
    const led = run.cohorts[0]!.nodes.filter(({ code }) => at(code)[1] === 1).map(({ code }) => code);
    expect(led).toEqual([
      'total',
      'digital-government',
      'digital-economy',
      'digital-society',
      'digital-awareness',
      'digital-institutions',
      'digital-human-resources',
      'network-information-security',
      'digital-government-activities',
    ]);
    expect(at('digital-economy-activities')).toEqual([0.7262, 6]);
    expect(at('digital-society-activities')).toEqual([0.5881, 2]);
    expect(at('digital-infrastructure')[1]).toBe(2);
  });

  it('DTI 2023: all 63 at 0.5 or more, 34 above the mean, all rose, as printed', () => {
    const printed = edition('dti-province/2023').publishedStatistics.map(({ measure, value }) => [
      measure,
      value,
    ]);
    expect(Object.fromEntries(printed)).toEqual({
      mean: 0.6783,
      'units-at-or-above-0.5': 63,
      'above-mean': 34,
      rose: 63,
    });
  });

  it('first in DTI four years running: 2020 to 2023', async () => {
    for (const [period, cohort] of [
      ['2020', 'provinces-63'],
      ['2021', 'provinces-63'],
      ['2022', 'published'],
      ['2023', 'provinces-63'],
    ] as const)
      expect([period, resultOf(nodeOf(await runOf(`dti-province/${period}`), cohort), 'da-nang')[1]]).toEqual(
        [period, 1],
      );
  });

  it('first in every edition of the ICT Index at hand from 2016 to 2020; the press counts 12 running, from 2009', async () => {
    for (const period of ['2016', '2018', '2019', '2020']) {
      const total = nodeOf(await runOf(`ict-index-province/${period}`), 'provinces-63');
      expect([period, resultOf(total, 'da-nang')[1]]).toEqual([period, 1]);
    }
    expect(edition('ict-index-province/2020').note?.en).toContain('12 consecutive editions, 2009–2020');
  });

  it('information security: grade A in 2020 and 2021', async () => {
    for (const period of ['2020', '2021']) {
      const { rows } = nodeOf(await runOf(`information-security-province/${period}`), 'provinces-63');
      expect(rows.find(({ unit }) => unit.id === 'da-nang')!.grade).toBe('A');
    }
  });

  it('in 2021 the digital economy was 12.57 % of GRDP; per 1000 people there were 2 digital enterprises', () => {
    const observed = plan('da-nang-resolution-05').observations.map(({ indicator, period, value }) => [
      indicator,
      period,
      value,
    ]);
    expect(observed).toEqual([
      ['da-nang.digital-economy-share', '2021', 12.57],
      ['da-nang.digital-enterprises', '2021', 2],
      ['da-nang.e-contracts', '2021', 83.14],
      ['da-nang.e-invoices', '2021', 100],
      ['da-nang.online-tax', '2021', 69],
    ]);
  });
});

describe('rankings of one published figure', () => {
  it('e-government 2017: equal scores share ranks 17, 32 and 40, and the next ranks are left out', async () => {
    const total = nodeOf(await runOf('e-government-province/2017'), 'provinces-63');
    const ranks = total.rows.flatMap(({ rank }) => rank ?? []);
    const printed = Array.from({ length: 53 }, (_, i) => i + 1);
    for (const shared of [17, 32, 40]) printed[shared] = shared;
    expect(ranks).toEqual(printed);
    expect(resultOf(total, 'hue')).toEqual([0.727, 1]);
    expect(resultOf(total, 'lang-son')).toEqual([0.476, 53]);
  });

  it('information security 2018: no A, 11 B, 44 C, 8 D', async () => {
    const { rows } = nodeOf(await runOf('information-security-province/2018'), 'provinces-63');
    const counts = Object.groupBy(rows, ({ grade }) => grade ?? '');
    expect(Object.entries(counts).map(([grade, members]) => [grade, members!.length])).toEqual(
      expect.arrayContaining([
        ['B', 11],
        ['C', 44],
        ['D', 8],
      ]),
    );
    expect(rows).toHaveLength(63);
  });

  it('mobile Internet 2022: Đà Nẵng leads with 41.75 Mbps, Hà Nội and Hồ Chí Minh share rank 3', async () => {
    const total = nodeOf(await runOf('mobile-internet-speed/2022'), 'five-cities');
    expect(resultOf(total, 'da-nang')).toEqual([41.75, 1]);
    expect(resultOf(total, 'can-tho')).toEqual([null, 2]);
    expect(resultOf(total, 'ha-noi')).toEqual([null, 3]);
    expect(resultOf(total, 'ho-chi-minh')).toEqual([null, 3]);
  });

  it('IT industry 2020: Hồ Chí Minh, Hà Nội, Bắc Ninh, Thái Nguyên, Đà Nẵng', async () => {
    const total = nodeOf(await runOf('it-industry-index/2020'), 'provinces-63');
    expect(total.rows.slice(0, 5).map(({ unit, rank }) => [unit.id, rank])).toEqual([
      ['ho-chi-minh', 1],
      ['ha-noi', 2],
      ['bac-ninh', 3],
      ['thai-nguyen', 4],
      ['da-nang', 5],
    ]);
  });

  it('IT industry 2020: five units led trade in an order that was not printed, so that none has a rank', async () => {
    const { rows, statistics } = nodeOf(await runOf('it-industry-index/2020'), 'provinces-63', 'it-trade');
    const leaders = rows.map(({ unit, rank, score, grade }) => [unit.id, rank, score, grade]);
    expect(leaders.sort()).toEqual(
      ['can-tho', 'da-nang', 'ha-noi', 'ho-chi-minh', 'long-an'].map((id) => [id, null, null, 'top 5']),
    );
    expect(statistics).toMatchObject({ units: 63, ranked: 0, mean: null });
  });
});
