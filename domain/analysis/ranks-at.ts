import { roundColumn } from '../engine/decimal.ts';
import type { Evaluation } from '../engine/evaluate.ts';
import type { Model } from '../engine/model.ts';
import { rank } from '../engine/rank.ts';
import { AnalysisError } from './analysis-error.ts';

/** Place of the total in the model's nodes. */
export const totalPlace = (model: Model): number => model.displayOrder[0]!;

/**
 * Place of a node in the model's nodes; of the total where none is named.
 *
 * @throws {AnalysisError} `node-unknown`
 */
export function nodePlace(model: Model, code: string | undefined): number {
  if (code === undefined) return totalPlace(model);
  const place = model.nodes.findIndex((node) => node.code === code);
  if (place >= 0) return place;
  throw new AnalysisError({ code: 'node-unknown', where: code, message: 'is no node of the framework' });
}

/** The ranks of the total: see `ranksAt`. */
export const totalRanks = (model: Model, evaluation: Pick<Evaluation, 'scores' | 'units'>): Int32Array =>
  ranksAt(model, evaluation, totalPlace(model));

/**
 * Competition ranks at a node, equal as the framework says: the ranks that an analysis counts and compares,
 * whichever way the framework prints ties.
 *
 * @param published memory for the rounded scores, a number a unit
 * @returns a rank a unit, from 1; 0 where it has none
 */
export function ranksAt(
  model: Model,
  { scores, units }: Pick<Evaluation, 'scores' | 'units'>,
  place: number,
  published: Float64Array = new Float64Array(units),
): Int32Array {
  const exact = scores[place]!;
  const rule = { ...model.ranking, ties: 'competition' as const };
  const { decimals } = model.nodes[place]!;
  if (rule.on === 'rounded') roundColumn(exact, decimals, published);
  return rank(exact, published, decimals, rule).ranks;
}
