import type { Text } from '../../domain/methodology/definitions.ts';
import type { CohortResult } from '../../domain/release/run.ts';
import type { PortalRelease } from '../../use-cases/portal-ports.ts';

/** Ranks of the total in every edition that ranks the units of a set, oldest edition first. */
export type RankHistory = {
  unitSet: CohortResult['unitSet'];
  periods: string[];
  /** Of each edition, whether its method is that of the edition before it here. */
  sameMethod: boolean[];
  /** In the order of their newest ranks; `null` where an edition has none. */
  units: { id: string; name: Text; ranks: (number | null)[]; scores: (number | null)[] }[];
};

/** One for each set of units, that of the newest edition first. */
export function rankHistories(editions: readonly PortalRelease[]): RankHistory[] {
  const sets = new Map(
    editions.flatMap(({ cohorts }) => cohorts.map(({ unitSet }) => [unitSet.id, unitSet] as const)),
  );
  return [...sets.values()].map((unitSet) => historyOf(editions, unitSet));
}

function historyOf(editions: readonly PortalRelease[], unitSet: CohortResult['unitSet']): RankHistory {
  const told = editions.toReversed().flatMap(({ period, cohorts }) => {
    const cohort = bestKnown(cohorts.filter((each) => each.unitSet.id === unitSet.id));
    return cohort ? [{ period, cohort }] : [];
  });
  const units = new Map<string, RankHistory['units'][number]>();
  for (const [place, { cohort }] of told.entries())
    for (const { unit, rank, score } of cohort.nodes[0]!.rows) {
      const { id, name } = unit;
      const known = units.get(id) ?? { id, name, ranks: told.map(() => null), scores: told.map(() => null) };
      known.ranks[place] = rank;
      known.scores[place] = score;
      units.set(id, known);
    }
  return {
    unitSet,
    periods: told.map(({ period }) => period),
    sameMethod: told.map(({ cohort }, place) => {
      const { comparison } = cohort;
      return comparison?.period === told[place - 1]?.period && comparison?.sameMethod === true;
    }),
    units: [...units.values()].sort((a, b) => newestRank(a) - newestRank(b)),
  };
}

const newestRank = ({ ranks }: { ranks: (number | null)[] }): number => {
  const back = ranks.toReversed().findIndex((rank) => rank !== null);
  return back < 0 ? Number.MAX_VALUE : back * 10_000 + ranks.at(-1 - back)!;
};

/** Where an edition ranks the same units twice, the cohort that ranks more of them; of two alike the first. */
const bestKnown = (cohorts: CohortResult[]): CohortResult | undefined =>
  cohorts.toSorted((a, b) => b.nodes[0]!.statistics.ranked - a.nodes[0]!.statistics.ranked)[0];

/** From one known rank to the next; an edition without a rank is a gap that nothing is drawn over. */
export function segmentsOf(
  { sameMethod }: Pick<RankHistory, 'sameMethod'>,
  ranks: readonly (number | null)[],
): { from: number; to: number; sameMethod: boolean }[] {
  return ranks.flatMap((rank, to) =>
    to > 0 && rank !== null && ranks[to - 1] !== null
      ? [{ from: to - 1, to, sameMethod: sameMethod[to]! }]
      : [],
  );
}

/** Who was first most often, and how often. */
export function mostOftenFirst({ units }: RankHistory): { name: Text; times: number } | undefined {
  const counted = units.map(({ name, ranks }) => ({
    name,
    times: ranks.filter((rank) => rank === 1).length,
  }));
  return counted.sort((a, b) => b.times - a.times)[0];
}

/** From the edition before to this one, of the units that have a rank in both, as the release itself tells it. */
export function rankChanges(
  period: string,
  { unitSet, comparison, nodes }: CohortResult,
): RankHistory | undefined {
  const moved = nodes[0]!.rows.filter(({ rank, change }) => rank !== null && change?.rank != null);
  if (!comparison || moved.length === 0) return undefined;
  return {
    unitSet,
    periods: [comparison.period, period],
    sameMethod: [false, comparison.sameMethod],
    units: moved.map(({ unit: { id, name }, rank, score, change }) => ({
      id,
      name,
      ranks: [rank! + change!.rank!, rank],
      scores: [null, score],
    })),
  };
}
