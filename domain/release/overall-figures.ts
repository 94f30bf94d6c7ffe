import { decimalsOf, roundHalfAway } from '../engine/decimal.ts';
import type { NodeStatistics, ResultRow } from './run.ts';

type Leader = { unit: ResultRow['unit']; score: number };

/** How far the first unit is ahead of the second; both hold rank 1 where they tie. */
export type Lead = { first: Leader; second: Leader; difference: number; percent: number | null };

/** @param rows by rank */
export function leadOf(rows: readonly ResultRow[]): Lead | null {
  const [first, second] = rows.slice(0, 2);
  if (!first || !second || first.rank !== 1 || second.rank === null || second.rank > 2) return null;
  if (first.score === null || second.score === null) return null;
  return {
    first: { unit: first.unit, score: first.score },
    second: { unit: second.unit, score: second.score },
    difference: exactDifference(first.score, second.score),
    percent: growth(second.score, first.score),
  };
}

/** The mean of all units in two editions, both `published` or both `computed` here from all units. */
export type MeanGrowth = {
  origin: 'published' | 'computed';
  mean: number;
  previous: number;
  difference: number;
  percent: number | null;
};

/** Published means are those of all units; computed ones count only where every unit has a score. */
export function growthOfMean(now: NodeStatistics, before: NodeStatistics): MeanGrowth | null {
  const means = (
    origin: MeanGrowth['origin'],
    of: (statistics: NodeStatistics) => number | null | undefined,
  ) => {
    const [mean, previous] = [of(now) ?? null, of(before) ?? null];
    if (mean === null || previous === null) return null;
    const difference = exactDifference(mean, previous);
    return { origin, mean, previous, difference, percent: growth(previous, mean) };
  };
  return (
    means('published', ({ published }) => published?.find(({ measure }) => measure === 'mean')?.value) ??
    means('computed', ({ mean, scored, units }) => (scored === units ? mean : null))
  );
}

/** In per cent, to two decimals; `null` where the base is not positive. */
const growth = (from: number, to: number): number | null =>
  from > 0 ? roundHalfAway(100 * (to / from - 1), 2) : null;

/** Rounded to the decimals of its figures: 0.1 + 0.2 is no reason for a fifteenth one. */
const exactDifference = (a: number, b: number): number =>
  roundHalfAway(a - b, Math.min(10, Math.max(decimalsOf(a), decimalsOf(b))));
