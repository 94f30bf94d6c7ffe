import { compileFramework } from '../../engine/compile-framework.ts';
import { sameDecimal } from '../../engine/decimal.ts';
import { EngineError } from '../../engine/engine-error.ts';
import {
  aggregateBranches,
  createEvaluation,
  type Evaluation,
  normaliseLeaves,
} from '../../engine/evaluate.ts';
import type { Model } from '../../engine/model.ts';
import type { Framework } from '../../methodology/definitions.ts';
import { AnalysisError, type AnalysisFault } from '../analysis-error.ts';
import { nodePlace } from '../ranks-at.ts';
import { preparedFor, type Subject } from '../subject.ts';
import { type Alternative, applyAlternative, type Choice, choiceFaults } from './alternatives.ts';

/** One way through all choices, with everything done that does not depend on weights. */
export type Combination = {
  /** Names of the options, one a choice. */
  options: readonly string[];
  model: Model;
  /** Place of the node whose ranks are asked about. */
  place: number;
  /** The leaves are normalised; a replicate overwrites the branches. */
  evaluation: Evaluation;
  /** The weights that the method gives, those that it finds in the data among them. */
  weights: Float64Array;
  /** Why the values cannot be normalised this way; found with the data, so it fails replicates, not the plan. */
  failure: string | null;
};

/** All are kept in memory, and all are tried before the first replicate. */
const MOST_COMBINATIONS = 512;

/**
 * Every combination of the choices' options, the first choice varying slowest; without choices, the method as it is.
 *
 * @throws {AnalysisError} with all faults of the plan: `alternative-invalid` for a combination that the engine
 *   refuses, `alternative-without-effect` for two options under which every unit's score at the subject's node is
 *   the same whatever the other choices are; `node-unknown`
 */
export function combine(subject: Subject, choices: readonly Choice[]): Combination[] {
  refuse(choiceFaults(subject.framework, choices));
  const count = choices.reduce((product, { options }) => product * options.length, 1);
  if (count > MOST_COMBINATIONS)
    refuse([
      {
        code: 'setting-invalid',
        where: 'choices',
        message: `their options combine in ${count} ways, and ${MOST_COMBINATIONS} are the most that are tried`,
      },
    ]);
  const faults: AnalysisFault[] = [];
  const combinations = Array.from({ length: count }, (_, index) => {
    const picked = optionsAt(choices, index);
    const built = build(subject, picked);
    if ('code' in built) faults.push(built);
    return built as Combination;
  });
  refuse(faults);
  refuse(choices.flatMap((choice, place) => idleOptions(choice, place, choices, combinations)));
  return combinations;
}

function refuse([first, ...others]: readonly AnalysisFault[]): void {
  if (first) throw new AnalysisError(first, ...others);
}

/** Place of a combination in what `combine` returns, from the places of its options, one a choice. */
export function combinationAt(choices: readonly Choice[], options: ArrayLike<number>): number {
  let index = 0;
  for (let place = 0; place < choices.length; place++)
    index = index * choices[place]!.options.length + options[place]!;
  return index;
}

function optionsAt(choices: readonly Choice[], index: number): Alternative[] {
  const picked: Alternative[] = [];
  let rest = index;
  for (const { options } of choices.toReversed()) {
    picked.unshift(options[rest % options.length]!);
    rest = Math.floor(rest / options.length);
  }
  return picked;
}

function build(subject: Subject, options: readonly Alternative[]): Combination | AnalysisFault {
  const names = options.map(({ name }) => name);
  let framework: Framework = subject.framework;
  for (const option of options) framework = applyAlternative(framework, option);
  try {
    const model = compileFramework(framework, subject.indicators);
    const evaluation = createEvaluation(model, subject.matrix.units);
    const place = nodePlace(model, subject.node);
    const failure = attempt(() => {
      normaliseLeaves(model, preparedFor(model, subject), evaluation);
      aggregateBranches(model, evaluation);
    });
    return { options: names, model, place, evaluation, weights: evaluation.weights.slice(), failure };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { code: 'alternative-invalid', where: names.join(' + '), message: inShort(error) };
  }
}

/** The first fault and how many there are besides: what every leaf refuses is one refusal. */
function inShort({ faults: [first, ...others] }: EngineError): string {
  const { node, message } = first!;
  const named = node === undefined ? message : `${node}: ${message}`;
  return others.length > 0 ? `${named} (and ${others.length} more)` : named;
}

/** @returns what the engine refused, in its words; `null` where it did not */
export function attempt(work: () => void): string | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof EngineError) return error.message;
    throw error;
  }
}

function idleOptions(
  { name, options }: Choice,
  place: number,
  choices: readonly Choice[],
  combinations: readonly Combination[],
): AnalysisFault[] {
  const withOption = options.map((_, option) =>
    combinations.filter((_, index) => optionsAt(choices, index)[place] === options[option]),
  );
  return options.flatMap((option, first) =>
    options.slice(first + 1).flatMap((other, offset): AnalysisFault[] => {
      const others = withOption[first + 1 + offset]!;
      const acts = withOption[first]!.some((combination, index) => scoresDiffer(combination, others[index]!));
      if (acts) return [];
      return [
        {
          code: 'alternative-without-effect',
          where: name,
          message: `"${option.name}" and "${other.name}" give every unit the same score`,
        },
      ];
    }),
  );
}

function scoresDiffer(a: Combination, b: Combination): boolean {
  if (a.failure !== b.failure) return true;
  const first = a.evaluation.scores[a.place]!;
  const second = b.evaluation.scores[b.place]!;
  return first.some((score, unit) => {
    const other = second[unit]!;
    return Number.isNaN(score) || Number.isNaN(other)
      ? Number.isNaN(score) !== Number.isNaN(other)
      : !sameDecimal(score, other);
  });
}
