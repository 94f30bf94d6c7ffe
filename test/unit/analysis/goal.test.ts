import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Goal, seekGoal } from '../../../domain/analysis/goal/seek-goal.ts';
import { totalRanks } from '../../../domain/analysis/ranks-at.ts';
import { compute, type Subject } from '../../../domain/analysis/subject.ts';
import type { Indicator } from '../../../domain/methodology/definitions.ts';
import { branch, framework, indicator, leaf, toMatrix, type Values } from '../engine/build-framework.ts';

const dti = framework(
  branch('dti', [
    leaf('government', { weight: 0.4 }),
    leaf('economy', { weight: 0.3 }),
    leaf('society', { weight: 0.3 }),
  ]),
);
const ids = ['government', 'economy', 'society'];
const upToOne = ids.map((id) => indicator(id, { range: { min: 0, max: 1 } }));

/** DTI 2020 of four provinces, rounded. */
const provinces: Values = {
  'Đà Nẵng': { government: 0.53, economy: 0.45, society: 0.49 },
  Huế: { government: 0.52, economy: 0.41, society: 0.43 },
  'Quảng Ninh': { government: 0.47, economy: 0.4, society: 0.42 },
  'Hà Giang': { government: 0.2, economy: 0.21, society: 0.19 },
};
const [daNang, hue, quangNinh, haGiang] = [0, 1, 2, 3] as const;

const subjectOf = (values: Values, indicators: Indicator[] = upToOne): Subject => ({
  framework: dti,
  indicators,
  columns: ids,
  matrix: toMatrix(values, ids),
});

const seek = (goal: Partial<Goal>, subject = subjectOf(provinces)) =>
  seekGoal(subject, { unit: quangNinh, indicators: ['government'], places: 1, ...goal });

describe('what lifts a unit', () => {
  test('is the least value at the indicator’s decimals that ties or beats the unit above', () => {
    // Huế has 0.4600: 0.4 g + 0.246 must round to as much.
    expect(seek({})).toMatchObject({
      rank: 3,
      target: 2,
      reached: true,
      newRank: 2,
      changes: [{ indicator: 'government', from: 0.47, to: 0.5349, limit: 1 }],
    });
  });

  test('one step less does not do', () => {
    const [change] = seek({}).changes;
    const less = {
      ...provinces,
      'Quảng Ninh': { ...provinces['Quảng Ninh'], government: change!.to - 0.0001 },
    };
    const { model, evaluation } = compute(subjectOf(less));
    expect(totalRanks(model, evaluation)[quangNinh]).toBe(3);
  });

  test('may be several indicators together, each the same share of its way', () => {
    const { share, changes, newRank } = seek({ indicators: ids, places: 2 });
    expect(newRank).toBe(1);
    for (const { from, to, limit } of changes) expect((to - from) / (limit - from)).toBeCloseTo(share, 3);
  });

  test('or each by the same share of its value', () => {
    const { changes } = seek({ indicators: ids, equal: 'share-of-value' });
    const growth = changes.map(({ from, to }) => to / from);
    expect(Math.max(...growth) - Math.min(...growth)).toBeLessThan(0.0005);
  });

  test('may be out of reach: then the best rank on the way is told, and where it begins', () => {
    const result = seek({ unit: haGiang, places: 3, limits: { government: 0.9 } });
    expect(result).toMatchObject({ rank: 4, target: 1, reached: false, newRank: 2 });
    expect(result.changes[0]!.to).toBeLessThan(0.9);
  });

  test('may be nothing at all, where the way leads no place up', () => {
    const result = seek({ unit: haGiang, places: 1, limits: { government: 0.21 } });
    expect(result).toMatchObject({ reached: false, share: 0, newRank: 4, changes: [{ from: 0.2, to: 0.2 }] });
  });

  test('goes as far as the best value of all where the indicator has no range', () => {
    const open = ids.map((id) => indicator(id));
    expect(seek({ unit: hue, places: 1 }, subjectOf(provinces, open))).toMatchObject({
      reached: false,
      newRank: 2,
      changes: [{ limit: 0.53 }],
    });
  });

  test('is a lower value where lower is better', () => {
    const method = framework(
      branch('dti', [leaf('delay', { normalise: { method: 'min-max', low: 0, high: 1 } })]),
    );
    const subject: Subject = {
      framework: method,
      indicators: [indicator('delay', { direction: 'lower-is-better', range: { min: 0 }, decimals: 0 })],
      columns: ['delay'],
      matrix: toMatrix({ 'Đà Nẵng': { delay: 3 }, Huế: { delay: 8 }, 'Hà Giang': { delay: 20 } }, ['delay']),
    };
    expect(seekGoal(subject, { unit: 2, indicators: ['delay'], places: 1 })).toMatchObject({
      reached: true,
      changes: [{ from: 20, to: 8 }],
    });
  });
});

describe('a goal is refused', () => {
  test.each<[string, Partial<Goal>]>([
    ['there is no unit at place 9', { unit: 9 }],
    ['indicators: name one or more', { indicators: [] }],
    ['health: there is no such indicator', { indicators: ['health'] }],
    ['the unit is at rank 3 and can rise 1 to 2 places', { places: 3 }],
    ['0.1 is no limit that is better than 0.47', { limits: { government: 0.1 } }],
    ['NaN is no limit', { limits: { government: Number.NaN } }],
  ])('%s', (message, goal) => {
    expect(() => seek(goal)).toThrow(message);
  });

  test('for a unit without a rank, without a value, or with a value of 0 that is to grow by a share', () => {
    const gap = { ...provinces, 'Cà Mau': { government: 0.5, economy: 0 } };
    expect(() => seek({ unit: 4 }, subjectOf(gap))).toThrow('has no rank to improve');
    expect(() => seek({ unit: 4, indicators: ['society'] }, subjectOf(gap))).toThrow(
      'no value that could improve',
    );
    expect(() => seek({ unit: 4, indicators: ['economy'], equal: 'share-of-value' }, subjectOf(gap))).toThrow(
      'a share of 0 is nothing',
    );
    expect(() => seek({ unit: daNang })).toThrow('can rise 1 to 0 places');
  });
});

test('whatever it says is reached is reached', () => {
  const cell = fc.integer({ min: 1, max: 99 }).map((value) => value / 100);
  const row = fc.record({ government: cell, economy: cell, society: cell });
  fc.assert(
    fc.property(fc.tuple(row, row, row, row), fc.subarray(ids, { minLength: 1 }), (rows, indicators) => {
      const values = Object.fromEntries(rows.map((cells, place) => [`unit ${place}`, cells]));
      const { model, evaluation } = compute(subjectOf(values));
      const last = totalRanks(model, evaluation).indexOf(4);
      if (last < 0) return;
      const { reached, target, newRank, changes } = seek(
        { unit: last, indicators, places: 2 },
        subjectOf(values),
      );
      expect(newRank <= target).toBe(reached);
      const mended = {
        ...values[`unit ${last}`],
        ...Object.fromEntries(changes.map(({ indicator: id, to }) => [id, to])),
      };
      const again = compute(subjectOf({ ...values, [`unit ${last}`]: mended }));
      expect(totalRanks(again.model, again.evaluation)[last]).toBe(newRank);
    }),
    { seed: 2022, numRuns: 60 },
  );
});
