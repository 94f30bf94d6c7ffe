import type { ResultRow } from './run.ts';

/**
 * Ranks among the units of the same region, by the ranks that they have in all: units that tie there tie here, 1, 2,
 * 2, 4.
 *
 * @param rows of a node, by rank
 * @returns a rank a unit id, for each that has a rank and a region
 */
export function regionRanks(rows: readonly ResultRow[]): Map<string, number> {
  const last = new Map<string, { count: number; rank: number; inRegion: number }>();
  const found = new Map<string, number>();
  for (const { unit, rank } of rows) {
    if (rank === null || unit.region === undefined) continue;
    const before = last.get(unit.region);
    const count = (before?.count ?? 0) + 1;
    const inRegion = before?.rank === rank ? before.inRegion : count;
    last.set(unit.region, { count, rank, inRegion });
    found.set(unit.id, inRegion);
  }
  return found;
}
