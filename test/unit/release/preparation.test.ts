import { describe, expect, test } from 'vitest';
import type { Framework, FrameworkNode } from '../../../domain/methodology/definitions.ts';
import type { Observation, ObservationsPart } from '../../../domain/submission/part.ts';
import { branch, framework, indicator, leaf } from '../engine/build-framework.ts';
import { compute, computedCohort, edition, nodeOf, provinces, rowsById } from './build-edition.ts';

/** Values of each indicator by unit; what is left out is missing. */
const part = (period: string, values: Record<string, Record<string, number>>): ObservationsPart => ({
  schema: 1,
  kind: 'observations',
  period,
  observations: Object.entries(values).flatMap(([id, units]) =>
    Object.entries(units).map(([unit, value]): Observation => ({ indicator: id, unit, value, status: 'A' })),
  ),
});

const node = (code: string, more: object): FrameworkNode => ({ ...leaf(code), ...more });

/** Subscribers per 100 people, speed of the year before where it is missing, revenue without its outlier. */
const method: Framework = framework(
  branch('total', [
    node('users', { denominateBy: { indicator: 'population', per: 100 } }),
    node('speed', { impute: { method: 'latest' } }),
    node('revenue', {
      treat: { when: 'always', skewness: 0, kurtosis: -9, methods: [{ method: 'winsorise', atMost: 1 }] },
    }),
  ]),
  { prepare: { screen: { observed: 0.6 } } },
);
const cohort = computedCohort(method, {
  indicators: ['users', 'speed', 'revenue', 'population'].map((id) => indicator(id, { unit: id })),
});

const now = part('2022', {
  users: { 'da-nang': 900, hue: 600, 'quang-ninh': 10 },
  population: { 'da-nang': 1200, hue: 1000 },
  speed: { 'da-nang': 80, 'bac-ninh': 70 },
  revenue: { 'da-nang': 5, hue: 4, 'bac-ninh': 6, 'quang-ninh': 900 },
});
const before = part('2021', { speed: { hue: 40, 'quang-ninh': 50 } });
const after = part('2023', { speed: { hue: 99 } });

describe('the preparation of a cohort', () => {
  test('is kept with its result: every number on the way from the file to the normalisation', async () => {
    const run = await compute(edition('2022', cohort), [before, now, after]);
    expect(run.cohorts[0]!.preparation).toEqual({
      denominated: [
        {
          nodes: ['users'],
          indicator: 'users',
          by: 'population',
          per: 100,
          unit: 'users / 100 population',
          cells: [
            { unit: 'da-nang', value: 900, by: 1200, result: 75 },
            { unit: 'hue', value: 600, by: 1000, result: 60 },
            { unit: 'quang-ninh', value: 10, by: null, result: null },
          ],
        },
      ],
      imputed: [
        {
          nodes: ['speed'],
          indicator: 'speed',
          method: 'latest',
          cells: [{ unit: 'hue', value: 40, period: '2021' }],
        },
      ],
      screened: [
        {
          unit: 'quang-ninh',
          node: 'total',
          code: 'too-few-observed',
          indicators: 3,
          observed: 1,
          zero: 0,
          reason: { vi: '1 trên 3 chỉ tiêu, quy tắc ≥ 60 %', en: '1 of 3 indicators, rule ≥ 60 %' },
        },
      ],
      treated: [
        {
          nodes: ['revenue'],
          indicator: 'revenue',
          method: 'winsorise',
          parameters: { lowest: 4, highest: 6, steps: 0 },
          before: { skewness: 0, kurtosis: null },
          after: { skewness: 0, kurtosis: null },
          outliersLeft: false,
          cells: [],
        },
      ],
    });
  });

  test('leaves whoever is screened out in the table, unranked, with the rule', async () => {
    const run = await compute(edition('2022', cohort), [before, now]);
    const rows = rowsById(nodeOf(run, 'provinces', 'total').rows);
    expect(rows['quang-ninh']).toMatchObject({
      score: null,
      rank: null,
      status: 'not-ranked',
      reason: { en: '1 of 3 indicators, rule ≥ 60 %' },
    });
    expect(rows['bac-ninh']!.reason!.en).toBe('2 of 3 indicators, rule needs all');
    expect(nodeOf(run, 'provinces', 'users').rows).toHaveLength(provinces.length);
  });

  test('looks back, never ahead: a later year changes no result', async () => {
    const alone = await compute(edition('2022', cohort), [before, now]);
    const withLater = await compute(edition('2022', cohort), [before, now, after]);
    expect(withLater.results).toBe(alone.results);
    const withoutPast = await compute(edition('2022', cohort), [now]);
    expect(withoutPast.results).not.toBe(alone.results);
  });

  test('holds only what JSON can hold, and reads back the same', async () => {
    const zeros = part('2022', {
      revenue: { 'da-nang': -0 },
      users: { 'da-nang': -0 },
      population: { 'da-nang': 2 },
    });
    const run = await compute(edition('2022', cohort), [before, now, zeros]);
    expect(JSON.parse(JSON.stringify(run))).toEqual(run);
  });

  test('groups units by their region', async () => {
    const byRegion = framework(node('speed', { impute: { method: 'group-mean', by: 'region' } }));
    const coast = { region: 'south-central-coast' };
    const units = provinces.map((unit) => (unit.id === 'hue' ? { ...unit, ...coast } : unit));
    const run = await compute(edition('2022', computedCohort(byRegion, { units })), [now]);
    expect(run.cohorts[0]!.preparation!.imputed[0]!.cells).toEqual([{ unit: 'hue', value: 80 }]);
  });

  test('is absent where the framework says nothing', async () => {
    const run = await compute(edition('2022', computedCohort(framework(leaf('speed')))), [now]);
    expect(run.cohorts[0]).not.toHaveProperty('preparation');
  });
});
