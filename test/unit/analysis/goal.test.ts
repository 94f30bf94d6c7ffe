import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Goal, seekGoal } from '../../../domain/analysis/goal/seek-goal.ts';
import { totalRanks } from '../../../domain/analysis/ranks-at.ts';
import { compute } from '../../../domain/analysis/subject.ts';
import { branch, framework, indicator, leaf, type Values } from '../engine/build-framework.ts';
import { dti2020, provinces2020, ratios, subjectOf } from './subject-of.ts';

const ids = ratios.map(({ id }) => id);
const [daNang, bacNinh, kienGiang] = [0, 2, 8] as const;

const seek = (goal: Partial<Goal>, values: Values = provinces2020, indicators = ratios) =>
  seekGoal(subjectOf(dti2020, values, indicators), {
    unit: bacNinh,
    indicators: ['government'],
    places: 1,
    ...goal,
  });

const ranksOf = (values: Values) => {
  const { model, evaluation } = compute(subjectOf(dti2020, values));
  return totalRanks(model, evaluation);
};

describe('what would have lifted a province in DTI 2020', () => {
  test('is the least value at the indicator’s decimals: Bắc Ninh was 0.0001 behind Huế', () => {
    expect(seek({})).toMatchObject({
      rank: 3,
      target: 2,
      reached: true,
      newRank: 2,
      changes: [{ indicator: 'government', from: 0.4449, to: 0.4452, limit: 1 }],
    });
  });

  test('and one ten-thousandth less would not have done', () => {
    const withGovernment = (government: number) =>
      ranksOf({ ...provinces2020, 'Bắc Ninh': { ...provinces2020['Bắc Ninh'], government } })[bacNinh];
    expect(withGovernment(0.4451)).toBe(3);
    expect(withGovernment(0.4452)).toBe(2);
  });

  test('may be several indicators together, each the same share of its way', () => {
    const { share, changes, newRank } = seek({ indicators: ids, places: 2 });
    expect(newRank).toBe(1);
    expect(changes.map(({ to }) => to)).toEqual([0.5181, 0.4503, 0.4836]);
    for (const { from, to, limit } of changes) expect((to - from) / (limit - from)).toBeCloseTo(share, 3);
  });

  test('or each by the same share of its value', () => {
    const { changes, newRank } = seek({ indicators: ids, places: 2, equal: 'share-of-value' });
    expect(newRank).toBe(1);
    const growth = changes.map(({ from, to }) => to / from);
    expect(Math.max(...growth) - Math.min(...growth)).toBeLessThan(0.0005);
  });

  test('may be out of reach: then the best rank on the way is told, and where it begins', () => {
    const goal = { unit: kienGiang, places: 8, limits: { government: 0.5 } };
    expect(seek(goal)).toMatchObject({
      rank: 9,
      target: 1,
      reached: false,
      newRank: 4,
      changes: [{ to: 0.4695, limit: 0.5 }],
    });
  });

  test('may be nothing at all, where the way leads no place up', () => {
    const goal = { unit: kienGiang, limits: { government: 0.4031 } };
    expect(seek(goal)).toMatchObject({
      reached: false,
      share: 0,
      newRank: 9,
      changes: [{ from: 0.403, to: 0.403 }],
    });
  });

  test('goes as far as the best value of all where the indicator has no range', () => {
    const open = ids.map((id) => indicator(id));
    expect(seek({ places: 2 }, provinces2020, open)).toMatchObject({
      reached: false,
      newRank: 2,
      changes: [{ limit: 0.5346 }],
    });
  });
});

test('where lower is better it is a lower value', () => {
  const method = framework(
    branch('total', [leaf('delay', { normalise: { method: 'min-max', low: 0, high: 1 } })]),
  );
  const delay = indicator('delay', { direction: 'lower-is-better', range: { min: 0 }, decimals: 0 });
  const days: Values = { 'Đà Nẵng': { delay: 3 }, Huế: { delay: 8 }, 'Hà Giang': { delay: 20 } };
  expect(
    seekGoal(subjectOf(method, days, [delay]), { unit: 2, indicators: ['delay'], places: 1 }),
  ).toMatchObject({ reached: true, changes: [{ from: 20, to: 8 }] });
});

describe('a goal is refused', () => {
  test.each<[string, Partial<Goal>]>([
    ['there is no unit at place 9', { unit: 9 }],
    ['indicators: name one or more', { indicators: [] }],
    ['health: there is no such indicator', { indicators: ['health'] }],
    ['the unit is at rank 3 and can rise 1 to 2 places', { places: 3 }],
    ['0.1 is no limit that is better than 0.4449', { limits: { government: 0.1 } }],
    ['NaN is no limit', { limits: { government: Number.NaN } }],
    ['can rise 1 to 0 places', { unit: daNang }],
  ])('%s', (message, goal) => {
    expect(() => seek(goal)).toThrow(message);
  });

  test('for a unit without a rank, without a value, or with a value of 0 that is to grow by a share', () => {
    const gap: Values = { ...provinces2020, 'Cà Mau': { government: 0.5, economy: 0 } };
    expect(() => seek({ unit: 9 }, gap)).toThrow('has no rank to improve');
    expect(() => seek({ unit: 9, indicators: ['society'] }, gap)).toThrow('no value that could improve');
    expect(() => seek({ unit: 9, indicators: ['economy'], equal: 'share-of-value' }, gap)).toThrow(
      'a share of 0 is nothing',
    );
  });
});

test('whatever it says is reached is reached', () => {
  const cell = fc.integer({ min: 1, max: 99 }).map((value) => value / 100);
  const row = fc.record({ government: cell, economy: cell, society: cell });
  fc.assert(
    fc.property(fc.tuple(row, row, row, row), fc.subarray(ids, { minLength: 1 }), (rows, indicators) => {
      const values: Values = Object.fromEntries(rows.map((cells, place) => [`unit ${place}`, cells]));
      const last = ranksOf(values).indexOf(4);
      if (last < 0) return;
      const { reached, target, newRank, changes } = seek({ unit: last, indicators, places: 2 }, values);
      expect(newRank <= target).toBe(reached);
      const mended = Object.fromEntries(changes.map(({ indicator: id, to }) => [id, to]));
      const after = { ...values, [`unit ${last}`]: { ...values[`unit ${last}`], ...mended } };
      expect(ranksOf(after)[last]).toBe(newRank);
    }),
    { seed: 2022, numRuns: 60 },
  );
});
