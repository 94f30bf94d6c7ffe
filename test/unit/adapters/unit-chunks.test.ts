import { describe, expect, it } from 'vitest';
import { chunkOf } from '../../../adapters/dynamodb/unit-chunks.ts';

describe('the chunk of a unit', () => {
  it('never moves: stored releases are read by it', () => {
    expect(['da-nang', 'hue', 'ho-chi-minh', 'can-tho'].map((unit) => chunkOf(unit, 7))).toEqual([
      1, 0, 5, 4,
    ]);
  });

  it('spreads ids that differ by a digit', () => {
    const counts = Array.from({ length: 8 }, () => 0);
    for (let unit = 0; unit < 8_000; unit += 1) counts[chunkOf(`commune-${unit}`, 8)]! += 1;
    expect(Math.max(...counts) / Math.min(...counts)).toBeLessThan(1.3);
  });
});
