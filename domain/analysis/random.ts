import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { AnalysisError } from './analysis-error.ts';

/** Numbers between 0 (included) and 1 (excluded), of 53 random bits each. */
export type Random = () => number;

/** The generator starts from a state of few set bits; after so many numbers it has forgotten it. */
const WARM_UP = 64;

/**
 * A stream of random numbers that depends on the seed alone: whole-number arithmetic, so the same on every machine.
 * Source: Blackman & Vigna, Scrambled Linear Pseudorandom Number Generators (2021), xoroshiro128+.
 *
 * @param seed a whole number of 32 bits
 * @throws {AnalysisError} `setting-invalid` for another seed
 */
export function randomNumbers(seed: number): Random {
  if (seed !== (seed | 0) && seed !== seed >>> 0)
    throw new AnalysisError({
      code: 'setting-invalid',
      where: 'seed',
      message: `is ${seed}; give a whole number of 32 bits`,
    });
  const generator = xoroshiro128plus(seed | 0);
  for (let number = 0; number < WARM_UP; number++) generator.next();
  return () => uniformFloat64(generator);
}

/** A whole number from 0 up to and without `count`, each as likely as the others. */
export const drawWhole = (random: Random, count: number): number => Math.floor(random() * count);
