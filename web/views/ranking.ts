import type { CohortResult, NodeResult, ResultRow } from '../../domain/release/run.ts';
import { plainName } from '../../domain/units/written-name.ts';
import type { PortalRelease } from '../../use-cases/portal-ports.ts';
import type { StoredRow } from '../../use-cases/read-ports.ts';
import type { RankHistory } from './rank-history.ts';

export type RankingRow = ResultRow & {
  /** What a search looks at: the names without diacritics. */
  key: string;
  /** 0..1 of the length of a bar; `null` without a score. */
  bar: number | null;
  history: (number | null)[];
};

export type RankingView = {
  cohort: CohortResult;
  node: NodeResult;
  ranked: RankingRow[];
  unranked: RankingRow[];
  regions: string[];
  /** The last rank that any of them has or had. */
  worst: number;
  has: { score: boolean; grade: boolean; change: boolean; interval: boolean; history: boolean };
};

/** The total of a cohort as a table shows it. */
export function rankingView(
  { cohorts }: PortalRelease,
  cohortId: string,
  history?: RankHistory,
): RankingView {
  const cohort = cohorts.find(({ id }) => id === cohortId)!;
  const node = cohort.nodes[0]!;
  const length = barOf(node);
  const ranksOf = new Map(history?.units.map(({ id, ranks }) => [id, ranks]));
  const rows = node.rows.map((row) => ({
    ...row,
    key: keyOf(row.unit.name),
    bar: row.score === null ? null : length(row.score),
    history: ranksOf.get(row.unit.id) ?? [],
  }));
  const some = (tell: (row: ResultRow) => boolean) => node.rows.some(tell);
  return {
    cohort,
    node,
    ranked: rows.filter(({ rank }) => rank !== null),
    unranked: rows.filter(({ rank }) => rank === null),
    regions: [...new Set(node.rows.flatMap(({ unit }) => unit.region ?? []))].sort(),
    worst: Math.max(1, ...rows.flatMap((row) => [row.rank ?? 1, ...row.history.map((rank) => rank ?? 1)])),
    has: {
      score: some(({ score }) => score !== null),
      grade: some(({ grade }) => grade !== undefined),
      change: some(({ change }) => change?.rank != null),
      interval: some((row) => intervalOf(row) !== undefined),
      history: rows.some((row) => row.history.filter((rank) => rank !== null).length > 1),
    },
  };
}

export const keyOf = ({ vi, en }: { vi: string; en: string }): string =>
  [...new Set([plainName(vi), plainName(en)])].join(' ');

/** A bar begins at zero, unless there are scores below it: then at the lowest. */
function barOf({ rows }: NodeResult): (score: number) => number {
  const scores = rows.flatMap(({ score }) => score ?? []);
  const low = Math.min(0, ...scores);
  const high = Math.max(...scores);
  return (score) => (high > low ? (score - low) / (high - low) : 0);
}

/** Between which ranks nine of ten replicates lie, where it is known. */
export const intervalOf = (row: StoredRow): StoredRow['rankInterval'] => row.rankInterval;
