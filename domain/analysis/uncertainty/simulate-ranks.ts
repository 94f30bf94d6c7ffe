import { AnalysisError } from '../analysis-error.ts';
import { drawWhole, type Random, randomNumbers } from '../random.ts';
import { nodePlace, ranksAt } from '../ranks-at.ts';
import { compute, type Subject } from '../subject.ts';
import type { Choice } from './alternatives.ts';
import { type Combination, combinationAt, combine } from './combinations.ts';
import type { RankDistribution, ReplicateFailure } from './rank-distribution.ts';
import { replicateRanks } from './replicate.ts';
import { type DrawWeights, type WeightUncertainty, weightDraws } from './weight-draws.ts';

export type UncertaintyPlan = {
  replicates: number;
  /** A whole number of 32 bits: the same seed gives the same bytes everywhere. */
  seed: number;
  /** The method's own weights where absent. */
  weights?: WeightUncertainty;
  choices?: readonly Choice[];
  /** Told after each replicate how many are done. */
  onProgress?: (done: number) => void;
};

/**
 * Ranks at the subject's node under many sets of weights and alternatives, drawn together: for each replicate first an option
 * of each choice, then the weights from that node downwards.
 * Source: Saisana, Saltelli & Tarantola, Uncertainty and Sensitivity Analysis Techniques as Tools for the Quality
 * Assessment of Composite Indicators (2005); OECD/JRC, Handbook on Constructing Composite Indicators (2008),
 * section 7.
 *
 * @throws {AnalysisError} with all that is wrong with the plan, before the first replicate
 * @throws {EngineError} where the method as it is cannot be computed
 */
export function simulateRanks(subject: Subject, plan: UncertaintyPlan): RankDistribution {
  const { replicates, seed, weights, choices = [], onProgress } = plan;
  checkReplicates(replicates);
  if (!weights && choices.length === 0)
    throw new AnalysisError({
      code: 'setting-invalid',
      message: 'neither weights nor choices are uncertain',
    });
  const random = randomNumbers(seed);
  const { model, evaluation } = compute(subject);
  const place = nodePlace(model, subject.node);
  const nominal = ranksAt(model, evaluation, place);
  const combinations = combine(subject, choices);
  const draw =
    weights && weightDraws([model, ...combinations.map((each) => each.model)], weights, replicates, place);
  const simulation = new Simulation(subject.matrix.units, model.nodes.length, replicates);
  const options = new Int32Array(choices.length);
  for (let replicate = 0; replicate < replicates; replicate++) {
    for (const [place, choice] of choices.entries())
      options[place] = drawWhole(random, choice.options.length);
    simulation.run(replicate, combinations[combinationAt(choices, options)]!, draw, random);
    onProgress?.(replicate + 1);
  }
  return simulation.finish(nominal);
}

const MOST_REPLICATES = 1_000_000;

function checkReplicates(replicates: number): void {
  if (Number.isInteger(replicates) && replicates >= 1 && replicates <= MOST_REPLICATES) return;
  throw new AnalysisError({
    code: 'setting-invalid',
    where: 'replicates',
    message: `are ${replicates}; give a whole number from 1 to ${MOST_REPLICATES}`,
  });
}

class Simulation {
  readonly #units: number;
  readonly #planned: number;
  /** A rank a unit, replicate after replicate; those that failed take no room. */
  readonly #ranks: Int32Array;
  readonly #published: Float64Array;
  readonly #weights: Float64Array;
  readonly #failures: ReplicateFailure[] = [];
  #done = 0;

  constructor(units: number, nodes: number, planned: number) {
    this.#units = units;
    this.#planned = planned;
    this.#ranks = new Int32Array(units * planned);
    this.#published = new Float64Array(units);
    this.#weights = new Float64Array(nodes);
  }

  run(replicate: number, combination: Combination, draw: DrawWeights | undefined, random: Random): void {
    const { options, weights } = combination;
    if (draw) draw(replicate, random, weights, this.#weights);
    const ranks = replicateRanks(combination, draw ? this.#weights : weights, this.#published);
    if (typeof ranks === 'string') {
      this.#failures.push({ replicate, options, reason: ranks });
      return;
    }
    this.#ranks.set(ranks, this.#done * this.#units);
    this.#done++;
  }

  finish(nominal: Int32Array): RankDistribution {
    return {
      units: this.#units,
      planned: this.#planned,
      replicates: this.#done,
      nominal,
      ranks: byUnit(this.#ranks, this.#units, this.#done),
      failures: this.#failures,
    };
  }
}

/** All ranks of the first unit, then all of the second … */
function byUnit(ranks: Int32Array, units: number, replicates: number): Int32Array {
  const turned = new Int32Array(units * replicates);
  for (let replicate = 0; replicate < replicates; replicate++)
    for (let unit = 0; unit < units; unit++)
      turned[unit * replicates + replicate] = ranks[replicate * units + unit]!;
  return turned;
}
