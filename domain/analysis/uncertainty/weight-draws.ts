import type { Model, ModelBranch } from '../../engine/model.ts';
import { AnalysisError, type AnalysisFault } from '../analysis-error.ts';
import type { Random } from '../random.ts';

/**
 * How weights vary from replicate to replicate. Depth 1 are the parts of the node that is ranked, depth 2 their parts, and so on.
 *
 * `noise` multiplies each weight by a number between 1 − share and 1 + share, evenly distributed; shares by depth,
 * 0 where none is given (COINr 1.1.14, `get_noisy_weights`). `simplex` takes siblings at the depths named, all where
 * none is, to any weights with the same sum, each as likely: the flat Dirichlet distribution. `given` takes sets
 * drawn before, one a replicate, a weight a node in the model's order.
 */
export type WeightUncertainty =
  | { kind: 'noise'; shares: readonly number[] }
  | { kind: 'simplex'; depths?: readonly number[] }
  | { kind: 'given'; sets: readonly Float64Array[] };

/** Writes the weights of a replicate, given those of its model. */
export type DrawWeights = (replicate: number, random: Random, base: Float64Array, out: Float64Array) => void;

/**
 * How the weights of a replicate are drawn.
 *
 * @param models the method as it is, and as it would be under each alternative: one tree
 * @param top place of the node that is ranked
 * @throws {AnalysisError} `setting-invalid`; `weights-without-effect` where no weight could make a difference
 */
export function weightDraws(
  models: readonly [Model, ...Model[]],
  spec: WeightUncertainty,
  replicates: number,
  top: number,
): DrawWeights {
  const all = families(models[0], top);
  const [first, ...others] = weightFaults(models, all, spec, replicates);
  if (first) throw new AnalysisError(first, ...others);
  if (spec.kind === 'given') return (replicate, _random, _base, out) => out.set(spec.sets[replicate]!);
  if (spec.kind === 'noise') return noise(all, spec.shares);
  return simplex(all.filter(({ depth }) => spec.depths?.includes(depth) ?? true));
}

/** Siblings below the node that is ranked, with the depth that they stand at. */
type Family = { depth: number; children: Int32Array };

/** In the order of the framework: the order of the draws. */
function families(model: Model, top: number): Family[] {
  const found: Family[] = [];
  const visit = (place: number, depth: number): void => {
    const node = model.nodes[place]!;
    if (node.kind === 'leaf') return;
    found.push({ depth, children: node.children });
    for (const child of node.children) visit(child, depth + 1);
  };
  visit(top, 1);
  return found;
}

const noise =
  (all: readonly Family[], shares: readonly number[]): DrawWeights =>
  (_replicate, random, base, out) => {
    out.set(base);
    for (const { depth, children } of all) {
      const share = shares[depth - 1] ?? 0;
      if (share === 0) continue;
      for (const child of children) out[child] = base[child]! * (1 + share * (2 * random() - 1));
    }
  };

/**
 * The gaps between sorted random numbers are evenly distributed over the simplex, and take no logarithm, whose last
 * digit differs between machines. Source: Devroye, Non-Uniform Random Variate Generation (1986), theorem V.2.1.
 */
const simplex =
  (varied: readonly Family[]): DrawWeights =>
  (_replicate, random, base, out) => {
    out.set(base);
    for (const { children } of varied) {
      let sum = 0;
      for (const child of children) sum += base[child]!;
      const cuts = new Float64Array(children.length).map(() => random());
      cuts[0] = 0;
      cuts.sort();
      for (let place = 0; place < children.length; place++)
        out[children[place]!] = ((cuts[place + 1] ?? 1) - cuts[place]!) * sum;
    }
  };

function weightFaults(
  models: readonly [Model, ...Model[]],
  all: readonly Family[],
  spec: WeightUncertainty,
  replicates: number,
): AnalysisFault[] {
  if (spec.kind === 'given') return givenFaults(models[0], all, spec.sets, replicates);
  if (spec.kind === 'simplex')
    return idleDepths(models, all, spec.depths ?? [...new Set(all.map(({ depth }) => depth))]);
  const wrong = spec.shares.filter((share) => !(share >= 0 && share <= 1));
  if (wrong.length > 0) return [setting(`a share of noise lies between 0 and 1, not ${wrong.join(', ')}`)];
  return idleDepths(
    models,
    all,
    spec.shares.flatMap((share, place) => (share > 0 ? [place + 1] : [])),
  );
}

/** Weights act at a depth where siblings share a parent whose method, in some alternative, heeds them. */
function idleDepths(
  models: readonly Model[],
  all: readonly Family[],
  depths: readonly number[],
): AnalysisFault[] {
  const acts = ({ children }: Family) =>
    children.length > 1 && models.some((model) => parentOf(model, children).aggregator.weighted);
  if (depths.length === 0) return [withoutEffect('no weight is to vary')];
  return depths
    .filter((depth) => !all.some((family) => family.depth === depth && acts(family)))
    .map((depth) =>
      withoutEffect(
        `no weight at depth ${depth} makes a difference: no node there has a sibling, or their method is not weighted`,
      ),
    );
}

const withoutEffect = (message: string): AnalysisFault => ({
  code: 'weights-without-effect',
  where: 'weights',
  message,
});

const parentOf = (model: Model, children: Int32Array): ModelBranch =>
  model.nodes[model.parents[children[0]!]!] as ModelBranch;

function givenFaults(
  model: Model,
  all: readonly Family[],
  sets: readonly Float64Array[],
  replicates: number,
): AnalysisFault[] {
  if (sets.length < replicates)
    return [setting(`${sets.length} sets of weights do not make ${replicates} replicates`)];
  return sets.flatMap((set, place) => {
    if (set.length !== model.nodes.length)
      return [setting(`set ${place + 1} has ${set.length} weights for ${model.nodes.length} nodes`)];
    if (!set.every((weight) => weight >= 0 && Number.isFinite(weight)))
      return [setting(`set ${place + 1} has a weight that is no number from 0 on`)];
    const sumOf = (children: Int32Array) => children.reduce((sum, child) => sum + set[child]!, 0);
    return all.some(({ children }) => !(sumOf(children) > 0))
      ? [setting(`in set ${place + 1} the weights of some siblings sum to 0`)]
      : [];
  });
}

const setting = (message: string): AnalysisFault => ({ code: 'setting-invalid', where: 'weights', message });
