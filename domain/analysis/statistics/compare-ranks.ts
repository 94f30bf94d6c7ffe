import { correlation } from './correlation.ts';

/** How two rankings of the same units differ. */
export type RankComparison = {
  /** Ranks gained from the first to the second, a number a unit; `null` where it has no rank in one of them. */
  gains: (number | null)[];
  /** Units by how far they moved, the furthest first; equal moves in the order of the units. */
  order: number[];
  /** Of the units ranked in both; `null` where there are none. */
  meanAbsoluteShift: number | null;
  largestShift: number | null;
  /** Rank correlations over the units ranked in both; `null` where they do not vary. */
  spearman: number | null;
  kendall: number | null;
  /** Units with a rank in one ranking only. */
  unmatched: number;
};

/**
 * Compares two rankings: of two methods, two editions, or with and without a component. The mean absolute shift
 * is R_S of the OECD/JRC Handbook on Constructing Composite Indicators (2008), section 7.1.
 *
 * @param first @param second a rank a unit in the same order, 0 where it has none
 * @throws {AnalysisError} `lengths-differ`
 */
export function compareRanks(first: ArrayLike<number>, second: ArrayLike<number>): RankComparison {
  const before = asColumn(first);
  const after = asColumn(second);
  const spearman = correlation(before, after, 'spearman').coefficient;
  const gains = Array.from(before, (rank, unit) => {
    const gain = rank - after[unit]!;
    return Number.isNaN(gain) ? null : gain;
  });
  const shifts = gains.filter((gain) => gain !== null).map(Math.abs);
  return {
    gains,
    order: furthestFirst(gains),
    meanAbsoluteShift:
      shifts.length > 0 ? shifts.reduce((sum, shift) => sum + shift, 0) / shifts.length : null,
    largestShift: shifts.length > 0 ? Math.max(...shifts) : null,
    spearman,
    kendall: correlation(before, after, 'kendall').coefficient,
    unmatched: gains.filter((_, unit) => Number.isNaN(before[unit]!) !== Number.isNaN(after[unit]!)).length,
  };
}

const asColumn = (ranks: ArrayLike<number>): Float64Array =>
  Float64Array.from(ranks, (rank) => (rank > 0 ? rank : Number.NaN));

const furthestFirst = (gains: readonly (number | null)[]): number[] =>
  gains
    .flatMap((gain, unit) => (gain === null ? [] : [{ unit, shift: Math.abs(gain) }]))
    .sort((a, b) => b.shift - a.shift)
    .map(({ unit }) => unit);
