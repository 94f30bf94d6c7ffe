import { decimalsOf, roundHalfAway, sameDecimal, toDecimal } from '../engine/decimal.ts';
import type { Target } from '../methodology/plan-definition.ts';
import type { PlanDefinition } from '../methodology/resolve-plan.ts';
import { type PlanSummary, summarise } from './plan-summary.ts';

export type TargetStatus = 'met' | 'in-progress' | 'missed' | 'no-data';

/** A value of an indicator that a unit had in a year. */
export type TargetObservation = { indicator: string; unit: string; period: string; value: number };

export type TrackedTarget = {
  target: Target;
  status: TargetStatus;
  /** The newest observation that was known, whether or not it decides the status. */
  newest: { period: string; value: number } | null;
  /** How far the newest value is from the target's, in the indicator's unit of measure; 0 where it is reached. */
  distance: number | null;
  /** What the value must gain a year, or lose, to reach the target by its due year; only while in progress. */
  pacePerYear: number | null;
};

export type PlanProgress = {
  plan: string;
  /** The year that the progress is told for. */
  asOf: string;
  /** In the order of the plan. */
  targets: TrackedTarget[];
  summary: PlanSummary;
};

/**
 * Where the targets of a plan stand, each by the newest observation.
 *
 * - met: the value is reached.
 * - missed: it is not, and the observation is of the due year or a later one.
 * - in progress: it is not, and the due year is still to come or running.
 * - no data: nothing was observed, or the due year has passed and was not observed: an older value neither
 *   proves that the target was met nor that it was missed.
 *
 * @param observations of agencies, in any order; they outrank what the plan's own source printed of a year
 * @param asOf the year to tell the progress for: later observations do not count
 */
export function trackPlan(
  { id, targets, observations: printed }: PlanDefinition,
  observations: readonly TargetObservation[],
  asOf: string,
): PlanProgress {
  const newest = newestBySubject([...printed, ...observations], asOf);
  const tracked = targets.map((target) => track(target, newest.get(subjectOf(target)) ?? null, asOf));
  const count = (wanted: TargetStatus) => tracked.filter(({ status }) => status === wanted).length;
  return {
    plan: id,
    asOf,
    targets: tracked,
    summary: summarise({
      total: targets.length,
      met: count('met'),
      inProgress: count('in-progress'),
      missed: count('missed'),
    }),
  };
}

type Subject = { indicator: string; unit: string };
type Value = { period: string; value: number };

const subjectOf = ({ indicator, unit }: Subject): string => `${indicator} ${unit}`;

/** Of two observations of one year the later in the list counts. */
function newestBySubject(observations: readonly TargetObservation[], asOf: string): Map<string, Value> {
  const newest = new Map<string, Value>();
  for (const { period, value, ...subject } of observations) {
    if (period > asOf) continue;
    const known = newest.get(subjectOf(subject));
    if (!known || known.period <= period) newest.set(subjectOf(subject), { period, value });
  }
  return newest;
}

function track(target: Target, newest: Value | null, asOf: string): TrackedTarget {
  if (!newest) return { target, status: 'no-data', newest, distance: null, pacePerYear: null };
  const distance = distanceTo(target, newest.value);
  const status = statusOf(target, newest, distance, asOf);
  const years = Number(target.due) - Number(newest.period);
  const pacePerYear = status === 'in-progress' ? toDecimal(distance / years) : null;
  return { target, status, newest, distance, pacePerYear };
}

function distanceTo({ direction, value: wanted }: Target, value: number): number {
  if (sameDecimal(wanted, value)) return 0;
  const difference = direction === 'at-least' ? wanted - value : value - wanted;
  // 20 - 19.9 is 0.1, which the difference of the two doubles is not.
  return Math.max(0, roundHalfAway(difference, Math.max(decimalsOf(wanted), decimalsOf(value))));
}

function statusOf({ due }: Target, newest: Value, distance: number, asOf: string): TargetStatus {
  if (distance === 0) return 'met';
  if (newest.period >= due) return 'missed';
  return asOf <= due ? 'in-progress' : 'no-data';
}
