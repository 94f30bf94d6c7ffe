import { describe, expect, test } from 'vitest';
import { cohortSubject } from '../../../domain/analysis/cohort-subject.ts';
import { explainUnit } from '../../../domain/analysis/explain/explain-unit.ts';
import { compute, preparedFor } from '../../../domain/analysis/subject.ts';
import { scoreUnits } from '../../../domain/engine/score-units.ts';
import type { EditionDefinition, RestatedCohort } from '../../../domain/methodology/edition-definition.ts';
import type { CohortResult } from '../../../domain/release/run.ts';
import { branch, framework, indicatorsFor, leaf } from '../engine/build-framework.ts';
import * as made from '../release/build-edition.ts';
import { edition, nodeOf, partsOf, resultOf, runOf } from '../seeds/seeds.ts';

/** Every unit's published score and rank at every node, as the analyses see them. */
function analysed(definition: EditionDefinition, cohort: string, parts: Parameters<typeof cohortSubject>[2]) {
  const subject = cohortSubject(definition, cohort, parts);
  const { model } = compute(subject);
  return scoreUnits(model, preparedFor(model, subject)).map(({ code, published, ranks }) => ({
    code,
    rows: subject.matrix.ids!.map((id, unit) => [
      id,
      ranks[unit] ? published[unit] : null,
      ranks[unit] || null,
    ]),
  }));
}

const ofRun = ({ nodes }: CohortResult) =>
  nodes.map(({ code, rows }) => ({
    code,
    rows: rows.map(({ unit, score, rank }) => [unit.id, score, rank]).sort(([a], [b]) => (a! < b! ? -1 : 1)),
  }));

describe('a subject has the scores and ranks of the run, at every node', () => {
  test.each([
    ['dti-province/2022', 'provinces-63'],
    ['dti-province/2020', 'provinces-63'],
    ['pci-province/2016', 'provinces-63'],
    ['pci-province/2009', 'provinces-63'],
    ['papi/2011', 'provinces-63'],
    ['papi/2024', 'provinces-63'],
    ['egdi/2012', 'member-states'],
    ['ict-index-province/2022', 'recomputed'],
    ['smart-city-sample/2025', 'cities'],
  ])('%s %s', async (id, cohort) => {
    const parts = (await partsOf(id)).map(({ part }) => part);
    const { cohorts } = await runOf(id);
    const expected = cohorts.find((candidate) => candidate.id === cohort)!;
    expect(analysed(edition(id), cohort, parts)).toEqual(ofRun(expected));
  });

  test('where values are divided, imputed from an earlier period and by region', async () => {
    const minMax = { method: 'min-max', low: 0, high: 1 } as const;
    const method = framework(
      branch('total', [
        { ...leaf('government', { normalise: minMax }), denominateBy: 'society' },
        { ...leaf('economy'), impute: { method: 'latest' } },
        { ...leaf('society'), impute: { method: 'group-mean', by: 'region' } },
      ]),
    );
    const definition = made.edition('2022', made.computedCohort(method));
    const parts = [
      made.observations('2021', { hue: [1, 0.7, 3] }),
      made.observations('2022', {
        'da-nang': [5, 0.4, 2],
        hue: [6, null, 4],
        'bac-ninh': [7, 0.6, 5],
      }),
    ];
    const { cohorts } = await made.compute(definition, parts);
    expect(analysed(definition, 'provinces', parts)).toEqual(ofRun(cohorts[0]!));
    expect(resultOf(cohorts[0]!.nodes[2]!, 'hue')).toEqual([0.7, 1]);
  });

  test('where values are restated after a merger', async () => {
    const method = framework(branch('total', [leaf('government'), leaf('economy'), leaf('society')]));
    const merged = made.unit('da-nang-2025', 'Đà Nẵng');
    const [daNang, hue] = made.provinces;
    const restated: RestatedCohort = {
      origin: 'restated',
      of: 'values',
      id: 'merged',
      name: made.text('After the merger'),
      unitSet: { id: 'merged', name: made.text('1 unit') },
      units: [merged],
      from: { cohort: 'provinces', period: '2022', origin: 'computed' },
      formerUnits: [daNang!, hue!],
      lineage: [{ unit: merged.id, former: ['da-nang', 'hue'] }],
      rule: { method: 'mean', atLeast: 1 },
      indicators: indicatorsFor(method),
      framework: method,
      indicatorRules: {},
    };
    const definition = made.edition('2022', made.computedCohort(method), restated);
    const parts = [made.observations('2022', { 'da-nang': [0.8, 0.6, 0.4], hue: [0.6, 0.6, 0.6] })];
    const { cohorts } = await made.compute(definition, parts);
    expect(analysed(definition, 'merged', parts)).toEqual(ofRun(cohorts[1]!));
  });
});

test('the contributions to a score of the run add up to it: Đà Nẵng in DTI 2022', async () => {
  const subject = cohortSubject(
    edition('dti-province/2022'),
    'provinces-63',
    (await partsOf('dti-province/2022')).map(({ part }) => part),
  );
  const unit = subject.matrix.ids!.indexOf('da-nang');
  const explained = explainUnit(subject, compute(subject), unit);
  if (explained.kind !== 'branch') throw new Error('the total is a branch');
  const sum = explained.children.reduce((before, { toTop }) => before + toTop!, 0);
  expect(sum).toBeCloseTo(explained.score!, 14);
  const [published] = resultOf(nodeOf(await runOf('dti-province/2022'), 'provinces-63'), 'da-nang');
  expect(Number(sum.toFixed(4))).toBe(published);
});

describe('what was not computed from values cannot be analysed, and the error says why', () => {
  test.each([
    ['dti-province/2022', 'published', 'cohort-not-computed', 'kept as published elsewhere'],
    [
      'dti-province/2024',
      'provinces-34-restated',
      'cohort-not-computed',
      'restated from those of provinces-63',
    ],
    ['dti-province/2022', 'communes', 'cohort-unknown', 'there is provinces-63, published'],
  ])('%s %s', (id, cohort, code, message) => {
    const attempt = () => cohortSubject(edition(id), cohort, []);
    expect(attempt).toThrow(expect.objectContaining({ name: 'AnalysisError', code }));
    expect(attempt).toThrow(message);
  });
});
