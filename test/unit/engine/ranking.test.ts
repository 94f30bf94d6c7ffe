import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { roundColumn } from '../../../domain/engine/decimal.ts';
import { rank } from '../../../domain/engine/rank.ts';
import { sortDescending } from '../../../domain/engine/sort-descending.ts';
import { describe as summarise } from '../../../domain/engine/statistics.ts';

fc.configureGlobal({ seed: 2022 });

function ranks(scores: number[], on: 'rounded' | 'exact', decimals = 4) {
  const exact = Float64Array.from(scores);
  const published = new Float64Array(scores.length);
  roundColumn(exact, decimals, published);
  return rank(exact, published, decimals, { ties: 'competition', on });
}

describe('competition ranking', () => {
  test('equal scores share a rank and the next is skipped', () => {
    expect([...ranks([0.633, 0.64, 0.633, 0.624], 'rounded').ranks]).toEqual([2, 1, 2, 4]);
  });

  test('on rounded scores, equal as published is equal', () => {
    expect([...ranks([0.37412, 0.37409, 0.37444], 'rounded', 2).ranks]).toEqual([1, 1, 1]);
  });

  test('on exact scores, ICT 2006 gives three units at 0.37 the ranks 7, 8 and 9', () => {
    expect([...ranks([0.3741, 0.3709, 0.3722], 'exact', 2).ranks]).toEqual([1, 3, 2]);
  });

  test('on exact scores, binary noise breaks no tie and does not decide who stands first', () => {
    const { ranks: given, order } = ranks([0.3, 0.1 + 0.2, 0.29], 'exact');
    expect([...given]).toEqual([1, 1, 3]);
    expect([...order]).toEqual([0, 1, 2]);
  });

  test('nor in a longer tie whose first unit is the largest by noise', () => {
    const { ranks: given, order } = ranks([0.1 + 0.2 - 2 ** -53, 0.3, 0.1 + 0.2, 0.1 + 0.2, 0.3], 'exact');
    expect([...given]).toEqual([1, 1, 1, 1, 1]);
    expect([...order]).toEqual([0, 1, 2, 3, 4]);
  });

  test('a unit without a score has no rank', () => {
    const { ranks: given, order } = ranks([Number.NaN, 0.5, Number.NaN], 'rounded');
    expect([...given]).toEqual([0, 1, 0]);
    expect([...order]).toEqual([1]);
  });
});

test.each([
  ['few', 40],
  ['many', 400],
])('%s rounded scores: a rank is one more than how many are higher, ties in the order of units', (_, units) => {
  const score = fc.oneof(
    fc.integer({ min: -200, max: 200 }).map((tenths) => tenths / 10),
    fc.double({ min: -50, max: 1e4 }),
  );
  const scores = fc.array(score, { minLength: units, maxLength: units });
  // The last are too large to be sorted as whole numbers of 32 bits.
  const sizes = fc.constantFrom(1, 1e-3, 1e5);
  fc.assert(
    fc.property(scores, sizes, fc.nat(4), (values, size, decimals) => {
      const exact = Float64Array.from(values, (value) => value * size);
      const published = new Float64Array(units);
      roundColumn(exact, decimals, published);
      const given = rank(exact, published, decimals, { ties: 'competition', on: 'rounded' });
      const expected = Array.from(published, (own) =>
        Number.isNaN(own) ? 0 : 1 + published.filter((other) => other > own).length,
      );
      expect([...given.ranks]).toEqual(expected);
      const present = [...expected.keys()].filter((unit) => expected[unit]! > 0);
      expect([...given.order]).toEqual(present.sort((a, b) => expected[a]! - expected[b]! || a - b));
    }),
    { numRuns: 40 },
  );
});

describe('other ways to rank units that tie', () => {
  const scores = [0.633, 0.64, 0.633, Number.NaN, 0.624];
  const given = (ties: 'dense' | 'ordinal' | 'fractional', values = scores) => {
    const exact = Float64Array.from(values);
    return [...rank(exact, exact, 4, { ties, on: 'exact' }).ranks];
  };

  test('dense: every score counts once', () => {
    expect(given('dense')).toEqual([2, 1, 2, 0, 3]);
  });

  test('ordinal: every unit has a place of its own, in the order of the units', () => {
    expect(given('ordinal')).toEqual([2, 1, 3, 0, 4]);
    expect(given('ordinal', [0.3, 0.1 + 0.2, 0.3])).toEqual([1, 2, 3]);
  });

  test('fractional: units that tie share the mean of their places', () => {
    expect(given('fractional')).toEqual([2.5, 1, 2.5, 0, 4]);
  });

  test('all agree where no units tie, and the places always sum to the same but where some are left out', () => {
    const distinct = fc.uniqueArray(fc.integer({ min: -500, max: 500 }), { minLength: 1, maxLength: 150 });
    fc.assert(
      fc.property(distinct, (values) => {
        const ordinal = given('ordinal', values);
        for (const ties of ['dense', 'fractional'] as const) expect(given(ties, values)).toEqual(ordinal);
        expect(ranks(values, 'exact').ranks).toEqual(Int32Array.from(ordinal));
      }),
    );
    const tied = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 150 });
    fc.assert(
      fc.property(tied, (values) => {
        const sum = given('fractional', values).reduce((before, place) => before + place, 0);
        expect(sum).toBe((values.length * (values.length + 1)) / 2);
      }),
    );
  });
});

test('percentiles: of four ranked units the first is ahead of 87.5 %, two that tie of half', () => {
  const exact = Float64Array.of(0.633, 0.64, 0.633, Number.NaN, 0.624);
  const { percentiles } = rank(exact, exact, 4, { ties: 'competition', on: 'exact', percentiles: true });
  expect([...percentiles!]).toEqual([50, 87.5, 50, Number.NaN, 12.5]);
  expect(rank(exact, exact, 4, { ties: 'competition', on: 'exact' })).not.toHaveProperty('percentiles');
});

describe('sorting', () => {
  const scores = fc.oneof(
    fc.double({ noDefaultInfinity: true }).map((value) => value + 0),
    fc.integer({ min: -3, max: 3 }).map((value) => value / 100),
    fc.nat(50).map((value) => 1e6 + value * 1e-9),
  );

  test.each([
    ['few', 60],
    ['many', 900],
  ])('%s values stand in descending order, equal ones in their own', (_, maxLength) => {
    fc.assert(
      fc.property(fc.array(scores, { minLength: maxLength / 2, maxLength, size: 'max' }), (values) => {
        const places = [...values.keys()].filter((place) => !Number.isNaN(values[place]!));
        const expected = places.sort((a, b) =>
          values[a]! > values[b]! ? -1 : values[a]! < values[b]! ? 1 : a - b,
        );
        expect([...sortDescending(Float64Array.from(values)).order]).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });
});

describe('statistics of DTI 2022, ranks 1 to 5', () => {
  const scores = Float64Array.of(0.6975, 0.8002, 0.7163, 0.6924, 0.7024);

  test('mean, median, extremes, deviation of the population, and how many are above the mean', () => {
    expect(summarise(scores)).toEqual({
      mean: 0.72176,
      median: 0.7024,
      minimum: 0.6924,
      maximum: 0.8002,
      standardDeviation: 0.0400200249874985,
      aboveMean: 1,
    });
  });

  test('no unit is above the mean of equal scores', () => {
    expect(summarise(Float64Array.of(0.1, 0.1, 0.1))).toMatchObject({ mean: 0.1, aboveMean: 0 });
  });

  test('there are none of no scores', () => {
    expect(summarise(new Float64Array())).toBeNull();
  });
});
