import type { Text } from '../methodology/definitions.ts';
import { roundColumn } from './decimal.ts';
import { type Evaluation, evaluate } from './evaluate.ts';
import type { Model } from './model.ts';
import type { Scale } from './normalise/normaliser.ts';
import type { PreparedMatrix } from './prepare/preparation.ts';
import { type Ranking, rank } from './rank.ts';
import { reasonFor } from './reason.ts';
import { isReason } from './weights/weigher.ts';

/** What a cohort's units have at one node. */
export type NodeScores = Ranking & {
  code: string;
  name: Text;
  parent: string | null;
  decimals: number;
  /** Before rounding and as published: a score a unit, NaN where it has none. */
  exact: Float64Array;
  published: Float64Array;
  /** Why a unit has no score. */
  reason(unit: number): Text | undefined;
  /** What a leaf's normalisation took from the data; absent where it took nothing. */
  scale?: Scale;
  /** Weights that the framework leaves to the data or to comparisons; absent where it states them. */
  weights?: FoundWeights;
};

export type FoundWeights = {
  /** In the framework's order. */
  children: { code: string; weight: number }[];
  /** What tells how good they are, by name. */
  figures: Readonly<Record<string, number>>;
};

/**
 * Scores and ranks every unit at every node, in the order of publication: the total first.
 *
 * @throws {EngineError} as `evaluate`
 */
export function scoreUnits(model: Model, matrix: PreparedMatrix): NodeScores[] {
  const evaluation = evaluate(model, matrix);
  return Array.from(model.displayOrder, (place) => {
    const { code, name, decimals } = model.nodes[place]!;
    const exact = evaluation.scores[place]!;
    const published = new Float64Array(matrix.units);
    roundColumn(exact, decimals, published);
    return {
      ...rank(exact, published, decimals, model.ranking),
      code,
      name,
      parent: model.nodes[model.parents[place]!]?.code ?? null,
      decimals,
      exact,
      published,
      reason: (unit) => reasonFor(model, evaluation, place, unit),
      ...scaleAt(evaluation, place),
      ...foundWeights(model, evaluation, place),
    };
  });
}

function scaleAt({ scales }: Evaluation, place: number): { scale?: Scale } {
  const scale = scales[place]!;
  return Object.keys(scale).length > 0 ? { scale } : {};
}

function foundWeights(
  model: Model,
  { branchWeights }: Evaluation,
  place: number,
): { weights?: FoundWeights } {
  const found = branchWeights[place];
  const node = model.nodes[place]!;
  if (node.kind === 'leaf' || !found || isReason(found) || Object.keys(found.figures).length === 0) return {};
  const children = Array.from(node.children, (child, position) => ({
    code: model.nodes[child]!.code,
    weight: found.weights[position]!,
  }));
  return { weights: { children, figures: found.figures } };
}
