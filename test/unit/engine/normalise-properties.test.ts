import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Normaliser } from '../../../domain/engine/normalise/normaliser.ts';
import type { Normalisation } from '../../../domain/methodology/definitions.ts';
import { bind, lowerIsBetter, scores } from './normalise-example.ts';

fc.configureGlobal({ seed: 2022 });

const everyMethod: Normalisation[] = [
  { method: 'none' },
  { method: 'min-max', low: 1, high: 100 },
  { method: 'z-score', mean: 100, standardDeviation: 10, of: 'population' },
  { method: 'rank', ties: 'average' },
  { method: 'borda', ties: 'minimum' },
  { method: 'percentile-rank', ties: 'maximum' },
  { method: 'distance-to-maximum' },
  { method: 'distance-to-reference', unit: 'u1', capped: false },
  { method: 'distance-to-target', target: 5000, capped: true },
  { method: 'fraction-of-maximum', high: 1 },
  { method: 'goalposts', lower: -1000, upper: 9000, scale: 'linear', cap: 'both', low: 0, high: 1 },
  { method: 'goalposts', lower: 1, upper: 9000, scale: 'logarithmic', cap: 'lower', low: 0, high: 1 },
  { method: 'fixed-bounds', low: 0, high: 1 },
  {
    method: 'step-table',
    steps: [
      { from: -1e5, points: 1 },
      { from: 10, points: 2 },
      { from: 20, points: 3 },
    ],
  },
];
const range = { min: -10_000, max: 10_000 };
const turned = everyMethod.filter(({ method }) => method !== 'none' && method !== 'step-table');
const measured = fc.oneof(
  fc.integer({ min: -10_000, max: 10_000 }).map((value) => value / 7),
  fc.integer({ min: 0, max: 3 }),
  fc.constant(Number.NaN),
);
const column = fc.array(measured, { minLength: 1, maxLength: 40 });
const extreme = fc.array(
  fc.oneof(fc.double({ noNaN: false, noDefaultInfinity: true }), fc.constantFrom(-0, 1e308, -1e308, 5e-324)),
  { minLength: 1, maxLength: 6 },
);

describe.each([
  ['higher', everyMethod, {}],
  ['lower', turned, lowerIsBetter],
] as const)('whichever the method, where %s is better', (which, methods, more) => {
  const sign = which === 'higher' ? 1 : -1;
  const ids = (count: number) => Array.from({ length: count }, (_, unit) => `u${unit}`);

  test('a better value never has a lower score, and equal values have equal scores', () => {
    fc.assert(
      fc.property(fc.constantFrom(...methods), column, (normalise, values) => {
        const given = scores(normalise, values, { range, ...more }, ids(values.length));
        const there = [...values.keys()].filter((unit) => !Number.isNaN(given[unit]!));
        there.sort((a, b) => sign * (values[a]! - values[b]!));
        for (const [place, unit] of there.entries())
          if (place > 0) expect(given[unit]).toBeGreaterThanOrEqual(given[there[place - 1]!]! - 1e-9);
      }),
    );
  });

  test('the order of the units does not change a bit', () => {
    fc.assert(
      fc.property(fc.constantFrom(...methods), column, fc.integer(), (normalise, values, seed) => {
        const order = ids(values.length).toSorted(
          (a, b) => Math.sin(Number(a.slice(1)) + seed) - Math.sin(Number(b.slice(1)) + seed),
        );
        const given = scores(normalise, values, { range, ...more }, ids(values.length));
        const places = order.map((id) => Number(id.slice(1)));
        const shuffled = scores(
          normalise,
          places.map((place) => values[place]!),
          { range, ...more },
          order,
        );
        expect(shuffled).toEqual(places.map((place) => given[place]));
      }),
    );
  });

  test('of numbers at the edges of what a double holds it makes numbers or nothing, and nothing of nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...methods), extreme, (normalise, values) => {
        const given = scores(normalise, values, { range, ...more }, ids(values.length));
        for (const [unit, value] of values.entries()) if (Number.isNaN(value)) expect(given[unit]).toBeNaN();
      }),
    );
  });

  test('the least score that it declares is its least, and reached where it says so', () => {
    fc.assert(
      fc.property(fc.constantFrom(...methods), column, (normalise, values) => {
        const { least, leastIsReached } = bind(normalise, { range, ...more }) as Normaliser;
        const given = scores(normalise, values, { range, ...more }, ids(values.length)).filter(
          (score) => !Number.isNaN(score),
        );
        for (const score of given) expect(score).toBeGreaterThanOrEqual(least);
        if (leastIsReached && given.length > 0) expect(Math.min(...given)).toBeCloseTo(least, 9);
      }),
    );
  });
});
