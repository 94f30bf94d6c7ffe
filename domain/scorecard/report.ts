import { compileFramework } from '../engine/compile-framework.ts';
import { roundHalfAway } from '../engine/decimal.ts';
import type { Model } from '../engine/model.ts';
import { prepare } from '../engine/prepare/prepare.ts';
import { type NodeScores, scoreUnits } from '../engine/score-units.ts';
import type { Framework, Indicator, Text } from '../methodology/definitions.ts';
import { observationMatrix } from '../release/observation-matrix.ts';
import type { Observation } from '../submission/part.ts';
import { type Deduction, deductionAt, isOpen, leavesBelow } from './deductions.ts';
import { claimedObservation, countingObservation, type ScorecardObservation } from './observation.ts';
import { maximumPointsOf } from './points.ts';

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
        deductions: below.flatMap(
          (leaf) => deductionAt(leaf, pointsAt.get(leaf.code)!.deducted ?? 0, found(leaf.indicator)) ?? [],
        ),
      };
    });
    return { unit, lines };
  });
}

const keyOf = ({ indicator, unit }: Pick<Observation, 'indicator' | 'unit'>): string =>
  `${indicator} ${unit}`;

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
