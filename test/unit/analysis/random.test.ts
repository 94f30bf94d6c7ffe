import { describe, expect, test } from 'vitest';
import { drawWhole, randomNumbers } from '../../../domain/analysis/random.ts';

describe('random numbers', () => {
  test('of a seed are the same everywhere and for ever', () => {
    const random = randomNumbers(2022);
    expect([random(), random(), random()]).toEqual([
      0.1835091202345417, 0.5521988760670076, 0.9565439544026181,
    ]);
  });

  test('of a seed as a signed and as an unsigned number are the same', () => {
    expect(randomNumbers(-1)()).toBe(randomNumbers(2 ** 32 - 1)());
  });

  test('lie between 0 and 1 and fill the range evenly', () => {
    const random = randomNumbers(1);
    const cells = new Uint32Array(10);
    for (let draw = 0; draw < 10_000; draw++) cells[drawWhole(random, 10)]!++;
    for (const count of cells) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });

  test.each([0.5, 2 ** 32, -(2 ** 31) - 1, Number.NaN])('%s is no seed', (seed) => {
    expect(() => randomNumbers(seed)).toThrow('give a whole number of 32 bits');
  });
});
