import { describe, expect, it } from 'vitest';
import { cohortSubject } from '../../../domain/analysis/cohort-subject.ts';
import { whatIf } from '../../../domain/analysis/what-if.ts';
import { aggregationMethods } from '../../../domain/engine/aggregate/methods.ts';
import { methodName } from '../../../domain/engine/method-table.ts';
import { normalisationMethods } from '../../../domain/engine/normalise/methods.ts';
import type { Run } from '../../../domain/release/run.ts';
import type { PortalRelease } from '../../../use-cases/portal-ports.ts';
import { contextOf } from '../../../web/context.ts';
import { explanationsOf } from '../../../web/views/explained.ts';
import { frameworkTree } from '../../../web/views/framework-tree.ts';
import { asLargeAsOwn } from '../../../web/views/own-weights.ts';
import { mostOftenFirst, rankChanges, rankHistories, segmentsOf } from '../../../web/views/rank-history.ts';
import { toSubject } from '../../../web/views/subject.ts';
import { tileLayout } from '../../../web/views/tiles.ts';
import { unitProfiles } from '../../../web/views/unit-profile.ts';
import { analysable, cohortValues } from '../../../web/views/values.ts';
import { edition, partsOf, runOf, unitSets } from '../seeds/seeds.ts';

const release = ({ period, cohorts }: Run) => ({ period, cohorts }) as PortalRelease;

describe('ranks over time', () => {
  it('are those of units that are the same, oldest first, and a change of method is known', async () => {
    const before = await runOf('pci-province/2015');
    const editions = [await runOf('pci-province/2016', before), before].map(release);
    const [history, ...others] = rankHistories(editions);
    expect(others).toEqual([]);
    expect(history!.periods).toEqual(['2015', '2016']);
    expect(history!.sameMethod).toEqual([false, true]);
    expect(history!.units[0]).toMatchObject({ id: 'da-nang', ranks: [1, 1] });
    expect(mostOftenFirst(history!)).toEqual({ name: { vi: 'Đà Nẵng', en: 'Da Nang' }, times: 2 });
  });

  it('are joined from one edition to the next only: nothing is drawn over a gap', () => {
    const sameMethod = [false, true, true, false];
    expect(segmentsOf({ sameMethod }, [1, null, 3, 2])).toEqual([{ from: 2, to: 3, sameMethod: false }]);
  });
});

describe('changes of ranks', () => {
  it('are told by a release itself, from the edition before to its own', async () => {
    const before = await runOf('pci-province/2015');
    const { cohorts } = await runOf('pci-province/2016', before);
    const changes = rankChanges('2016', cohorts[0]!)!;
    expect(changes.periods).toEqual(['2015', '2016']);
    expect(changes.units.find(({ id }) => id === 'binh-duong')!.ranks).toEqual([25, 4]);
    expect(rankChanges('2015', before.cohorts[0]!)).toBeUndefined();
  });
});

describe('a profile', () => {
  it('says where a unit is strong and weak, and who stands beside it', async () => {
    const { cohorts } = await runOf('pci-province/2016');
    const profile = unitProfiles(cohorts[0]!).find(({ unit }) => unit.id === 'quang-ninh')!;
    expect(profile.total.row.rank).toBe(2);
    expect(profile.peers.map(({ unit }) => unit.id)).toEqual([
      'da-nang',
      'quang-ninh',
      'dong-thap',
      'binh-duong',
    ]);
    expect(profile.strengths.length).toBeGreaterThan(0);
    expect(profile.parts.every(({ depth }) => depth >= 1)).toBe(true);
    const beside = profile.peers.filter(({ unit }) => unit.id !== 'quang-ninh').map(({ score }) => score!);
    expect(profile.total.peerMean).toBeCloseTo(
      beside.reduce((sum, score) => sum + score, 0) / beside.length,
      12,
    );
  });
});

describe('a method', () => {
  it('is a tree whose parts share the whole', async () => {
    const { cohorts } = await runOf('dti-province/2022');
    const tree = frameworkTree(edition('dti-province/2022').cohorts[0]!, cohorts[0]!);
    expect(tree[0]).toMatchObject({ code: 'total', share: 1, method: 'arithmetic-mean', missing: 'fail' });
    const shares = tree.filter(({ depth }) => depth === 1).map(({ share }) => share!);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(tree.find(({ code }) => code === 'digital-government-activities')!.share).toBeCloseTo(0.2, 12);
  });
});

describe('methods', () => {
  it.each(['vi', 'en'] as const)('all have words in %s', (language) => {
    const { methods } = contextOf(language, new Map()).words;
    for (const method of [...normalisationMethods, ...aggregationMethods])
      expect(methods, methodName(method)).toHaveProperty([methodName(method)]);
  });
});

describe('values for a browser', () => {
  it.each([
    'dti-province/2022',
    'papi/2024',
    'egdi/2012',
  ])('of %s give its ranks again, after JSON', async (id) => {
    const run = await runOf(id);
    const parts = (await partsOf(id)).map(({ part }) => part);
    const definition = edition(id);
    const [cohort] = analysable(definition);
    const sent = JSON.parse(JSON.stringify(cohortValues(definition, cohort!, parts)));
    const subject = toSubject(sent);
    const { ranks } = whatIf(subject, {});
    const published = run.cohorts.find(({ id: each }) => each === cohort!.id)!.nodes[0]!.rows;
    const computed = new Map(subject.matrix.ids!.map((unit, place) => [unit, ranks[place] || null]));
    for (const { unit, rank } of published) expect(computed.get(unit.id)).toBe(rank);
  });
});

describe('weights of a reader', () => {
  it('leave a weighted sum on its scale', async () => {
    const parts = (await partsOf('pci-province/2016')).map(({ part }) => part);
    const subject = cohortSubject(edition('pci-province/2016'), 'provinces-63', parts);
    const daNang = subject.matrix.ids!.indexOf('da-nang');
    const official = whatIf(subject, {});
    const equal = Object.fromEntries(
      official.weights.filter(({ nominal }) => nominal > 0).map(({ code }) => [code, 1]),
    );
    const own = asLargeAsOwn(subject, equal);
    const sumOf = (weights: number[]) => weights.reduce((sum, weight) => sum + weight, 0);
    expect(sumOf(Object.values(own))).toBeCloseTo(sumOf(official.weights.map(({ nominal }) => nominal)), 9);
    expect(official.scores[daNang]).toBe(70);
    expect(whatIf(subject, own).scores[daNang]).toBeGreaterThan(60);
    expect(whatIf(subject, own).scores[daNang]).toBeLessThan(80);
    expect(asLargeAsOwn(subject, {})).toEqual({});
  });
});

describe('tiles', () => {
  it.each([
    'vn-provinces-63',
    'vn-provinces-34',
    'vn-provinces-64',
  ])('have one place for each unit of %s', (id) => {
    const tiles = tileLayout(id)!;
    const { units } = unitSets.find((set) => set.id === id)!;
    expect(tiles.map(({ unit }) => unit).sort()).toEqual(units.map(({ id: unit }) => unit).sort());
    expect(new Set(tiles.map(({ column, row }) => `${column} ${row}`)).size).toBe(tiles.length);
  });
});

describe('numbers and days', () => {
  it('are written as each language writes them', () => {
    const [vi, en] = [contextOf('vi', new Map()), contextOf('en', new Map())];
    expect([vi.number(0.8, 4), en.number(1234.5, 2), vi.percent(0.155)]).toEqual([
      '0,8000',
      '1,234.50',
      '15,5%',
    ]);
    expect([vi.date('2025-06-30T20:00:00Z'), en.date('2025-06-30T20:00:00Z')]).toEqual([
      '1 tháng 7, 2025',
      'July 1, 2025',
    ]);
  });
});

describe('an explanation', () => {
  it('gives the parts whose contributions make the score', async () => {
    const parts = (await partsOf('papi/2024')).map(({ part }) => part);
    const explained = explanationsOf(edition('papi/2024'), 'provinces-63', parts).get('quang-ninh')!;
    if (explained.kind !== 'branch') throw new Error('the total has no parts');
    const sum = explained.children.reduce((total, { contribution }) => total + contribution!, 0);
    expect(sum).toBeCloseTo(explained.score!, 9);
  });

  it('is not given of figures that were not computed', () => {
    expect(explanationsOf(edition('dti-province/2022'), 'published', []).size).toBe(0);
  });
});
