import { describe } from '../engine/statistics.ts';
import type { NodeStatistics, ResultRow } from './run.ts';

/**
 * Statistics of a node's rows.
 *
 * @param units how many units the cohort has, with or without a row
 * @param summarise false where the scores at hand are a selection, whose mean would mislead
 * @param compared whether the rows carry changes against the edition before
 */
export function nodeStatistics(
  rows: readonly ResultRow[],
  { units, summarise, compared }: { units: number; summarise: boolean; compared: boolean },
): NodeStatistics {
  const scores = Float64Array.from(rows.map(({ score }) => score).filter((score) => score !== null));
  const summary = summarise ? describe(scores) : null;
  return {
    units,
    ranked: rows.filter(({ rank }) => rank !== null).length,
    scored: scores.length,
    mean: summary?.mean ?? null,
    median: summary?.median ?? null,
    minimum: summary?.minimum ?? null,
    maximum: summary?.maximum ?? null,
    standardDeviation: summary?.standardDeviation ?? null,
    aboveMean: summary?.aboveMean ?? null,
    ...movements(rows, compared),
  };
}

function movements(
  rows: readonly ResultRow[],
  compared: boolean,
): Pick<NodeStatistics, 'rose' | 'fell' | 'unchanged'> {
  if (!compared) return { rose: null, fell: null, unchanged: null };
  const moves = rows.map(({ change }) => change?.rank ?? null).filter((move) => move !== null);
  return {
    rose: moves.filter((move) => move > 0).length,
    fell: moves.filter((move) => move < 0).length,
    unchanged: moves.filter((move) => move === 0).length,
  };
}
