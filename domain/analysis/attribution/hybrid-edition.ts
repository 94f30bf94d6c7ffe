import { EngineError } from '../../engine/engine-error.ts';
import { aggregateBranches } from '../../engine/evaluate.ts';
import type { Model } from '../../engine/model.ts';
import { AnalysisError } from '../analysis-error.ts';
import { nodePlace, ranksAt } from '../ranks-at.ts';
import { compute, type Subject } from '../subject.ts';
import { carryWeights } from './carry-weights.ts';
import { mixRows } from './mix-rows.ts';

/** What an edition is made of, as far as one unit goes. */
export const SOURCES = ['own-data', 'others-data', 'weights', 'method'] as const;
export type Source = (typeof SOURCES)[number];

/** How a unit stands: its score before rounding, and its rank. */
export type Standing = { score: number; rank: number };

export type Hybrids = {
  /**
   * The unit's standing in an edition that takes some sources from the second edition and the rest from the first.
   *
   * @param fromAfter the sources taken from the second, as binary digits in the order of `SOURCES`
   * @returns `null` where it has none, or such an edition cannot be computed
   */
  standing(fromAfter: number): Standing | null;
};

/**
 * Editions that never were, each with some sources of one edition and the rest of another: what a change is divided by
 * (see `attributeChange`).
 *
 * @throws {AnalysisError} `unit-unknown`, `node-unknown`
 * @throws {EngineError} where an edition as it is cannot be computed
 */
export function createHybrids(before: Subject, after: Subject, unit: string, node?: string): Hybrids {
  const editions = [before, after] as const;
  const places = editions.map((edition) => placeOf(edition, unit));
  const models = editions.map((edition) => compute(edition).model);
  for (const model of models) nodePlace(model, node);
  const pick = (fromAfter: number, source: Source) => (fromAfter >>> SOURCES.indexOf(source)) & 1;
  return {
    standing(fromAfter) {
      const method = pick(fromAfter, 'method');
      const own = pick(fromAfter, 'own-data');
      const others = pick(fromAfter, 'others-data');
      const weights = pick(fromAfter, 'weights');
      const data = mixRows(editions[others]!, places[others]!, editions[own]!, places[own]!);
      const { framework, indicators } = editions[method]!;
      const given = weights === method ? undefined : models[weights]!;
      return standingIn({ ...data, framework, indicators }, places[others]!, given, node);
    },
  };
}

function standingIn(
  subject: Subject,
  unit: number,
  weightsOf: Model | undefined,
  node: string | undefined,
): Standing | null {
  try {
    const { model, evaluation } = compute(subject);
    if (weightsOf) aggregateBranches(model, evaluation, carryWeights(weightsOf, model, evaluation.weights));
    const place = nodePlace(model, node);
    const rank = ranksAt(model, evaluation, place)[unit]!;
    return rank > 0 ? { score: evaluation.scores[place]![unit]!, rank } : null;
  } catch (error) {
    if (error instanceof EngineError) return null;
    throw error;
  }
}

function placeOf({ matrix }: Subject, unit: string): number {
  const place = matrix.ids?.indexOf(unit) ?? -1;
  if (place >= 0) return place;
  throw new AnalysisError({ code: 'unit-unknown', where: unit, message: 'is not in both editions' });
}
