import type { StoredHistory, StoredProfile, StoredRanking } from '../../use-cases/read-ports.ts';
import type { HistoryEntry, RankingPage, UnitProfile } from '../dynamodb/run-items.ts';

/** What a stored body says, without what its key says already. */
export const toRanking = ({ node, nodes, statistics, total, rows, ...body }: RankingPage): StoredRanking => ({
  cohort: cohortOf(body),
  node,
  nodes,
  statistics,
  total,
  rows,
});

export const toProfile = ({ unit, nodes, ...body }: UnitProfile): StoredProfile => ({
  cohort: cohortOf(body),
  unit,
  nodes: nodes.map(({ total: _, ...node }) => node),
});

export const toHistory = ({ period, run, unit, nodes, ...body }: HistoryEntry): StoredHistory => ({
  period,
  run,
  cohort: cohortOf(body),
  unit,
  nodes: Object.entries(nodes).map(([code, node]) => ({ code, ...node })),
});

/** Pages keep the comparison beside the cohort; the editions' summary keeps it within. */
const cohortOf = ({ cohort, comparison }: Pick<RankingPage, 'cohort' | 'comparison'>) => ({
  ...cohort,
  ...(comparison && { comparison }),
});
