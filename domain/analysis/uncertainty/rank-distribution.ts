import { quantile } from '../statistics/quantile.ts';

/** The ranks that units had in the replicates of a simulation. */
export type RankDistribution = {
  units: number;
  /** Replicates asked for, and those of them that gave a ranking. */
  planned: number;
  replicates: number;
  /** The rank of each unit by the method as it is; 0 where it has none. */
  nominal: Int32Array;
  /** The rank of unit u in the r-th replicate that gave one at `u * replicates + r`; 0 where it has none. */
  ranks: Int32Array;
  /** Every replicate that gave no ranking, and why. */
  failures: readonly ReplicateFailure[];
};

export type ReplicateFailure = { replicate: number; options: readonly string[]; reason: string };

/** A unit's ranks summed up; `null` where it has none in any replicate. */
export type RankSummary = {
  nominal: number | null;
  mean: number | null;
  median: number | null;
  /** 5th and 95th percentile. */
  low: number | null;
  high: number | null;
  best: number | null;
  worst: number | null;
  /** In how many replicates it has a rank. */
  ranked: number;
};

/** The ranks of a unit, one a replicate, 0 where it has none. */
export const ranksOf = ({ ranks, replicates }: RankDistribution, unit: number): Int32Array =>
  ranks.subarray(unit * replicates, (unit + 1) * replicates);

/**
 * A unit's ranks summed up, over the replicates in which it has one; percentiles are of definition 7 (Hyndman & Fan,
 * Sample Quantiles in Statistical Packages, 1996).
 *
 * @param unit the unit's place
 */
export function rankSummary(distribution: RankDistribution, unit: number): RankSummary {
  const sorted = ranksOf(distribution, unit)
    .filter((rank) => rank > 0)
    .sort();
  const ranked = sorted.length;
  const nominal = distribution.nominal[unit]! || null;
  if (ranked === 0)
    return { nominal, mean: null, median: null, low: null, high: null, best: null, worst: null, ranked };
  let sum = 0;
  for (let place = 0; place < ranked; place++) sum += sorted[place]!;
  return {
    nominal,
    mean: sum / ranked,
    median: quantile(sorted, 0.5),
    low: quantile(sorted, 0.05),
    high: quantile(sorted, 0.95),
    best: sorted[0]!,
    worst: sorted[ranked - 1]!,
    ranked,
  };
}

/**
 * How often each unit takes each rank: the share for unit u and rank r at `u * units + r - 1`. The shares of a unit
 * sum to 1, less the share of replicates in which it has no rank.
 * Source: Lahdelma & Salminen, SMAA-2: Stochastic Multicriteria Acceptability Analysis for Group Decision Making
 * (2001), rank acceptability index.
 */
export function rankAcceptability(distribution: RankDistribution): Float64Array {
  const { units, replicates } = distribution;
  const counts = new Float64Array(units * units);
  for (let unit = 0; unit < units; unit++)
    for (const rank of ranksOf(distribution, unit)) if (rank > 0) counts[unit * units + rank - 1]!++;
  return counts.map((count) => (replicates > 0 ? count / replicates : 0));
}

/** The share, 0 … 1, of replicates in which a unit (by its place) is among the first `places`. */
export function probabilityOfTop(distribution: RankDistribution, unit: number, places: number): number {
  const { replicates } = distribution;
  const within = ranksOf(distribution, unit).filter((rank) => rank > 0 && rank <= places).length;
  return replicates > 0 ? within / replicates : 0;
}

/** How two units stand to each other, as shares of the replicates in which both have a rank; they sum to 1. */
export type Duel = { above: number; below: number; tied: number };

/**
 * How often unit `a` stands above unit `b`, both by their places.
 * Source: Leskinen et al., Developing a Multicriteria Approach … (2006), pairwise winning index of SMAA.
 *
 * @returns `null` where there is no replicate in which both have a rank
 */
export function duel(distribution: RankDistribution, a: number, b: number): Duel | null {
  const first = ranksOf(distribution, a);
  const second = ranksOf(distribution, b);
  let above = 0;
  let below = 0;
  let tied = 0;
  for (let replicate = 0; replicate < first.length; replicate++) {
    const rankA = first[replicate]!;
    const rankB = second[replicate]!;
    if (rankA === 0 || rankB === 0) continue;
    if (rankA < rankB) above++;
    else if (rankA > rankB) below++;
    else tied++;
  }
  const met = above + below + tied;
  return met > 0 ? { above: above / met, below: below / met, tied: tied / met } : null;
}
