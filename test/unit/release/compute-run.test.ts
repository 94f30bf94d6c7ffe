import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ENGINE_VERSION } from '../../../domain/engine/version.ts';
import { runId, runInputs } from '../../../domain/release/compute-run.ts';
import type { ObservationsPart } from '../../../domain/submission/part.ts';
import { branch, leaf } from '../engine/build-framework.ts';
import {
  compute,
  computedCohort,
  dti2020,
  edition,
  importedCohort,
  nodeOf,
  observations,
  provinces,
  rowsById,
  text,
  unit,
} from './build-edition.ts';

fc.configureGlobal({ seed: 2022 });

const dti = edition('2020', computedCohort());
const three = observations('2020', {
  'da-nang': [0.5346, 0.4155, 0.4964],
  hue: [0.522, 0.304, 0.3655],
  'bac-ninh': [0.4449, 0.3668, 0.4052],
});

describe('a computed cohort', () => {
  test('has every unit of its set: ranked, or with the reason why not', async () => {
    const { rows } = nodeOf(await compute(dti, [three]), 'provinces', 'total');
    expect(rows).toEqual([
      {
        unit: { id: 'da-nang', name: text('Đà Nẵng'), code: '48', region: 'south-central-coast' },
        score: 0.4874,
        rank: 1,
        status: 'ranked',
      },
      { unit: { id: 'hue', name: text('Huế'), code: '46' }, score: 0.4097, rank: 2, status: 'ranked' },
      {
        unit: { id: 'bac-ninh', name: text('Bắc Ninh'), code: '27' },
        score: 0.4096,
        rank: 3,
        status: 'ranked',
      },
      {
        unit: { id: 'quang-ninh', name: text('Quảng Ninh'), code: '22' },
        score: null,
        rank: null,
        status: 'not-ranked',
        reason: { vi: 'không có dữ liệu', en: 'no data' },
      },
    ]);
  });

  test('lists the total first, each parent before its children, what is only reported last', async () => {
    const method = {
      ...dti2020,
      root: branch('total', [branch('digital', [leaf('government'), leaf('economy')]), leaf('society')]),
      reported: [leaf('e-services', { indicator: 'government' })],
    };
    const [cohort] = (await compute(edition('2020', computedCohort(method)), [three])).cohorts;
    expect(cohort!.nodes.map(({ code, parent }) => [code, parent])).toEqual([
      ['total', null],
      ['digital', 'total'],
      ['government', 'digital'],
      ['economy', 'digital'],
      ['society', 'total'],
      ['e-services', null],
    ]);
  });

  test('sums up the published scores of every node', async () => {
    const { statistics } = nodeOf(await compute(dti, [three]), 'provinces', 'economy');
    expect(statistics).toEqual({
      units: 4,
      ranked: 3,
      scored: 3,
      mean: 0.3621,
      median: 0.3668,
      minimum: 0.304,
      maximum: 0.4155,
      standardDeviation: 0.0456408442808266,
      aboveMean: 2,
      rose: null,
      fell: null,
      unchanged: null,
    });
  });

  test('takes no value of another year, indicator or unit', async () => {
    const foreign: ObservationsPart = {
      ...three,
      observations: [
        ...three.observations,
        { indicator: 'rainfall', unit: 'hue', value: 3000, status: 'A' },
        { indicator: 'government', unit: 'paris', value: 0.99, status: 'A' },
      ],
    };
    const lastYear = { ...observations('2019', { hue: [1, 1, 1] }) };
    const { results } = await compute(dti, [three]);
    expect((await compute(dti, [lastYear, foreign])).results).toBe(results);
  });

  test('a later part wins cell by cell, also where it takes a value back', async () => {
    const correction = observations('2020', { hue: [0.622, null, 0.3655] });
    const run = await compute(dti, [three, correction]);
    expect(rowsById(nodeOf(run, 'provinces', 'government').rows)['hue']).toMatchObject({
      score: 0.622,
      rank: 1,
    });
    expect(rowsById(nodeOf(run, 'provinces', 'total').rows)['hue']).toMatchObject({
      status: 'not-ranked',
      reason: { en: '2 of 3 indicators, rule needs all', vi: '2 trên 3 chỉ tiêu, quy tắc cần đủ' },
    });
  });

  test('without any part, every unit is there and none is ranked', async () => {
    const { rows, statistics } = nodeOf(await compute(dti, []), 'provinces', 'total');
    expect(rows.map(({ rank }) => rank)).toEqual([null, null, null, null]);
    expect(statistics).toMatchObject({ units: 4, ranked: 0, scored: 0, mean: null, aboveMean: null });
  });
});

describe('the code of a unit', () => {
  const codes = [
    { scheme: 'iso-3166-2', value: 'VN-56' },
    { scheme: 'gso', value: '24', to: '2025-06-30' },
    { scheme: 'gso', value: '27', from: '2025-07-01' },
  ];
  const codeIn = async (period: string, given: typeof codes) => {
    const cohort = computedCohort(dti2020, { units: [unit('bac-ninh', 'Bắc Ninh', { codes: given })] });
    return nodeOf(await compute(edition(period, cohort), []), 'provinces', 'total').rows[0]!.unit.code;
  };

  test('is the official one that was valid at the end of the year', async () => {
    expect(await codeIn('2022', codes)).toBe('24');
    expect(await codeIn('2025', codes)).toBe('27');
  });

  test('is the first official one for a unit that came later, else the first of any scheme', async () => {
    expect(await codeIn('2022', codes.slice(2))).toBe('27');
    expect(await codeIn('2022', codes.slice(0, 1))).toBe('VN-56');
    expect(await codeIn('2022', [])).toBeUndefined();
  });
});

describe('a run', () => {
  test('is named by its inputs, before it is computed', async () => {
    const inputs = runInputs({
      definitionHash: 'definition',
      parts: [{ cohort: 'provinces', hash: 'part-0' }],
      previous: null,
    });
    expect(inputs.engine).toBe(ENGINE_VERSION);
    expect((await compute(dti, [three])).id).toBe(await runId(inputs));
  });

  test('holds only what JSON can hold, and reads back the same', async () => {
    const run = await compute(edition('2020', computedCohort(), importedCohort()), [three]);
    expect(JSON.parse(JSON.stringify(run))).toEqual(run);
  });

  test('is the same whatever the order of units and observations', async () => {
    const expected = await compute(dti, [three]);
    const orders = fc.tuple(
      fc.shuffledSubarray(provinces, { minLength: 4 }),
      fc.shuffledSubarray(three.observations, { minLength: 9 }),
    );
    await fc.assert(
      fc.asyncProperty(orders, async ([units, shuffled]) => {
        const run = await compute(edition('2020', computedCohort(dti2020, { units })), [
          { ...three, observations: shuffled },
        ]);
        expect(run).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });

  test('keeps the hash of its results when only an unpublished digit changes', async () => {
    const { results } = await compute(dti, [three]);
    const higher = observations('2020', { hue: [0.523, 0.304, 0.3655] });
    expect((await compute(dti, [three, higher])).results).not.toBe(results);
    expect(
      (await compute(dti, [three, observations('2020', { hue: [0.52200001, 0.304, 0.3655] })])).results,
    ).toBe(results);
  });
});
