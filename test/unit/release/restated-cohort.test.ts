import { describe, expect, it } from 'vitest';
import type { Unit } from '../../../domain/methodology/definitions.ts';
import type { EditionDefinition, RestatedCohort } from '../../../domain/methodology/edition-definition.ts';
import type { ObservationsPart } from '../../../domain/submission/part.ts';
import { branch, framework, indicatorsFor, leaf } from '../engine/build-framework.ts';
import {
  compute,
  computedCohort,
  edition,
  importedCohort,
  nodeOf,
  publishedResults,
  rowsById,
  text,
  unit,
} from './build-edition.ts';

const daNang = unit('da-nang', 'Đà Nẵng', { successors: ['da-nang-2025'] });
const quangNam = unit('quang-nam', 'Quảng Nam', { successors: ['da-nang-2025'] });
const haNoi = unit('ha-noi', 'Hà Nội');
const newDaNang = unit('da-nang-2025', 'Đà Nẵng');
const former = [daNang, quangNam, haNoi];
const lineage = [
  { unit: 'da-nang-2025', former: ['da-nang', 'quang-nam'] },
  { unit: 'ha-noi', former: ['ha-noi'] },
];

const common = {
  origin: 'restated' as const,
  id: 'restated',
  name: text('After the merger'),
  unitSet: { id: 'vn-provinces-34', name: text('34 units') },
  units: [newDaNang, haNoi],
  formerUnits: former,
  lineage,
};

type OfScores = Extract<RestatedCohort, { of: 'scores' }>;

const ofScores = (more: Partial<OfScores> = {}): OfScores => ({
  ...common,
  of: 'scores',
  from: { cohort: 'published', period: '2024', origin: 'imported' },
  rule: { method: 'mean', atLeast: 1 },
  indicators: [],
  nodes: [{ code: 'total', name: text('Total'), parent: null, decimals: null }],
  ranking: { ties: 'competition', on: 'rounded' },
  ...more,
});

const published = (scores: Record<string, number>) =>
  publishedResults(
    '2024',
    Object.entries(scores).map(([id, score]) => ({ unit: id, node: 'total', score })),
  );

const dti2024 = (restated: RestatedCohort): EditionDefinition =>
  edition('2024', importedCohort({ units: former }), restated);

const totals = async (restated: RestatedCohort, scores: Record<string, number>) =>
  rowsById(nodeOf(await compute(dti2024(restated), [published(scores)]), 'restated', 'total').rows);

describe('scores restated by their mean', () => {
  it('DTI 2024: Đà Nẵng is (0.8335 + 0.5803) / 2 = 0.7069, and shows both', async () => {
    const rows = await totals(ofScores(), { 'da-nang': 0.8335, 'quang-nam': 0.5803, 'ha-noi': 0.8241 });
    expect(rows['da-nang-2025']).toEqual({
      unit: { id: 'da-nang-2025', name: text('Đà Nẵng') },
      score: 0.7069,
      rank: 2,
      status: 'ranked',
      inputs: [
        { unit: { id: 'da-nang', name: text('Đà Nẵng') }, value: 0.8335 },
        { unit: { id: 'quang-nam', name: text('Quảng Nam') }, value: 0.5803 },
      ],
    });
    expect(rows['ha-noi']).toMatchObject({ score: 0.8241, rank: 1 });
  });

  it('a unit one of whose former units has no score has none: never a partial mean', async () => {
    const rows = await totals(ofScores(), { 'da-nang': 0.8335, 'ha-noi': 0.8241 });
    expect(rows['da-nang-2025']).toMatchObject({
      score: null,
      rank: null,
      reason: {
        vi: 'thiếu số liệu của Quảng Nam (1 trên 2 đơn vị cũ)',
        en: 'no figure of Quảng Nam (1 of 2 former units)',
      },
      inputs: [{ value: 0.8335 }, { value: null }],
    });
  });

  it('unless the rule allows it', async () => {
    const half = ofScores({ rule: { method: 'mean', atLeast: 0.5 } });
    const rows = await totals(half, { 'da-nang': 0.8335, 'ha-noi': 0.8241 });
    expect(rows['da-nang-2025']).toMatchObject({ score: 0.8335, rank: 1 });
  });

  it('of a few printed scores it ranks nobody: first of one is no rank', async () => {
    const rows = await totals(ofScores(), { 'da-nang': 0.8335, 'quang-nam': 0.5803 });
    expect(rows['da-nang-2025']).toMatchObject({
      score: 0.7069,
      rank: null,
      status: 'not-ranked',
      reason: { en: '1 of 2 units have a score, too few to rank them' },
    });
  });
});

describe('scores restated otherwise', () => {
  const scores = { 'da-nang': 0.8335, 'quang-nam': 0.5803, 'ha-noi': 0.8241 };

  it('a sum adds up', async () => {
    const rows = await totals(ofScores({ rule: { method: 'sum', shares: [] } }), scores);
    expect(rows['da-nang-2025']!.score).toBe(1.4138);
  });

  const population = (values: Record<string, number>): ObservationsPart => ({
    schema: 1,
    kind: 'observations',
    period: '2024',
    observations: Object.entries(values).map(([id, value]) => ({
      indicator: 'population',
      unit: id,
      value,
      status: 'A',
    })),
  });
  const weighted = ofScores({
    rule: { method: 'weighted-mean', by: 'population', atLeast: 1, shares: [] },
    indicators: indicatorsFor(framework(branch('total', [leaf('population')]))),
  });
  const weightedTotals = async (people: Record<string, number>) =>
    rowsById(
      nodeOf(await compute(dti2024(weighted), [published(scores), population(people)]), 'restated', 'total')
        .rows,
    );

  it('a weighted mean counts by people', async () => {
    const rows = await weightedTotals({ 'da-nang': 1.25, 'quang-nam': 1.52 });
    expect(rows['da-nang-2025']).toMatchObject({
      score: 0.6946,
      inputs: [
        { value: 0.8335, weight: 1.25 },
        { value: 0.5803, weight: 1.52 },
      ],
    });
    expect(rows['ha-noi']).toMatchObject({ score: 0.8241, rank: 1 });
  });

  it('and needs them of every former unit', async () => {
    const rows = await weightedTotals({ 'da-nang': 1.25 });
    expect(rows['da-nang-2025']).toMatchObject({
      score: null,
      reason: { en: 'no weight of Quảng Nam (1 of 2 former units)' },
    });
  });

  it('people of nowhere weigh nothing', async () => {
    const rows = await weightedTotals({ 'da-nang': 0, 'quang-nam': 0 });
    expect(rows['da-nang-2025']!.reason!.en).toBe('the former units all weigh 0');
  });

  it('a unit that is split gives each successor its share of a sum, and its whole score to a mean', async () => {
    const [west, east] = [unit('west', 'Tây'), unit('east', 'Đông')];
    const split = {
      units: [west, east] as Unit[],
      lineage: [
        { unit: 'east', former: ['ha-noi'] },
        { unit: 'west', former: ['ha-noi'] },
      ],
    };
    const mean = await totals(ofScores(split), scores);
    expect([mean['east']!.score, mean['west']!.score]).toEqual([0.8241, 0.8241]);
    const shares = [
      { from: 'ha-noi', to: 'east', share: 0.75 },
      { from: 'ha-noi', to: 'west', share: 0.25 },
    ];
    const sum = await totals(ofScores({ ...split, rule: { method: 'sum', shares } }), { 'ha-noi': 8 });
    expect([sum['east']!.score, sum['west']!.score]).toEqual([6, 2]);
    expect(sum['east']!.inputs).toMatchObject([{ value: 8, share: 0.75 }]);
  });

  it('a sum beyond arithmetic is a fault, not an infinity', async () => {
    const huge = totals(ofScores({ rule: { method: 'sum', shares: [] } }), {
      'da-nang': 1e308,
      'quang-nam': 1e308,
    });
    await expect(huge).rejects.toThrow('the figures of da-nang-2025 are too large to add');
  });
});

describe('values restated before they are computed from', () => {
  const method = framework(
    branch('total', [leaf('servers'), leaf('households')], { aggregate: { method: 'sum' } }),
    { id: 'ict' },
  );
  const indicators = indicatorsFor(method);
  const restated: RestatedCohort = {
    ...common,
    of: 'values',
    from: { cohort: 'provinces', period: '2024', origin: 'computed', framework: { id: 'ict', version: '1' } },
    rule: { method: 'mean', atLeast: 1 },
    indicatorRules: { servers: { method: 'sum', shares: [] } },
    indicators,
    framework: method,
  };
  const ict2024 = edition('2024', computedCohort(method, { units: former }), restated);
  const values = (rows: [string, string, number][]): ObservationsPart => ({
    schema: 1,
    kind: 'observations',
    period: '2024',
    observations: rows.map(([indicator, id, value]) => ({ indicator, unit: id, value, status: 'A' })),
  });
  const known: [string, string, number][] = [
    ['servers', 'da-nang', 30],
    ['servers', 'quang-nam', 10],
    ['servers', 'ha-noi', 90],
    ['households', 'da-nang', 0.9],
    ['households', 'ha-noi', 0.8],
  ];

  it('counts add up where an indicator has a rule of its own, shares are averaged', async () => {
    const run = await compute(ict2024, [values([...known, ['households', 'quang-nam', 0.5]])]);
    expect(rowsById(nodeOf(run, 'restated', 'servers').rows)['da-nang-2025']).toMatchObject({
      score: 40,
      inputs: [{ value: 30 }, { value: 10 }],
    });
    expect(rowsById(nodeOf(run, 'restated', 'households').rows)['da-nang-2025']!.score).toBe(0.7);
    const total = rowsById(nodeOf(run, 'restated', 'total').rows)['da-nang-2025'];
    expect(total).toMatchObject({ score: 40.7, rank: 2, inputs: [{ unit: { id: 'da-nang' } }, {}] });
    expect(total!.inputs![0]).not.toHaveProperty('value');
  });

  it('a gap is said at the node where it is', async () => {
    const run = await compute(ict2024, [values(known)]);
    const reasonAt = (node: string) =>
      rowsById(nodeOf(run, 'restated', node).rows)['da-nang-2025']!.reason!.en;
    expect(reasonAt('households')).toBe('no figure of Quảng Nam (1 of 2 former units)');
    expect(reasonAt('total')).toBe('1 of 2 indicators, rule needs all');
  });
});

describe('restated history', () => {
  const from = { cohort: 'published', period: '2023', origin: 'imported' as const };
  const after = edition('2024', importedCohort({ id: 'others', units: former }), ofScores({ from }));
  const before = edition('2023', importedCohort({ units: former }));

  it('takes the scores of the edition before', async () => {
    const scores = [
      { unit: 'da-nang', node: 'total', score: 0.834 },
      { unit: 'quang-nam', node: 'total', score: 0.6 },
      { unit: 'ha-noi', node: 'total', score: 0.7 },
    ];
    const run2023 = await compute(before, [publishedResults('2023', scores)]);
    const run = await compute(after, [], run2023);
    const { restatement } = run.cohorts.find(({ id }) => id === 'restated')!;
    expect(restatement).toEqual({ of: 'scores', from, rule: { method: 'mean', atLeast: 1 } });
    expect(rowsById(nodeOf(run, 'restated', 'total').rows)['da-nang-2025']).toMatchObject({
      score: 0.717,
      rank: 1,
    });
  });

  it('waits for that edition to be released', async () => {
    const run = await compute(after, []);
    const row = rowsById(nodeOf(run, 'restated', 'total').rows)['da-nang-2025'];
    expect(row).toMatchObject({ score: null, reason: { en: 'the results of 2023 are not released' } });
  });
});

describe('beside other cohorts', () => {
  it('the imported cohort stays as printed', async () => {
    const run = await compute(dti2024(ofScores()), [published({ 'da-nang': 0.8335, 'quang-nam': 0.5803 })]);
    expect(run.cohorts.map(({ id, origin }) => [id, origin])).toEqual([
      ['published', 'imported'],
      ['restated', 'restated'],
    ]);
    expect(rowsById(nodeOf(run, 'published', 'total').rows)['da-nang']!.score).toBe(0.8335);
  });

  it('a changed rule is another method', async () => {
    const restatedIn = (period: string, rule: OfScores['rule']) =>
      edition(
        period,
        importedCohort({ units: former }),
        ofScores({ rule, from: { cohort: 'published', period, origin: 'imported' } }),
      );
    const mean = { method: 'mean', atLeast: 1 } as const;
    const run2023 = await compute(restatedIn('2023', mean), []);
    const sameMethod = async (rule: OfScores['rule']) =>
      (await compute(restatedIn('2024', rule), [], run2023)).cohorts[1]!.comparison!.sameMethod;
    expect(await sameMethod(mean)).toBe(true);
    expect(await sameMethod({ method: 'sum', shares: [] })).toBe(false);
  });

  it('a sample edition says so in its run', async () => {
    expect(await compute({ ...dti2024(ofScores()), sample: true }, [])).toHaveProperty('sample', true);
    expect(await compute(dti2024(ofScores()), [])).not.toHaveProperty('sample');
  });
});
