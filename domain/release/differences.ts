import { roundHalfAway } from '../engine/decimal.ts';
import type { ResultRow } from './run.ts';

/** What two releases say differently of one unit at one node; `null` where one does not have the unit. */
export type RowDifference = {
  unit: ResultRow['unit'];
  from: RowFigures | null;
  to: RowFigures | null;
  /** A positive `rank` means up; `null` where either release has no figure. */
  change: { rank: number | null; score: number | null };
};

type RowFigures = Pick<ResultRow, 'score' | 'rank' | 'grade' | 'status'>;

/**
 * @param decimals of the published scores: a difference has no more
 * @returns units in the order of `to`, then those that only `from` has
 */
export function rowDifferences(
  from: readonly ResultRow[],
  to: readonly ResultRow[],
  decimals: number,
): RowDifference[] {
  const before = new Map(from.map((row) => [row.unit.id, row]));
  const after = new Set(to.map(({ unit }) => unit.id));
  const pairs = [
    ...to.map((row) => ({ unit: row.unit, from: before.get(row.unit.id), to: row })),
    ...from
      .filter(({ unit }) => !after.has(unit.id))
      .map((row) => ({ unit: row.unit, from: row, to: undefined })),
  ];
  return pairs
    .filter((pair) => !sameFigures(pair.from, pair.to))
    .map(({ unit, from, to }) => ({
      unit,
      from: figuresOf(from),
      to: figuresOf(to),
      change: {
        rank: difference(from?.rank, to?.rank, (before, after) => before - after),
        score: difference(from?.score, to?.score, (before, after) => roundHalfAway(after - before, decimals)),
      },
    }));
}

const figuresOf = (row: ResultRow | undefined): RowFigures | null =>
  row
    ? {
        score: row.score,
        rank: row.rank,
        ...(row.grade !== undefined && { grade: row.grade }),
        status: row.status,
      }
    : null;

const sameFigures = (a: ResultRow | undefined, b: ResultRow | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  a.score === b.score &&
  a.rank === b.rank &&
  a.grade === b.grade &&
  a.status === b.status;

function difference(
  before: number | null | undefined,
  after: number | null | undefined,
  between: (before: number, after: number) => number,
): number | null {
  return before == null || after == null ? null : between(before, after);
}
