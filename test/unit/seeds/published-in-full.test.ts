import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { createUnitResolver } from '../../../domain/units/resolve-unit.ts';
import { edition, nodeOf, resultOf, rowsOf, runOf } from './seeds.ts';

/** Indices whose every figure was published: each one is compared. Sources stand beside the data in seeds/. */

describe('EGDI', () => {
  const publishedIn = (period: string): { unit: string; score: string; rank: string }[] =>
    parse(readFileSync(new URL(`egdi-${period}-published.csv`, import.meta.url)), { columns: true });

  it.each([
    ['2010', 192],
    ['2012', 193],
  ])('%s: the index of each of %i states within 4e-5 of what was published, and every rank', async (period, states) => {
    const total = nodeOf(await runOf(`egdi/${period}`), 'member-states');
    const published = publishedIn(period);
    expect(published).toHaveLength(states);
    for (const { unit, score, rank } of published) {
      const [computed, computedRank] = resultOf(total, unit);
      expect(Math.abs(computed! - Number(score)), unit).toBeLessThan(4e-5);
      expect([unit, computedRank]).toEqual([unit, Number(rank)]);
    }
  });

  it('a missing component makes the index 0 and the rank the last: nine states in 2010, three in 2012', async () => {
    const zeros = async (period: string) =>
      nodeOf(await runOf(`egdi/${period}`), 'member-states')
        .rows.filter(({ score }) => score === 0)
        .map(({ unit, rank }) => [unit.id, rank]);
    expect(await zeros('2010')).toEqual(
      ['fsm', 'kir', 'mco', 'mhl', 'nru', 'prk', 'smr', 'som', 'tuv'].map((state) => [state, 184]),
    );
    expect(await zeros('2012')).toEqual(['caf', 'gin', 'lby'].map((state) => [state, 191]));
  });

  it('Viet Nam: 90th in 2010, 83rd in 2012; e-participation is ranked beside and does not count', async () => {
    const run = await runOf('egdi/2012');
    expect(resultOf(nodeOf(await runOf('egdi/2010'), 'member-states'), 'vnm')).toEqual([0.44544, 90]);
    expect(resultOf(nodeOf(run, 'member-states'), 'vnm')).toEqual([0.52169, 83]);
    expect(resultOf(nodeOf(run, 'member-states', 'e-participation'), 'vnm')[0]).toBe(0.1053);
  });
});

describe('PAPI', () => {
  const periods = Array.from({ length: 14 }, (_, i) => String(2011 + i));

  it.each(
    periods,
  )('%s: the total of each province is the sum of its sub-dimensions within 1e-9', async (period) => {
    const { exact, sums } = await papiTotals(period);
    expect(exact.size).toBe(sums.size);
    for (const [unit, sum] of sums) expect(Math.abs(exact.get(unit)! - sum), unit).toBeLessThan(1e-9);
  });

  it.each([
    ['2011', 6, 63],
    ['2014', 6, 61],
    ['2018', 8, 61],
    ['2020', 8, 63],
    ['2021', 8, 60],
    ['2022', 8, 61],
    ['2023', 8, 61],
    ['2024', 8, 61],
  ])('%s: %i dimensions, %i provinces ranked', async (period, dimensions, ranked) => {
    const run = await runOf(`papi/${period}`);
    const ofTotal = run.cohorts[0]!.nodes.filter(({ parent }) => parent === 'total');
    expect(ofTotal).toHaveLength(dimensions);
    expect(nodeOf(run, 'provinces-63').statistics).toMatchObject({ units: 63, ranked });
  });

  it('a province without data is not ranked, and one that lacks two dimensions is ranked in the others', async () => {
    const rowOf = async (period: string, node: string, unit: string) =>
      nodeOf(await runOf(`papi/${period}`), 'provinces-63', node).rows.find((row) => row.unit.id === unit);
    expect(await rowOf('2014', 'total', 'bac-giang')).toMatchObject({
      rank: null,
      reason: { vi: 'không có dữ liệu', en: 'no data' },
    });
    expect(await rowOf('2018', 'total', 'quang-ninh')).toMatchObject({
      rank: null,
      reason: { en: '6 of 8 components, rule needs all' },
    });
    expect(await rowOf('2018', 'transparency', 'quang-ninh')).toMatchObject({ reason: { en: 'no data' } });
    expect((await rowOf('2018', 'service-delivery', 'quang-ninh'))!.rank).not.toBeNull();
  });

  it('years with other sub-dimensions are another method', async () => {
    const sameMethod = async (period: string, before: string) =>
      (await runOf(`papi/${period}`, await runOf(`papi/${before}`))).cohorts[0]!.comparison!.sameMethod;
    expect(await sameMethod('2017', '2016')).toBe(true);
    expect(await sameMethod('2018', '2017')).toBe(false);
    expect(await sameMethod('2021', '2020')).toBe(false);
  });
});

describe('PAR INDEX and SIPAS', () => {
  it('PAR INDEX 2012 is appraisal + survey; the 19 printed units keep their ranks', async () => {
    const total = nodeOf(await runOf('par-index/2012'), 'provinces-63');
    const printed: [string, number][] = [
      ['da-nang', 87.12],
      ['ba-ria-vung-tau', 86.14],
      ['ho-chi-minh', 83.83],
      ['dong-thap', 83.41],
      ['an-giang', 83.25],
      ['hai-phong', 83.05],
      ['ha-noi', 82.77],
      ['bac-giang', 82.75],
      ['thai-binh', 81.95],
      ['vinh-long', 81.67],
      ['binh-duong', 81.26],
      ['can-tho', 80.87],
      ['ninh-binh', 80.73],
      ['bac-lieu', 80.56],
      ['hau-giang', 80.52],
      ['thanh-hoa', 80.41],
      ['lao-cai', 80.36],
      ['tay-ninh', 80.29],
      ['quang-ninh', 80.21],
    ];
    for (const [place, [unit, score]] of printed.entries())
      expect([unit, ...resultOf(total, unit)]).toEqual([unit, score, place + 1]);
  });

  it('SIPAS keeps printed ranks: Hà Tĩnh and Lai Châu both print 84.94 and are 4th and 5th', async () => {
    const total = nodeOf(await runOf('sipas/2015'), 'provinces-63');
    expect(resultOf(total, 'ha-tinh')).toEqual([84.94, 4]);
    expect(resultOf(total, 'lai-chau')).toEqual([84.94, 5]);
    expect(resultOf(nodeOf(await runOf('sipas/2017'), 'provinces-63'), 'vinh-phuc')).toEqual([95.75, 1]);
  });
});

/** Totals to 12 decimals as the engine has them, and as the rows of the file add up. */
async function papiTotals(period: string) {
  const definition = structuredClone(edition(`papi/${period}`));
  for (const cohort of definition.cohorts) if (cohort.origin === 'computed') cohort.framework.decimals = 12;
  const total = nodeOf(await runOf(`papi/${period}`, null, definition), 'provinces-63');
  const [, ...rows] = rowsOf({ index: 'papi', period, cohort: 'provinces-63' });
  const complete = rows.filter((row) => !row.includes(''));
  const resolve = createUnitResolver(definition.cohorts[0]!.units);
  const unitOf = (name: string) => {
    const match = resolve(name);
    return 'unit' in match ? match.unit.id : name;
  };
  const add = (values: string[]) => values.reduce((sum, value) => sum + Number(value), 0);
  return {
    exact: new Map(
      total.rows.flatMap(({ unit, score }) => (score === null ? [] : [[unit.id, score] as const])),
    ),
    sums: new Map(complete.map(([name, ...values]) => [unitOf(name!), add(values)])),
  };
}
