import { AnalysisError } from '../analysis-error.ts';
import { nodePlace } from '../ranks-at.ts';
import type { Computed, Subject } from '../subject.ts';
import { extremeCount, type Leads } from './extreme-count.ts';
import { type LinearScore, linearScore } from './linear-score.ts';

/** A rank that some weights give, and whether it is proven that none give a more extreme one. */
export type Reach = {
  rank: number;
  proven: boolean;
  /** A weight a node of the model: those that give the rank. */
  weights: Float64Array;
};

export type ReachableRanks = { best: Reach; worst: Reach };

/**
 * The best and the worst rank of a unit at the subject's node over all weights at one depth, from 0 on and each family of siblings with the
 * sum that it has, all else as it is.
 *
 * Each unit that may stand above is a yes or no in an integer programme, solved by branch and cut over linear
 * programmes, so that a proven rank is exact but for leads below two ten-millionths of the largest that a weight could
 * give: these count as ties. Ranks are those before rounding. A rank is not proven where the search of 32,768 branches
 * ends before all are tried; it is reached all the same.
 * Source: Cherchye, Moesen, Rogge & Van Puyenbroeck, An Introduction to "Benefit of the Doubt" Composite Indicators
 * (2007), for weights that suit a unit best; for the count of units above as an integer programme, Salo & Punkka,
 * Ranking Intervals and Dominance Relations for Ratio-Based Efficiency Analysis (2011), theorem 3.
 *
 * @param computed the subject computed, and not evaluated with other weights since
 * @param unit the unit's place
 * @param depth 1 for the weights of the node's parts, 2 for those of their parts …
 * @throws {AnalysisError} `unit-not-ranked`; as `linearScore`
 */
export function reachableRanks(
  subject: Pick<Subject, 'framework' | 'node'>,
  computed: Computed,
  unit: number,
  depth = 1,
): ReachableRanks {
  const score = linearScore(subject, computed, depth);
  const nominal = computed.evaluation.scores[nodePlace(computed.model, subject.node)]!;
  if (!(nominal[unit]! === nominal[unit]))
    throw new AnalysisError({ code: 'unit-not-ranked', message: `the unit at place ${unit} has no score` });
  const leads = leadsOver(score, nominal, unit);
  return {
    best: reach(leads, 'fewest', score, computed),
    worst: reach(leads, 'most', score, computed),
  };
}

/** By how much each other unit leads, as a function of the shares: fixed + Σ share × lead. */
function leadsOver({ fixed, families }: LinearScore, nominal: Float64Array, unit: number): Leads {
  const columns = families.flatMap((family) => family.columns);
  const others = [...nominal.keys()].filter((other) => other !== unit && !Number.isNaN(nominal[other]!));
  return {
    families: families.map(({ children }) => children.length),
    rows: others.map((other) => ({
      fixed: fixed[other]! - fixed[unit]!,
      leads: Float64Array.from(columns, (column) => column[other]! - column[unit]!),
    })),
  };
}

function reach(leads: Leads, which: 'fewest' | 'most', { families }: LinearScore, computed: Computed): Reach {
  const { count, shares, proven } = extremeCount(leads, which);
  const weights = computed.evaluation.weights.slice();
  let next = 0;
  for (const { children, sum } of families)
    for (const child of children) weights[child] = shares[next++]! * sum;
  return { rank: count + 1, proven, weights };
}
