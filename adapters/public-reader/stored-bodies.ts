import { standingOf } from '../../domain/release/standing.ts';
import type { EditionSummary, StoredProfile, StoredRanking } from '../../use-cases/read-ports.ts';
import type { Assessed, RankingPage, RunSummary, UnitChunk } from '../dynamodb/run-items.ts';

/** What a stored body says, without what its key says already. */
export const toSummary = ({ inputs, cohorts }: RunSummary): EditionSummary => ({ inputs, cohorts });

export const toRanking = ({
  node,
  nodes,
  regions,
  statistics,
  total,
  rows,
  intervals,
  ...body
}: RankingPage): StoredRanking => ({
  cohort: cohortOf(body),
  node,
  nodes,
  regions,
  statistics,
  total,
  rows: intervals ? rows.map((row) => ({ ...row, ...intervalIn(intervals, row.unit.id) })) : rows,
});

/** `undefined` for a unit that the cohort does not have. */
export function toProfile(
  { nodes, units, intervals, ...body }: UnitChunk,
  id: string,
): StoredProfile | undefined {
  // An id is what a stranger asked for: it may be the name of what every object has.
  if (!Object.hasOwn(units, id)) return undefined;
  const { unit, rows } = units[id]!;
  return {
    cohort: cohortOf(body),
    unit,
    nodes: nodes.flatMap(({ statistics, ...node }, place) => {
      const row = rows[place];
      if (!row) return [];
      const standing = standingOf(row, { ...node, statistics }, body.cohort.origin);
      const { tied, ...result } = row;
      const interval = place === 0 && intervals && intervalIn(intervals, id);
      return [{ ...node, ...result, ...standing, ...interval, ranked: statistics.ranked }];
    }),
  };
}

const intervalIn = (intervals: NonNullable<Assessed['intervals']>, unit: string) =>
  Object.hasOwn(intervals, unit) && { rankInterval: intervals[unit]! };

/** Pages keep the comparison beside the cohort; the editions' summary keeps it within. */
const cohortOf = ({ cohort, comparison }: Pick<RankingPage, 'cohort' | 'comparison'>) => ({
  ...cohort,
  ...(comparison && { comparison }),
});
