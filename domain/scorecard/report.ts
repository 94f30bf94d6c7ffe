import { compileFramework } from '../engine/compile-framework.ts';
import { roundHalfAway } from '../engine/decimal.ts';
import type { Model } from '../engine/model.ts';
import { prepare } from '../engine/prepare/prepare.ts';
import { type NodeScores, scoreUnits } from '../engine/score-units.ts';
import type { Framework, FrameworkNode, Indicator, Text } from '../methodology/definitions.ts';
import { observationMatrix } from '../release/observation-matrix.ts';
import type { Observation } from '../submission/part.ts';
import {
  claimedObservation,
  countingObservation,
  isCorrected,
  isDecided,
  type ScorecardObservation,
} from './observation.ts';
import { maximumPointsOf } from './points.ts';

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

/** One node of a unit's scorecard. */
export type ScorecardLine = {
  code: string;
  name: Text;
  parent: string | null;
  maximumPoints: number;
  /** Points as published, after rounding, if every unit's claim were right; `null` where nothing is claimed. */
  claimed: number | null;
  /** Points by the values that count; `null` where there is none. */
  verified: number | null;
  /** Claimed less verified, where nothing counts as 0; `null` where both are nothing. */
  deducted: number | null;
  /** Some value at or below the node is not decided yet. */
  provisional: boolean;
  /** What was deducted at or below the node, in the order of the framework. */
  deductions: Deduction[];
};

/** A unit's scorecard: the total first, each parent before its children. */
export type ScorecardReport = { unit: string; lines: ScorecardLine[] };

/**
 * Points that units claim, that were verified and that were deducted, node by node with the reasons.
 *
 * @param units ids
 * @param observations one a unit and indicator
 * @throws {RangeError} when the framework is no scorecard; {EngineError} when it cannot be computed
 */
export function scorecardReports(
  framework: Framework,
  indicators: readonly Indicator[],
  units: readonly string[],
  observations: readonly ScorecardObservation[],
): ScorecardReport[] {
  const maxima = maximumPointsOf(framework);
  const model = compileFramework(framework, indicators);
  const ordered = [...units].sort();
  const claimed = pointsBy(model, ordered, observations.map(claimedObservation));
  const counting = pointsBy(model, ordered, observations.map(countingObservation));
  const leaves = leavesBelow(framework);
  const known = new Map(observations.map((observation) => [keyOf(observation), observation]));
  return ordered.map((unit, place) => {
    const found = (indicator: string) => known.get(keyOf({ indicator, unit }));
    const points = counting.map((node, position) => pointsOf(claimed[position]!, node, place));
    const pointsAt = new Map(points.map((at, position) => [counting[position]!.code, at]));
    const lines = counting.map(({ code, name, parent }, position): ScorecardLine => {
      const below = leaves.get(code)!;
      return {
        ...{ code, name, parent },
        maximumPoints: maxima.get(code)!,
        ...points[position]!,
        provisional: below.some(({ indicator }) => isOpen(found(indicator))),
        deductions: below.flatMap((leaf) =>
          deductionAt(leaf, pointsAt.get(leaf.code)!, found(leaf.indicator)),
        ),
      };
    });
    return { unit, lines };
  });
}

const keyOf = ({ indicator, unit }: Pick<Observation, 'indicator' | 'unit'>): string =>
  `${indicator} ${unit}`;

/** Something is claimed and nobody has decided about it. */
const isOpen = (observation: ScorecardObservation | undefined): boolean =>
  observation !== undefined && observation.claimed !== null && !isDecided(observation);

function pointsBy(model: Model, units: readonly string[], observations: Observation[]): NodeScores[] {
  const period = '';
  const part = { schema: 1, kind: 'observations', period, observations } as const;
  const matrix = observationMatrix([part], period, units, model.indicators);
  return scoreUnits(model, prepare(model, matrix, {}));
}

type Points = Pick<ScorecardLine, 'claimed' | 'verified' | 'deducted'>;

function pointsOf(claimed: NodeScores, counting: NodeScores, unit: number): Points {
  const [before, after] = [numberOrNull(claimed.published[unit]!), numberOrNull(counting.published[unit]!)];
  const deducted =
    before === null && after === null ? null : roundHalfAway((before ?? 0) - (after ?? 0), counting.decimals);
  return { claimed: before, verified: after, deducted };
}

const numberOrNull = (score: number): number | null => (Number.isNaN(score) ? null : score);

type Leaf = { code: string; indicator: string };

function deductionAt(
  { code, indicator }: Leaf,
  { deducted }: Points,
  observation: ScorecardObservation | undefined,
): Deduction[] {
  const points = deducted ?? 0;
  if (observation && isCorrected(observation)) {
    const { claimed, verified = null, deductionReason = '' } = observation;
    return [{ node: code, points, cause: 'verified', indicator, claimed, verified, reason: deductionReason }];
  }
  return points === 0 ? [] : [{ node: code, points, cause: 'other-units', reason: otherUnits }];
}

/** A criterion measured against the largest value among units moves when that one is corrected. */
const otherUnits: Text = {
  vi: 'điểm so với đơn vị khác thay đổi sau khi thẩm định đơn vị đó',
  en: 'points are measured against other units, whose values were corrected',
};

/** The leaves at or below each node, by its code. */
function leavesBelow({ root, reported }: Framework): Map<string, Leaf[]> {
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
