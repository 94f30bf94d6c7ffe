import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  attributeChange,
  type ChangeAttribution,
} from '../../../domain/analysis/attribution/attribute-change.ts';
import { shapleyValues } from '../../../domain/analysis/shapley.ts';
import type { Framework } from '../../../domain/methodology/definitions.ts';
import { branch, framework, leaf, type Values } from '../engine/build-framework.ts';
import { subjectOf } from './subject-of.ts';

const scaled = { normalise: { method: 'min-max', low: 0, high: 100 } } as const;

const dti = (weights: [number, number, number], more: Partial<Framework> = {}): Framework =>
  framework(
    branch('dti', [
      leaf('government', { weight: weights[0], ...scaled }),
      leaf('economy', { weight: weights[1], ...scaled }),
      leaf('society', { weight: weights[2], ...scaled }),
    ]),
    { ranking: { ties: 'competition', on: 'exact' }, ...more },
  );

/** Made up, so that every source of a change can be moved alone. */
const before: Values = {
  'da-nang': { government: 0.8, economy: 0.6, society: 0.7 },
  hue: { government: 0.7, economy: 0.5, society: 0.75 },
  'quang-ninh': { government: 0.75, economy: 0.7, society: 0.5 },
  'ha-giang': { government: 0.2, economy: 0.2, society: 0.2 },
};

const part = ({ parts }: ChangeAttribution, source: string) =>
  parts.find(({ sources }) => sources.length === 1 && sources[0] === source)!;

const sums = ({ parts }: ChangeAttribution) => ({
  score: parts.reduce((sum, { score }) => sum + score, 0),
  places: parts.reduce((sum, { places }) => sum + places, 0),
});

describe('a change is put down to', () => {
  const weights: [number, number, number] = [0.4, 0.3, 0.3];

  test('nothing, where nothing changed', () => {
    const same = attributeChange(subjectOf(dti(weights), before), subjectOf(dti(weights), before), 'hue');
    expect(same).toMatchObject({ score: 0, places: 0 });
    expect(same.parts.every(({ score, places }) => score === 0 && places === 0)).toBe(true);
  });

  test('own data, where only these changed and others set the bounds', () => {
    const after = { ...before, hue: { government: 0.78, economy: 0.65, society: 0.7 } };
    const found = attributeChange(subjectOf(dti(weights), before), subjectOf(dti(weights), after), 'hue');
    expect(part(found, 'own-data').score).toBe(found.score);
    expect(found.places).toBe(part(found, 'own-data').places);
    expect(part(found, 'weights').score).toBe(0);
  });

  test('the data of others, who move the bounds and pass by', () => {
    const after = {
      ...before,
      'da-nang': { government: 0.99, economy: 0.6, society: 0.7 },
      'quang-ninh': { government: 0.95, economy: 0.9, society: 0.9 },
    };
    const found = attributeChange(subjectOf(dti(weights), before), subjectOf(dti(weights), after), 'hue');
    expect(found.score).toBeLessThan(0);
    expect(part(found, 'others-data').score).toBe(found.score);
    expect(part(found, 'own-data').score).toBe(0);
  });

  test('weights, where the tree stays and they change', () => {
    const found = attributeChange(
      subjectOf(dti([0.4, 0.3, 0.3]), before),
      subjectOf(dti([0.1, 0.1, 0.8]), before),
      'hue',
    );
    expect(part(found, 'weights')).toMatchObject({ score: found.score, places: found.places });
    expect(found.places).toBe(2);
  });

  test('the method, where scores are put together another way', () => {
    const leaves = ['government', 'economy', 'society'].map((code) => leaf(code, scaled));
    const mean = framework(branch('dti', leaves));
    const median = framework(branch('dti', leaves, { aggregate: { method: 'median' } }));
    const found = attributeChange(subjectOf(mean, before), subjectOf(median, before), 'hue');
    expect(found.score).not.toBe(0);
    expect(part(found, 'method').score).toBe(found.score);
  });

  test('all of them, to the last digit', () => {
    const after: Values = {
      'da-nang': { government: 0.9, economy: 0.7, society: 0.6 },
      hue: { government: 0.85, economy: 0.66, society: 0.8 },
      'quang-ninh': { government: 0.8, economy: 0.9, society: 0.7 },
      'ha-giang': { government: 0.1, economy: 0.25, society: 0.3 },
      'ca-mau': { government: 0.5, economy: 0.5, society: 0.5 },
    };
    const second = dti([0.2, 0.5, 0.3]);
    const found = attributeChange(subjectOf(dti(weights), before), subjectOf(second, after), 'da-nang');
    expect(found.parts).toHaveLength(4);
    expect(sums(found)).toEqual({ score: found.score, places: found.places });
    expect(part(found, 'own-data').score).not.toBe(0);
    expect(part(found, 'others-data').score).not.toBe(0);
    expect(part(found, 'weights').score).not.toBe(0);
  });
});

describe('a framework that asks for more than the edition before had', () => {
  const wider = framework(
    branch('dti', [
      leaf('government', { weight: 0.4, ...scaled }),
      leaf('economy', { weight: 0.3, ...scaled }),
      leaf('security', { weight: 0.3, ...scaled }),
    ]),
    { ranking: { ties: 'competition', on: 'exact' } },
  );
  const after: Values = {
    'da-nang': { government: 0.8, economy: 0.7, security: 0.9 },
    hue: { government: 0.9, economy: 0.6, security: 0.5 },
    'quang-ninh': { government: 0.7, economy: 0.7, security: 0.8 },
  };

  test('does not go with its data: method and data count as one, and the parts still sum', () => {
    const found = attributeChange(subjectOf(dti([0.4, 0.3, 0.3]), before), subjectOf(wider, after), 'hue');
    expect(found.parts.map(({ sources }) => sources)).toEqual([
      ['own-data', 'others-data', 'method'],
      ['weights'],
    ]);
    expect(sums(found)).toEqual({ score: found.score, places: found.places });
  });

  test('a unit that only one edition ranks has no change, and a node that only one has no part', () => {
    const first = subjectOf(dti([0.4, 0.3, 0.3]), { ...before, 'ca-mau': { government: 0.5 } });
    const second = subjectOf(wider, { ...after, 'ca-mau': { government: 0.5, economy: 0.5, security: 0.1 } });
    expect(() => attributeChange(first, second, 'ca-mau')).toThrow(
      'ca-mau: has no rank in the first edition',
    );
    expect(() => attributeChange(first, second, 'ha-giang')).toThrow('ha-giang: is not in both editions');
    expect(() => attributeChange(first, second, 'hue', 'security')).toThrow(
      'security: is no node of the framework',
    );
  });

  test('at a node that both have', () => {
    const found = attributeChange(
      subjectOf(dti([0.4, 0.3, 0.3]), before),
      subjectOf(wider, after),
      'hue',
      'government',
    );
    expect(found.parts).toHaveLength(4);
    expect(sums(found).score).toBe(found.score);
  });
});

describe('Shapley values', () => {
  // Three players of whom the first owns the left glove and the others the right ones (Shapley & Shubik 1969).
  test('of the glove game', () => {
    const worth = Float64Array.from({ length: 8 }, (_, coalition) =>
      coalition & 1 && coalition > 1 ? 1 : 0,
    );
    const parts = shapleyValues(worth);
    for (const [player, value] of [2 / 3, 1 / 6, 1 / 6].entries())
      expect(parts[player]).toBeCloseTo(value, 15);
  });
});

test('parts sum to the change, whatever changed, and the order of the units does not matter', () => {
  const cell = fc.integer({ min: 0, max: 100 }).map((value) => value / 100);
  const row = fc.record({ government: cell, economy: cell, society: cell });
  const table = fc
    .tuple(row, row, row, row)
    .map(
      (rows): Values => Object.fromEntries(rows.map((cells, place) => [Object.keys(before)[place]!, cells])),
    );
  const weight = fc.integer({ min: 1, max: 9 });
  const weights = fc.tuple(weight, weight, weight);
  fc.assert(
    fc.property(table, table, weights, weights, (first, second, earlier, later) => {
      const attribute = (one: Values, other: Values) => {
        try {
          return attributeChange(subjectOf(dti(earlier), one), subjectOf(dti(later), other), 'hue');
        } catch (error) {
          expect(String(error)).toContain('has no rank');
          return null;
        }
      };
      const found = attribute(first, second);
      if (!found) return;
      const { score, places } = sums(found);
      expect(Math.abs(score - found.score)).toBeLessThanOrEqual(1e-12);
      expect(places).toBeCloseTo(found.places, 12);
      const reversed = (values: Values) => Object.fromEntries(Object.entries(values).toReversed());
      expect(attribute(reversed(first), reversed(second))).toEqual(found);
    }),
    { seed: 2022, numRuns: 60 },
  );
});
