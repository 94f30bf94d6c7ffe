import type { Framework, FrameworkNode } from '../../methodology/definitions.ts';
import { AnalysisError, type AnalysisFault } from '../analysis-error.ts';
import { totalPlace } from '../ranks-at.ts';
import { compute, type Subject } from '../subject.ts';
import type { Alternative, Choice } from './alternatives.ts';
import { combine } from './combinations.ts';
import type { UncertaintyPlan } from './simulate-ranks.ts';
import { type WeightUncertainty, weightDraws } from './weight-draws.ts';

/** What is uncertain about a method where its author says nothing: weights, normalisation and aggregation. */
export type UsualPlan = Pick<UncertaintyPlan, 'weights'> & {
  choices: Choice[];
  /** Options that were tried and left out, each with the reason: none is dropped in silence. */
  leftOut: AnalysisFault[];
};

/** Each weight is up to a quarter higher or lower. */
export const USUAL_NOISE = 0.25;

/** The option of every choice that is the method as it is. */
export const AS_DECLARED: Alternative = { name: 'as declared' };

/**
 * The doubts that statistical audits of the European Commission's Joint Research Centre put to a composite indicator,
 * as far as they can act on this one: weights up to 25 % higher or lower at every depth, another normalisation (min-max
 * from 1 to 100; z-scores around 100 with a deviation of 10), and the geometric instead of the arithmetic mean (where
 * scores reach 0, of values scaled from 1 to 100), or the arithmetic instead of whatever else the total is. An option that the engine refuses, that changes no total or that
 * takes a score from a unit is left out.
 * Source: Saisana, D'Hombres & Saltelli, Rickety Numbers: Volatility of University Rankings and Policy Implications
 * (2011); OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 7.
 *
 * @throws {AnalysisError} `too-few-units` where fewer than two units have a rank; `nothing-uncertain` where no weight
 *   and no option can change the ranking
 * @throws {EngineError} where the method as it is cannot be computed
 */
export function usualPlan(subject: Subject): UsualPlan {
  const { model, evaluation } = compute(subject);
  const ranked = subject.matrix.units - evaluation.missing[totalPlace(model)]!;
  if (ranked < 2)
    throw new AnalysisError({
      code: 'too-few-units',
      message: `${ranked === 1 ? '1 unit has' : 'no unit has'} a score, and a ranking has two or more`,
    });
  if (leaves(subject.framework.root) < 2)
    throw new AnalysisError({
      code: 'nothing-uncertain',
      where: subject.framework.root.code,
      message: 'the total rests on one indicator: no weight and no method changes who stands above whom',
    });
  const { choices, leftOut } = usualChoices(subject, ranked);
  const weights = usualWeights(subject, choices);
  if (!weights && choices.length === 0)
    throw new AnalysisError(
      {
        code: 'nothing-uncertain',
        where: subject.framework.root.code,
        message: 'no weight and no alternative changes the total',
      },
      ...leftOut,
    );
  return { ...(weights && { weights }), choices, leftOut };
}

const leaves = (node: FrameworkNode): number =>
  'indicator' in node ? 1 : node.children.reduce((sum, child) => sum + leaves(child), 0);

const depthOf = (node: FrameworkNode): number =>
  'indicator' in node ? 0 : 1 + Math.max(...node.children.map(depthOf));

const MIN_MAX = { method: 'min-max', low: 1, high: 100 } as const;
const Z_SCORE = { method: 'z-score', mean: 100, standardDeviation: 10, of: 'population' } as const;

/** What is tried: options of which the first is kept that works. */
type Candidate = { name: string; options: readonly (readonly Alternative[])[] };

const candidates = ({ root }: Framework): Candidate[] => [
  {
    name: 'normalisation',
    options: [[{ name: 'min-max', normalise: MIN_MAX }], [{ name: 'z-score', normalise: Z_SCORE }]],
  },
  { name: 'aggregation', options: [otherMean(root)] },
];

const ADDED: ReadonlySet<string> = new Set(['arithmetic-mean', 'sum', 'sum-of-points']);

function otherMean(root: FrameworkNode): Alternative[] {
  if (!('aggregate' in root && ADDED.has(root.aggregate.method)))
    return [{ name: 'arithmetic-mean', aggregate: { method: 'arithmetic-mean' } }];
  const aggregate = { method: 'geometric-mean' } as const;
  return [
    { name: 'geometric-mean', aggregate },
    { name: 'geometric-mean-from-1', aggregate, normalise: MIN_MAX },
  ];
}

function usualChoices(subject: Subject, ranked: number): Pick<UsualPlan, 'choices' | 'leftOut'> {
  const choices: Choice[] = [];
  const leftOut: AnalysisFault[] = [];
  for (const { name, options } of candidates(subject.framework)) {
    const kept = [AS_DECLARED];
    for (const variants of options) {
      const found = firstWorking(variants, (option) =>
        refusals(subject, [...choices, { name, options: [...kept, option] }], ranked),
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
function refusals(subject: Subject, choices: readonly Choice[], ranked: number): readonly AnalysisFault[] {
  try {
    for (const { model, evaluation, failure } of combine(subject, choices)) {
      if (failure !== null) return [{ code: 'alternative-invalid', message: failure }];
      const lost = ranked - (subject.matrix.units - evaluation.missing[totalPlace(model)]!);
      if (lost === 0) continue;
      const units = lost === 1 ? '1 unit' : `${lost} units`;
      return [{ code: 'alternative-invalid', message: `${units} would have no score by it` }];
    }
    return [];
  } catch (error) {
    if (error instanceof AnalysisError) return error.faults.slice(0, 1);
    throw error;
  }
}

/** Noise at the depths where it acts; `undefined` where it acts at none. */
function usualWeights(subject: Subject, choices: readonly Choice[]): WeightUncertainty | undefined {
  const [first, ...others] = combine(subject, choices).map(({ model }) => model);
  const shares = Array.from({ length: depthOf(subject.framework.root) }, (_, depth) => {
    const atDepth = Array.from({ length: depth + 1 }, (_, place) => (place === depth ? USUAL_NOISE : 0));
    try {
      weightDraws([first!, ...others], { kind: 'noise', shares: atDepth }, 1);
      return USUAL_NOISE;
    } catch (error) {
      if (error instanceof AnalysisError) return 0;
      throw error;
    }
  });
  return shares.some((share) => share > 0) ? { kind: 'noise', shares } : undefined;
}
