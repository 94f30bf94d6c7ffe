import { describe, expect, test } from 'vitest';
import type { Run } from '../../../domain/release/run.ts';
import {
  compute,
  computedCohort,
  dti2020,
  edition,
  importedCohort,
  nodeOf,
  observations,
  publishedResults,
  rowsById,
} from './build-edition.ts';

const published = (period: string, ranks: Record<string, [score: number | undefined, rank: number]>) =>
  compute(edition(period, importedCohort()), [
    publishedResults(
      period,
      Object.entries(ranks).map(([unit, [score, rank]]) => ({
        unit,
        node: 'total',
        rank,
        ...(score !== undefined && { score }),
      })),
    ),
  ]);

const in2020 = () =>
  compute(edition('2020', computedCohort()), [
    observations('2020', {
      'da-nang': [0.5346, 0.4155, 0.4964],
      hue: [0.522, 0.304, 0.3655],
      'bac-ninh': [0.4449, 0.3668, 0.4052],
    }),
  ]);

const in2021 = (previous: Run | null, method = dti2020) =>
  compute(
    edition('2021', computedCohort(method)),
    [
      observations('2021', {
        'da-nang': [0.6, 0.6, 0.6],
        hue: [0.5, 0.4, 0.4],
        'bac-ninh': [0.5, 0.5, 0.5],
        'quang-ninh': [0.1, 0.1, 0.1],
      }),
    ],
    previous,
  );

describe('against the edition before', () => {
  test('a row says by how many ranks a unit rose and how its score moved', async () => {
    const { rows } = nodeOf(await in2021(await in2020()), 'provinces', 'total');
    const { 'da-nang': daNang, hue, 'bac-ninh': bacNinh, 'quang-ninh': quangNinh } = rowsById(rows);
    expect(daNang!.change).toEqual({ rank: 0, score: 0.1126 });
    expect(bacNinh!.change).toEqual({ rank: 1, score: 0.0904 });
    expect(hue!.change).toEqual({ rank: -1, score: 0.0303 });
    expect(quangNinh).not.toHaveProperty('change');
  });

  test('a node counts who rose, who fell and who stayed', async () => {
    const { statistics } = nodeOf(await in2021(await in2020()), 'provinces', 'total');
    expect(statistics).toMatchObject({ rose: 1, fell: 1, unchanged: 1 });
  });

  test('a cohort says what it is compared with, and whether the method was the same', async () => {
    const before = await in2020();
    const [same] = (await in2021(before)).cohorts;
    const [other] = (await in2021(before, { ...dti2020, id: 'dti-2021' })).cohorts;
    const [first] = (await in2021(null)).cohorts;
    expect(same!.comparison).toMatchObject({ period: '2020', sameMethod: true });
    expect(other!.comparison).toMatchObject({ period: '2020', sameMethod: false });
    expect(first).not.toHaveProperty('comparison');
  });

  test('a cohort says whether the same units had ranks in the edition before', async () => {
    const before = { ...(await in2021(null)), period: '2020' };
    expect((await in2021(before)).cohorts[0]!.comparison!.sameUnits).toBe(true);
    expect((await in2021(await in2020())).cohorts[0]!.comparison!.sameUnits).toBe(false);
  });

  test('the comparison names the run but not its results', async () => {
    const [alone, compared] = [await in2021(null), await in2021(await in2020())];
    expect(compared.results).toBe(alone.results);
    expect(compared.id).not.toBe(alone.id);
    expect(compared.inputs.previous).toEqual({ period: '2020', results: (await in2020()).results });
  });

  test('printed ranks are compared without printed scores', async () => {
    const before = await published('2022', { 'da-nang': [0.8002, 1], hue: [undefined, 4] });
    const definition = edition('2023', importedCohort());
    const part = publishedResults('2023', [
      { unit: 'da-nang', node: 'total', score: 0.834, rank: 1 },
      { unit: 'hue', node: 'total', rank: 3 },
    ]);
    const { rows } = nodeOf(await compute(definition, [part], before), 'published', 'total');
    expect(rows.map(({ change }) => change)).toEqual([
      { rank: 0, score: 0.0338 },
      { rank: 1, score: null },
    ]);
  });

  test('a node that the edition before did not have counts nobody', async () => {
    const before = await published('2019', { 'da-nang': [0.4, 1] });
    const { statistics } = nodeOf(await in2021(before), 'provinces', 'economy');
    expect(statistics).toMatchObject({ rose: null, fell: null, unchanged: null });
  });
});

describe('which cohort of the edition before', () => {
  const both = () =>
    compute(edition('2022', computedCohort(), importedCohort()), [
      observations('2022', { 'da-nang': [0.8, 0.8, 0.8] }),
      publishedResults('2022', [{ unit: 'hue', node: 'total', rank: 4 }]),
    ]);

  test('printed ranks go with printed ranks, although a computed cohort has the id', async () => {
    const definition = edition('2023', importedCohort({ id: 'provinces' }));
    const part = publishedResults('2023', [{ unit: 'hue', node: 'total', rank: 3 }], 'provinces');
    const run = await compute(definition, [part], await both());
    expect(nodeOf(run, 'provinces', 'total').rows[0]!.change).toEqual({ rank: 1, score: null });
    expect(run.cohorts[0]!.comparison).toMatchObject({ period: '2022', sameMethod: true });
  });

  test('where nothing was made the same way, the same id is compared and the difference said', async () => {
    const before = await published('2020', { 'da-nang': [0.4874, 1] });
    const run = await in2021(before);
    expect(nodeOf(run, 'provinces', 'total').rows[0]!.change).toEqual({ rank: 0, score: 0.1126 });
    expect(run.cohorts[0]!.comparison).toMatchObject({ period: '2020', sameMethod: false });
  });

  test('a rank among all is not compared with one among the few that have data; scores are', async () => {
    const before = await published('2020', { 'quang-ninh': [0.3897, 3] });
    const alone = [observations('2021', { 'quang-ninh': [0.5, 0.5, 0.5] })];
    const run = await compute(edition('2021', computedCohort()), alone, before);
    const { rows, statistics } = nodeOf(run, 'provinces', 'total');
    expect(rows[0]).toMatchObject({ rank: 1, change: { rank: null, score: 0.1103 } });
    expect(statistics).toMatchObject({ rose: 0, fell: 0, unchanged: 0 });
  });

  test('nor the other way round', async () => {
    const part = publishedResults('2021', [{ unit: 'hue', node: 'total', rank: 2 }], 'provinces');
    const run = await compute(edition('2021', importedCohort({ id: 'provinces' })), [part], await in2020());
    expect(nodeOf(run, 'provinces', 'total').rows[0]).not.toHaveProperty('change');
  });

  test('units of another set are not compared', async () => {
    const before = await published('2020', { 'da-nang': [0.4874, 1] });
    const unitSet = { id: 'vn-provinces-34', name: { vi: '34 tỉnh', en: '34 provinces' } };
    const definition = edition('2021', computedCohort(dti2020, { id: 'provinces-34', unitSet }));
    const [cohort] = (await compute(definition, [], before)).cohorts;
    expect(cohort).not.toHaveProperty('comparison');
  });
});
