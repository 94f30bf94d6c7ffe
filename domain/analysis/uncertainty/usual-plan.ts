import { leavesOf, nodesOf } from '../../engine/check/framework-nodes.ts';
import type { FrameworkNode } from '../../methodology/definitions.ts';
import { AnalysisError, type AnalysisFault } from '../analysis-error.ts';
import { nodePlace } from '../ranks-at.ts';
import { compute, type Subject } from '../subject.ts';
import type { Alternative, Choice } from './alternatives.ts';
import { combine } from './combinations.ts';
import type { UncertaintyPlan } from './simulate-ranks.ts';
import { type Candidate, type Doubted, usualAlternatives } from './usual-alternatives.ts';
import { type WeightUncertainty, weightDraws } from './weight-draws.ts';

/** What is uncertain about a method where its author says nothing. */
export type UsualPlan = Pick<UncertaintyPlan, 'weights'> & {
  choices: Choice[];
  /** Options that were tried and left out, each with the reason: none is dropped in silence. */
  leftOut: AnalysisFault[];
};

/** The decisions that may be varied. */
export const DECISIONS = ['weights', 'normalisation', 'aggregation', 'imputation'] as const satisfies (
  | Doubted
  | 'weights'
)[];
export type Decision = (typeof DECISIONS)[number];

export type UsualPlanSettings = {
  /** What to vary; absent: whatever can act. A decision that is named and cannot act is in `leftOut`. */
  vary?: readonly Decision[] | undefined;
  /** By what share of itself a weight may be higher or lower, above 0 and up to 1. */
  noise?: number | undefined;
};

/** Each weight is up to a quarter higher or lower. */
const USUAL_NOISE = 0.25;

/** The option of every choice that is the method as it is. */
export const AS_DECLARED: Alternative = { name: 'as declared' };

/**
 * The doubts that statistical audits of the European Commission's Joint Research Centre put to a composite indicator,
 * as far as they can act on this one: weights up to 25 % higher or lower at every depth; another normalisation (min-max
 * from 1 to 100; z-scores around 100 with a deviation of 10); the geometric instead of the arithmetic mean (where
 * scores reach 0, of values scaled from 1 to 100), or the arithmetic instead of whatever else the node is; and where
 * ranked units have gaps, other estimates for them. An option that the engine refuses, that changes no score, or by
 * which other units would be ranked is left out.
 * Source: Saisana, D'Hombres & Saltelli, Rickety Numbers: Volatility of University Rankings and Policy Implications
 * (2011); OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 7.
 *
 * @throws {AnalysisError} `too-few-units` where fewer than two units have a rank; `nothing-uncertain` where no weight
 *   and no option can change the ranking; `setting-invalid`; `node-unknown`
 * @throws {EngineError} where the method as it is cannot be computed
 */
export function usualPlan(subject: Subject, settings: UsualPlanSettings = {}): UsualPlan {
  const { noise = USUAL_NOISE, vary = DECISIONS } = settings;
  if (!(noise > 0 && noise <= 1))
    throw new AnalysisError({
      code: 'setting-invalid',
      where: 'noise',
      message: `is ${noise}; it lies above 0 and not above 1`,
    });
  const { place, node, nominal } = whatIsRanked(subject);
  const candidates = usualAlternatives(subject, node, nominal).filter(({ name }) => vary.includes(name));
  const { choices, leftOut } = usualChoices(subject, candidates, nominal);
  const weights = vary.includes('weights')
    ? usualWeights(subject, choices, { place, depth: depthOf(node), noise })
    : undefined;
  if (settings.vary) {
    if (vary.includes('weights') && !weights) leftOut.push(idle('weights', 'no weight makes a difference'));
    if (vary.includes('imputation') && !candidates.some(({ name }) => name === 'imputation'))
      leftOut.push(idle('imputation', 'no ranked unit lacks a value'));
  }
  if (!weights && choices.length === 0)
    throw new AnalysisError(
      {
        code: 'nothing-uncertain',
        where: node.code,
        message: 'no weight and no alternative changes its scores',
      },
      ...leftOut,
    );
  return { ...(weights && { weights }), choices, leftOut };
}

const idle = (where: Decision, message: string): AnalysisFault => ({
  code: 'alternative-without-effect',
  where,
  message,
});

/** The node that the subject asks about, and the scores that the method as it is gives there. */
function whatIsRanked(subject: Subject): { place: number; node: FrameworkNode; nominal: Float64Array } {
  const { model, evaluation } = compute(subject);
  const place = nodePlace(model, subject.node);
  const { code } = model.nodes[place]!;
  const node = nodesOf(subject.framework).find((each) => each.code === code)!;
  const ranked = subject.matrix.units - evaluation.missing[place]!;
  if (ranked < 2)
    throw new AnalysisError({
      code: 'too-few-units',
      message: `${ranked === 1 ? '1 unit has' : 'no unit has'} a score, and a ranking has two or more`,
    });
  if (leavesOf(node).length < 2)
    throw new AnalysisError({
      code: 'nothing-uncertain',
      where: code,
      message: 'it rests on one indicator: no weight and no method changes who stands above whom',
    });
  return { place, node, nominal: evaluation.scores[place]! };
}

const depthOf = (node: FrameworkNode): number =>
  'indicator' in node ? 0 : 1 + Math.max(...node.children.map(depthOf));

function usualChoices(
  subject: Subject,
  candidates: readonly Candidate[],
  nominal: Float64Array,
): Pick<UsualPlan, 'choices' | 'leftOut'> {
  const choices: Choice[] = [];
  const leftOut: AnalysisFault[] = [];
  for (const { name, options } of candidates) {
    const kept = [AS_DECLARED];
    for (const variants of options) {
      const found = firstWorking(variants, (option) =>
        refusals(subject, [...choices, { name, options: [...kept, option] }], nominal),
      );
      if (Array.isArray(found))
        leftOut.push(...found.map((fault) => ({ ...fault, where: `${name}: ${fault.where}` })));
      else kept.push(found);
    }
    if (kept.length > 1) choices.push({ name, options: kept });
  }
  return { choices, leftOut };
}

/** @returns the option, or why none of them works, each fault with its name */
function firstWorking(
  variants: readonly Alternative[],
  refusalsOf: (option: Alternative) => readonly AnalysisFault[],
): Alternative | AnalysisFault[] {
  const refused: AnalysisFault[] = [];
  for (const option of variants) {
    const faults = refusalsOf(option);
    if (faults.length === 0) return option;
    refused.push(...faults.map((fault) => ({ ...fault, where: option.name })));
  }
  return refused;
}

/** Why the last option of the last choice cannot be tried along with the others. */
function refusals(
  subject: Subject,
  choices: readonly Choice[],
  nominal: Float64Array,
): readonly AnalysisFault[] {
  const invalid = (message: string) => [{ code: 'alternative-invalid' as const, message }];
  try {
    for (const { place, evaluation, failure } of combine(subject, choices)) {
      if (failure !== null) return invalid(failure);
      const scores = evaluation.scores[place]!;
      const lost = nominal.filter((score, unit) => !Number.isNaN(score) && Number.isNaN(scores[unit]!));
      const gained = scores.filter((score, unit) => !Number.isNaN(score) && Number.isNaN(nominal[unit]!));
      if (lost.length > 0) return invalid(`${unitsText(lost.length)} would have no score by it`);
      if (gained.length > 0) return invalid(`${unitsText(gained.length)} would have a score by it alone`);
    }
    return [];
  } catch (error) {
    if (error instanceof AnalysisError) return error.faults.slice(0, 1);
    throw error;
  }
}

const unitsText = (count: number): string => (count === 1 ? '1 unit' : `${count} units`);

/** Noise at the depths below the node where it acts; `undefined` where it acts at none. */
function usualWeights(
  subject: Subject,
  choices: readonly Choice[],
  { place, depth, noise }: { place: number; depth: number; noise: number },
): WeightUncertainty | undefined {
  const [first, ...others] = combine(subject, choices).map(({ model }) => model);
  const shares = Array.from({ length: depth }, (_, at) => {
    const atDepth = Array.from({ length: at + 1 }, (_, each) => (each === at ? noise : 0));
    try {
      weightDraws([first!, ...others], { kind: 'noise', shares: atDepth }, 1, place);
      return noise;
    } catch (error) {
      if (error instanceof AnalysisError) return 0;
      throw error;
    }
  });
  return shares.some((share) => share > 0) ? { kind: 'noise', shares } : undefined;
}
