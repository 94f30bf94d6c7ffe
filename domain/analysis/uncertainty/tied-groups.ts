import { AnalysisError } from '../analysis-error.ts';
import { duel, type RankDistribution } from './rank-distribution.ts';

/**
 * Groups of neighbours whose order the replicates leave open. Two units are statistically tied where the share of
 * replicates in which one stands above the other, a tie counting half, lies between α and 1 − α. From the top of
 * the nominal ranking, a unit joins the group above it while it is tied with every member, so that being tied never
 * chains from the first of a group to a unit that the first clearly beats. A unit that is tied with no neighbour is
 * a group of its own.
 *
 * Source: the tie by a pairwise probability is that of Goldstein & Spiegelhalter, League Tables and Their
 * Limitations (1996), for institutions that a league table cannot tell apart; the probability is the pairwise winning
 * index of SMAA (Leskinen et al. 2006).
 *
 * @param alpha above 0 and below one half; 0.05 asks for nineteen replicates of twenty
 * @returns places of units; units without a nominal rank are in no group
 * @throws {AnalysisError} `setting-invalid`
 */
export function tiedGroups(distribution: RankDistribution, alpha = 0.05): number[][] {
  if (!(alpha > 0 && alpha < 0.5))
    throw new AnalysisError({
      code: 'setting-invalid',
      where: 'alpha',
      message: `is ${alpha}; it lies above 0 and below 0.5`,
    });
  const groups: number[][] = [];
  for (const unit of nominalOrder(distribution)) {
    const group = groups.at(-1);
    if (group?.every((member) => areTied(distribution, member, unit, alpha))) group.push(unit);
    else groups.push([unit]);
  }
  return groups;
}

const nominalOrder = ({ nominal, units }: RankDistribution): number[] =>
  Array.from({ length: units }, (_, unit) => unit)
    .filter((unit) => nominal[unit]! > 0)
    .sort((a, b) => nominal[a]! - nominal[b]!);

function areTied(distribution: RankDistribution, a: number, b: number, alpha: number): boolean {
  const found = duel(distribution, a, b);
  if (!found) return false;
  const share = found.above + found.tied / 2;
  return share >= alpha && share <= 1 - alpha;
}
