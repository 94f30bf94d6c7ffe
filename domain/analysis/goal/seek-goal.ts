import { compileFramework } from '../../engine/compile-framework.ts';
import { createEvaluation, evaluate } from '../../engine/evaluate.ts';
import { AnalysisError } from '../analysis-error.ts';
import { nodePlace, ranksAt } from '../ranks-at.ts';
import { preparedFor, type Subject } from '../subject.ts';
import { type Improvement, improvements, outwards, type PathSpec, valueAt } from './improvement-path.ts';

export type Goal = PathSpec & {
  /** How many places the unit is to rise at the subject's node. */
  places: number;
};

export type GoalResult = {
  /** The unit's rank now, and the one asked for. */
  rank: number;
  target: number;
  /** Whether the way to the limits leads there. */
  reached: boolean;
  /** How much of the way it takes, 0 … 1; where it does not lead there, where the best rank on it begins. */
  share: number;
  /** Values to have, and the rank that they give. */
  changes: { indicator: string; from: number; to: number; limit: number }[];
  newRank: number;
};

/** Where along the way the rank is looked up before the search narrows down. */
const STEPS = 128;

/** Halvings within a step: to the last digits of a double. */
const HALVINGS = 48;

/**
 * What lifts a unit some places while the others keep their values: the least improvement of one indicator, or the
 * least equal one of several. Everything is computed anew for each trial, so bounds that the unit itself sets move
 * with it. The way is searched in 128 steps and the first that succeeds by halving; a rank that is reached and
 * lost again within one step is not found. Values are rounded up to the indicator's decimals where that still
 * succeeds.
 *
 * @throws {AnalysisError} `unit-unknown`, `unit-not-ranked`, `indicator-unknown`, `node-unknown`, `setting-invalid`
 * @throws {EngineError} where the framework cannot be computed
 */
export function seekGoal(subject: Subject, goal: Goal): GoalResult {
  const path = improvements(subject, goal);
  const trial = trials(subject, goal.unit, path);
  const rank = trial(path.map(({ from }) => from));
  const target = targetRank(rank, goal);
  const found = firstSuccess((share) => trial(path.map((each) => valueAt(each, share))), target);
  const { share, best } = found.best < rank ? found : { share: 0, best: rank };
  const exact = path.map((each) => valueAt(each, share));
  const rounded = path.map((each, place) => outwards(each, exact[place]!));
  const values = share > 0 && trial(rounded) <= best ? rounded : exact;
  return {
    rank,
    target,
    reached: best <= target,
    share,
    changes: path.map(({ indicator, from, limit }, place) => ({
      indicator,
      from,
      to: values[place]!,
      limit,
    })),
    newRank: trial(values),
  };
}

function targetRank(rank: number, { places, unit }: Goal): number {
  if (rank === Number.POSITIVE_INFINITY)
    throw new AnalysisError({
      code: 'unit-not-ranked',
      message: `the unit at place ${unit} has no rank to improve`,
    });
  if (Number.isInteger(places) && places >= 1 && places < rank) return rank - places;
  throw new AnalysisError({
    code: 'setting-invalid',
    where: 'places',
    message: `are ${places}; the unit is at rank ${rank} and can rise 1 to ${rank - 1} places`,
  });
}

/** The unit's rank with other values at the indicators of the path; Infinity where it has none. */
function trials(
  subject: Subject,
  unit: number,
  path: readonly Improvement[],
): (values: readonly number[]) => number {
  const model = compileFramework(subject.framework, subject.indicators);
  const { units, values } = subject.matrix;
  const changed = values.slice();
  const place = nodePlace(model, subject.node);
  const evaluation = createEvaluation(model, units);
  return (tried) => {
    for (const [step, { column }] of path.entries()) changed[column * units + unit] = tried[step]!;
    const matrix = preparedFor(model, { ...subject, matrix: { ...subject.matrix, values: changed } });
    return ranksAt(model, evaluate(model, matrix, evaluation), place)[unit]! || Number.POSITIVE_INFINITY;
  };
}

/** The least share that succeeds; where none does, the first of the best. */
function firstSuccess(rankAt: (share: number) => number, target: number): { share: number; best: number } {
  let bestShare = 0;
  let best = Number.POSITIVE_INFINITY;
  for (let step = 1; step <= STEPS; step++) {
    const rank = rankAt(step / STEPS);
    if (rank < best) [best, bestShare] = [rank, step / STEPS];
    if (best <= target) break;
  }
  const share = narrow((at) => rankAt(at) <= Math.max(best, target), bestShare - 1 / STEPS, bestShare);
  return { share, best: rankAt(share) };
}

/** Halves the way between a share that fails and one that succeeds. */
function narrow(succeeds: (share: number) => boolean, failing: number, succeeding: number): number {
  let [low, high] = [failing, succeeding];
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (low + high) / 2;
    if (succeeds(middle)) high = middle;
    else low = middle;
  }
  return high;
}
