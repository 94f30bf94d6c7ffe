import { roundColumn } from '../engine/decimal.ts';
import { AnalysisError } from './analysis-error.ts';
import { totalPlace, totalRanks } from './ranks-at.ts';
import type { Subject } from './subject.ts';
import { combine } from './uncertainty/combinations.ts';
import { replicateRanks } from './uncertainty/replicate.ts';

/** The total under other weights; a number a unit, NaN and 0 where it has no score and no rank. */
export type WhatIf = {
  /** Published (rounded) scores. */
  scores: Float64Array;
  ranks: Int32Array;
  /** The ranks by the method as it is. */
  nominal: Int32Array;
  /** Of every node that has a parent: as the method gives it, and as it was asked for. */
  weights: { code: string; nominal: number; weight: number }[];
};

/**
 * The ranking that other weights would give: all else of the method as it is.
 *
 * @param wanted weights by node, 0 or more; siblings that are not named keep theirs
 * @throws {AnalysisError} `node-unknown`; `setting-invalid` where siblings would all weigh nothing
 * @throws {EngineError} where the method as it is cannot be computed
 */
export function whatIf(subject: Subject, wanted: Readonly<Record<string, number>>): WhatIf {
  const [combination] = combine(subject, []);
  const { model, evaluation, weights: nominalWeights } = combination!;
  const nominal = totalRanks(model, evaluation);
  const weights = nominalWeights.slice();
  const places = new Map(model.nodes.map(({ code }, place) => [code, place]));
  for (const [code, weight] of Object.entries(wanted)) {
    const place = places.get(code);
    if (place === undefined || model.parents[place] === -1)
      throw new AnalysisError({ code: 'node-unknown', where: code, message: 'is no part of the total' });
    weights[place] = weight;
  }
  checkSiblings(model.parents, weights, (place) => model.nodes[place]!.code);
  const published = new Float64Array(subject.matrix.units);
  const ranks = replicateRanks(combination!, weights, published);
  if (typeof ranks === 'string') throw new AnalysisError({ code: 'setting-invalid', message: ranks });
  const total = totalPlace(model);
  roundColumn(evaluation.scores[total]!, model.nodes[total]!.decimals, published);
  return {
    scores: published,
    ranks,
    nominal,
    weights: model.nodes.flatMap(({ code }, place) =>
      model.parents[place] === -1 ? [] : [{ code, nominal: nominalWeights[place]!, weight: weights[place]! }],
    ),
  };
}

function checkSiblings(parents: Int32Array, weights: Float64Array, codeOf: (place: number) => string): void {
  const sums = new Map<number, number>();
  for (const [place, parent] of parents.entries())
    if (parent !== -1) sums.set(parent, (sums.get(parent) ?? 0) + weights[place]!);
  for (const [parent, sum] of sums)
    if (!(sum > 0 && Number.isFinite(sum)))
      throw new AnalysisError({
        code: 'setting-invalid',
        where: codeOf(parent),
        message: 'its parts must have weights with a sum above 0',
      });
}
