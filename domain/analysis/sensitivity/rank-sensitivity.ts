import { AnalysisError } from '../analysis-error.ts';
import { type Random, randomNumbers } from '../random.ts';
import { nodePlace, ranksAt } from '../ranks-at.ts';
import { compute, type Subject } from '../subject.ts';
import type { Choice } from '../uncertainty/alternatives.ts';
import { type Combination, combinationAt, combine } from '../uncertainty/combinations.ts';
import type { ReplicateFailure } from '../uncertainty/rank-distribution.ts';
import { replicateRanks } from '../uncertainty/replicate.ts';
import { type DrawWeights, type WeightUncertainty, weightDraws } from '../uncertainty/weight-draws.ts';
import { saltelliDesign } from './saltelli-design.ts';
import { type SobolIndex, sobolIndices } from './sobol-indices.ts';

export type SensitivityPlan = {
  /** Rows of the design, a power of two; rows × (factors + 2) rankings are computed. */
  rows: number;
  /** A whole number of 32 bits. */
  seed: number;
  choices: readonly Choice[];
  /** One factor, whatever the number of weights: which of `weightSets` sets is used. */
  weights?: WeightUncertainty;
  weightSets?: number;
  /** The unit whose rank is explained, by its place; absent: how far all units move on average. */
  unit?: number;
  /** Told after each ranking how many of all are computed. */
  onProgress?: (done: number, of: number) => void;
};

export type RankSensitivity = {
  /** By factor, the choices first; `null` where the output does not vary. */
  factors: (SobolIndex & { name: string })[] | null;
  rows: number;
  /** Rows left out because one of their rankings failed, and each such ranking. */
  failedRows: number;
  failures: readonly ReplicateFailure[];
};

const USUAL_SETS = 512;

/**
 * What the ranking owes to each decision: Sobol' indices of the mean absolute shift of ranks from the nominal ranking,
 * or of one unit's rank.
 * Source: Saisana, Saltelli & Tarantola, Uncertainty and Sensitivity Analysis Techniques as Tools for the Quality
 * Assessment of Composite Indicators (2005), equations 9 to 12; COINr 1.1.14, `get_sensitivity`.
 *
 * @throws {AnalysisError} with all that is wrong with the plan, before the first ranking
 * @throws {EngineError} where the method as it is cannot be computed
 */
export function rankSensitivity(subject: Subject, plan: SensitivityPlan): RankSensitivity {
  const { rows, seed, choices, weights, onProgress } = plan;
  const sets = weights?.kind === 'given' ? weights.sets.length : (plan.weightSets ?? USUAL_SETS);
  const names = [...choices.map(({ name }) => name), ...(weights ? ['weights'] : [])];
  check(plan, names, sets, subject.matrix.units);
  const design = saltelliDesign(rows, names.length);
  const { model, evaluation } = compute(subject);
  const combinations = combine(subject, choices);
  const place = nodePlace(model, subject.node);
  const draw =
    weights && weightDraws([model, ...combinations.map((each) => each.model)], weights, sets, place);
  const outputs = new Outputs(
    plan,
    ranksAt(model, evaluation, place),
    draw && weightSets(draw, combinations, sets, seed),
  );
  const rankings = design.length / names.length;
  const results = Float64Array.from({ length: rankings }, (_, run) => {
    const point = design.subarray(run * names.length, (run + 1) * names.length);
    const options = choices.map((choice, factor) => Math.floor(point[factor]! * choice.options.length));
    const index = combinationAt(choices, options);
    const output = outputs.at(run, combinations[index]!, index, Math.floor(point.at(-1)! * sets));
    onProgress?.(run + 1, rankings);
    return output;
  });
  const indices = sobolIndices(results, { factors: names.length, seed });
  const factors = indices.factors?.map((index, factor) => ({ name: names[factor]!, ...index })) ?? null;
  return { ...indices, factors, failures: outputs.failures };
}

function check({ unit }: SensitivityPlan, names: readonly string[], sets: number, units: number): void {
  if (names.length < 2)
    throw new AnalysisError({
      code: 'setting-invalid',
      message: 'sensitivity tells factors apart: give two or more',
    });
  if (!(Number.isInteger(sets) && sets >= 2))
    throw new AnalysisError({
      code: 'setting-invalid',
      where: 'weights',
      message: `${sets} sets of weights cannot vary`,
    });
  if (unit !== undefined && !(unit >= 0 && unit < units))
    throw new AnalysisError({ code: 'unit-unknown', message: `there is no unit at place ${unit}` });
}

/** The same random numbers for every combination: a set of weights is one decision, whichever the others are. */
function weightSets(
  draw: DrawWeights,
  combinations: readonly Combination[],
  sets: number,
  seed: number,
): Float64Array[][] {
  const random = randomNumbers(seed);
  const numbers = Float64Array.from({ length: sets * combinations[0]!.weights.length }, random);
  return combinations.map(({ weights }) =>
    Array.from({ length: sets }, (_, set) => {
      const out = new Float64Array(weights.length);
      draw(set, replay(numbers, set * weights.length), weights, out);
      return out;
    }),
  );
}

function replay(numbers: Float64Array, start: number): Random {
  let next = start;
  return () => numbers[next++]!;
}

class Outputs {
  readonly failures: ReplicateFailure[] = [];
  readonly #unit: number | undefined;
  readonly #nominal: Int32Array;
  readonly #sets: Float64Array[][] | undefined;
  readonly #published: Float64Array;

  constructor({ unit }: SensitivityPlan, nominal: Int32Array, sets: Float64Array[][] | undefined) {
    this.#unit = unit;
    this.#nominal = nominal;
    this.#sets = sets;
    this.#published = new Float64Array(nominal.length);
  }

  /** @returns NaN where there is no ranking, or not of the unit */
  at(run: number, combination: Combination, index: number, set: number): number {
    const weights = this.#sets?.[index]?.[set] ?? combination.weights;
    const ranks = replicateRanks(combination, weights, this.#published);
    const output = typeof ranks === 'string' ? Number.NaN : this.#measure(ranks);
    if (Number.isNaN(output))
      this.failures.push({
        replicate: run,
        options: combination.options,
        reason: typeof ranks === 'string' ? ranks : 'no unit has a rank to compare',
      });
    return output;
  }

  #measure(ranks: Int32Array): number {
    if (this.#unit !== undefined) return ranks[this.#unit]! || Number.NaN;
    let shift = 0;
    let compared = 0;
    for (let unit = 0; unit < ranks.length; unit++) {
      if (ranks[unit] === 0 || this.#nominal[unit] === 0) continue;
      shift += Math.abs(ranks[unit]! - this.#nominal[unit]!);
      compared++;
    }
    return compared > 0 ? shift / compared : Number.NaN;
  }
}
