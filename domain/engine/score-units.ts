import type { Text } from '../methodology/definitions.ts';
import { roundColumn } from './decimal.ts';
import { evaluate } from './evaluate.ts';
import type { Model } from './model.ts';
import type { PreparedMatrix } from './prepare/preparation.ts';
import { type Ranking, rank } from './rank.ts';
import { reasonFor } from './reason.ts';

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
      ...rank(exact, published, model.ranking),
      code,
      name,
      parent: model.nodes[model.parents[place]!]?.code ?? null,
      decimals,
      exact,
      published,
      reason: (unit) => reasonFor(model, evaluation, place, unit),
    };
  });
}
