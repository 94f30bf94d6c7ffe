import { decimalsOf, roundHalfAway } from '../engine/decimal.ts';
import type { NodeResult, NodeStatistics, Origin, ResultRow } from './run.ts';

/** What a row's neighbours tell of it, kept with it since it cannot be told from the row alone. */
export type Neighbours = {
  /** How many units share its rank, itself among them; absent for one. */
  tied?: number;
  /** The nearest unit with a better rank, and the score that is missing to reach it. */
  next?: { unit: string; rank: number; distance: number | null };
};

/** Where a row stands among the others of its node; each figure is absent where it is not known. */
export type Standing = Pick<Neighbours, 'next'> & {
  /** Per cent of the ranked units that it is ahead of, a tie counting half. */
  percentile?: number;
  /** Score − mean. */
  toMean?: number;
};

/** @param rows of a node, by rank */
export function neighboursOf(rows: readonly ResultRow[]): Neighbours[] {
  const holders = new Map<number, number>();
  for (const { rank } of rows) if (rank !== null) holders.set(rank, (holders.get(rank) ?? 0) + 1);
  let better: ResultRow | undefined;
  return rows.map((row, place) => {
    if (row.rank === null) return {};
    const before = rows[place - 1];
    if (before && before.rank !== row.rank) better = before;
    const tied = holders.get(row.rank)!;
    return { ...(tied > 1 && { tied }), ...(better && { next: nextOf(row, better) }) };
  });
}

const nextOf = (row: ResultRow, { unit, rank, score }: ResultRow) => ({
  unit: unit.id,
  rank: rank!,
  distance: distance(row.score, score),
});

/** Exact as decimals: 0.7163 is 0.0839 behind 0.8002. */
function distance(from: number | null, to: number | null): number | null {
  if (from === null || to === null) return null;
  return roundHalfAway(to - from, Math.max(decimalsOf(from), decimalsOf(to)));
}

type Node = Pick<NodeResult, 'decimals'> & { statistics: NodeStatistics };

/** Where only some units were printed, shares of all units are not known, so they are not told. */
export function standingOf(
  row: Omit<ResultRow, 'unit'> & Neighbours,
  { statistics, decimals }: Node,
  origin: Origin,
): Standing {
  const { ranked, units, mean } = statistics;
  const whole = origin !== 'imported' || ranked === units;
  const percentile = row.percentile ?? (whole ? percentileOf(row, ranked) : undefined);
  return {
    ...(percentile !== undefined && { percentile }),
    ...(row.score !== null &&
      mean !== null && { toMean: roundHalfAway(row.score - mean, Math.max(6, decimals ?? 0)) }),
    ...(row.next && { next: row.next }),
  };
}

/**
 * Ranks of competition, by which the first of those that tie is told.
 * Source: Roscoe, Fundamental Research Statistics for the Behavioral Sciences (1975), percentile rank.
 */
function percentileOf(
  { rank, tied = 1 }: { rank: number | null } & Neighbours,
  ranked: number,
): number | undefined {
  if (rank === null) return undefined;
  return roundHalfAway((100 * (ranked - (rank - 1) - tied / 2)) / ranked, 2);
}
