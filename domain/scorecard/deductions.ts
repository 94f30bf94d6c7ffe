import type { Framework, FrameworkNode, Text } from '../methodology/definitions.ts';
import { isCorrected, isDecided, type ScorecardObservation } from './observation.ts';

/** Why a criterion has other points than its unit claims. */
export type Deduction = {
  /** The criterion: a leaf. */
  node: string;
  /** Points taken away; negative where points were added. */
  points: number;
} & (
  | { cause: 'verified'; indicator: string; claimed: number | null; verified: number | null; reason: string }
  | { cause: 'other-units'; reason: Text }
);

/** @param points claimed less verified */
export function deductionAt(
  { code, indicator }: Leaf,
  points: number,
  observation: ScorecardObservation | undefined,
): Deduction | undefined {
  if (observation && isCorrected(observation)) {
    const { claimed, verified = null, deductionReason = '' } = observation;
    return { node: code, points, cause: 'verified', indicator, claimed, verified, reason: deductionReason };
  }
  return points === 0 ? undefined : { node: code, points, cause: 'other-units', reason: otherUnits };
}

/** A criterion measured against the largest value among units moves when that one is corrected. */
const otherUnits: Text = {
  vi: 'điểm so với đơn vị khác thay đổi sau khi thẩm định đơn vị đó',
  en: 'points are measured against other units, whose values were corrected',
};

/** Something is claimed and nobody has decided about it. */
export const isOpen = (observation: ScorecardObservation | undefined): boolean =>
  observation !== undefined && observation.claimed !== null && !isDecided(observation);

export type Leaf = { code: string; indicator: string };

/** The leaves at or below each node, by its code. */
export function leavesBelow({ root, reported }: Framework): Map<string, Leaf[]> {
  const leaves = new Map<string, Leaf[]>();
  const collect = (node: FrameworkNode): Leaf[] => {
    const below = 'indicator' in node ? [node] : node.children.flatMap(collect);
    const own = below.map(({ code, indicator }) => ({ code, indicator }));
    leaves.set(node.code, own);
    return own;
  };
  for (const node of [root, ...reported]) collect(node);
  return leaves;
}
