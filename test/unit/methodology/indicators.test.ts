import { describe, expect, it } from 'vitest';
import { loadDefinitions } from '../../../domain/methodology/load-definitions.ts';
import { example } from './example.ts';

const load = (atMost: string, unit = 'points') =>
  loadDefinitions(
    Object.entries({
      ...example,
      'indicators.yaml': example['indicators.yaml']
        .replace('unit: points', `unit: points\n    atMost: ${atMost}`)
        .replace(/unit: points\n$/, `unit: ${unit}\n`),
    }).map(([path, text]) => ({ path, text })),
  );

describe('an indicator that is a part of another', () => {
  it('keeps its rule in the definition of each edition', () => {
    const { editions, findings } = load('ict.people');
    expect(findings).toEqual([]);
    expect(editions[0]?.cohorts[0]).toMatchObject({
      indicators: [{ id: 'ict.infrastructure', atMost: 'ict.people' }, { id: 'ict.people' }],
    });
  });

  it.each([
    ['ict.peple', 'points', 'unknown indicator "ict.peple"'],
    ['ict.infrastructure', 'points', 'is not a part of itself'],
    ['ict.people', 'percent', 'cannot be held against'],
  ])('names one that there is, and is measured like it: %s in %s', (atMost, unit, message) => {
    const { findings } = load(atMost, unit);
    expect(findings).toMatchObject([
      { path: 'indicators.yaml', line: 6, message: expect.stringContaining(message) },
    ]);
  });
});
