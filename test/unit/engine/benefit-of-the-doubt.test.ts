import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../domain/engine/evaluate.ts';
import type { Aggregation } from '../../../domain/methodology/definitions.ts';
import { score, type Values } from './build-framework.ts';
import { faultsOf } from './faults-of.ts';
import { compile, index, totalOf, unit } from './three-children.ts';

fc.configureGlobal({ seed: 2022 });

const doubt = (leastShare = 0): Aggregation => ({ method: 'benefit-of-the-doubt', leastShare });

const scores = (values: Values, leastShare = 0): Record<string, number | null> =>
  Object.fromEntries(
    Object.entries(score(index(doubt(leastShare)), values)['total']!).map(([name, cell]) => [
      name,
      cell.score,
    ]),
  );

/** Scores by trying all weights that could be the best: on an axis, or where two units have the same sum. */
function byTrial(rows: readonly (readonly [number, number])[]): number[] {
  const weights = [
    [1, 0],
    [0, 1],
    ...rows.flatMap((one) => rows.map((other) => [other[1] - one[1], one[0] - other[0]])),
  ].filter(([first, second]) => first! >= 0 && second! >= 0 && first! + second! > 0);
  const sum = (row: readonly [number, number], [first, second]: number[]) =>
    row[0] * first! + row[1] * second!;
  return rows.map((row) =>
    Math.max(
      ...weights.map((tried) => sum(row, tried) / Math.max(...rows.map((other) => sum(other, tried)))),
    ),
  );
}

describe('benefit of the doubt', () => {
  const provinces: Values = {
    'Đà Nẵng': unit(0.9, 0.3, 0.3),
    Huế: unit(0.3, 0.9, 0.3),
    'Hà Nội': unit(0.5, 0.5, 0.3),
    'Cà Mau': unit(0.3, 0.3, 0.15),
  };

  test('who is first in anything has 1; who is behind by all weights has the least distance', () => {
    expect(scores(provinces)).toEqual({
      'Đà Nẵng': 1,
      Huế: 1,
      'Hà Nội': 1,
      'Cà Mau': expect.closeTo(0.5, 12),
    });
  });

  test('with a least share of 0.3 nobody wins by one part alone: Huế beats Đà Nẵng by its best weights, 4 to 3', () => {
    // Shares 0.4, 0.3 and 0.3 of its own sum are weights 0.4 ÷ 0.9, 1 and 1, by which Huế has 0.4 ÷ 3 + 0.9 + 0.3.
    const shared = scores(provinces, 0.3);
    expect(shared['Đà Nẵng']).toBeCloseTo(0.75, 12);
    expect(shared['Hà Nội']).toBeGreaterThan(0.75);
    expect(shared['Cà Mau']).toBeCloseTo(0.5, 12);
  });

  test('0.4 and 0.4 beside 0.8 and 0.4, 0.4 and 0.8: equal weights are the best, 0.8 ÷ 1.2', () => {
    const three = scores({ a: unit(0.8, 0.4), b: unit(0.4, 0.8), c: unit(0.4, 0.4) });
    expect(three).toEqual({ a: 1, b: 1, c: expect.closeTo(0.8 / 1.2, 12) });
  });

  test('is what trying all weights finds', () => {
    const part = fc.integer({ min: 0, max: 50 }).map((number) => number / 50);
    const rows = fc.array(fc.tuple(part, part), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(rows, (cells) => {
        fc.pre(cells.some(([first, second]) => first + second > 0));
        const values = Object.fromEntries(cells.map((row, place) => [`u${place}`, unit(...row)]));
        const found = Object.values(scores(values));
        for (const [place, tried] of byTrial(cells).entries()) expect(found[place]).toBeCloseTo(tried, 9);
      }),
    );
  });

  test('neither the order of the units nor the scale of a part changes a score', () => {
    const part = fc.integer({ min: 0, max: 20 }).map((number) => number / 20);
    const rows = fc.array(fc.tuple(part, part, part), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(rows, fc.constantFrom(0, 0.2), (cells, least) => {
        const values = Object.fromEntries(cells.map((row, place) => [`u${place}`, unit(...row)]));
        const given = scores(values, least);
        expect(scores(Object.fromEntries(Object.entries(values).reverse()), least)).toEqual(given);
        const doubled = cells.map(([a, b, c], place) => [`u${place}`, unit(4 * a, b, c)] as const);
        expect(scores(Object.fromEntries(doubled), least)).toEqual(given);
      }),
    );
  });

  test('a part that is absent counts as 0 and asks for no share', () => {
    const some = scores({ a: unit(0.8, 0.8, null), b: unit(0.4, 0.8, 0.8) }, 0.2);
    expect(some['a']).toBe(1);
    expect(scores({ a: unit(0.8, 0.8, 0), b: unit(0.4, 0.8, 0.8) }, 0.2)['a']).toBe(0);
  });

  test('there is none where all is 0', () => {
    expect(totalOf(index(doubt()), 0, 0, 0).reason).toMatch('every part of every unit is 0');
  });

  test('shares that leave nothing to choose are refused, and weights that would make no difference', () => {
    expect(faultsOf(() => compile(index(doubt(0.34))))).toEqual(['weights-invalid total']);
    expect(faultsOf(() => compile(index(doubt(), [2, 1, 1])))).toEqual(['weights-unused total']);
  });

  test('more units than can be weighed are refused by name', () => {
    const matrix = { units: 2001, values: new Float64Array(3 * 2001).fill(1) };
    expect(faultsOf(() => evaluate(compile(index(doubt())), matrix))).toEqual(['too-many-units total']);
  });
});
