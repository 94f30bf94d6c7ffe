import { compileFramework } from '../engine/compile-framework.ts';
import { roundHalfAway } from '../engine/decimal.ts';
import type { Model } from '../engine/model.ts';
import { prepare } from '../engine/prepare/prepare.ts';
import { type NodeScores, scoreUnits } from '../engine/score-units.ts';
import type { Unit } from '../methodology/definitions.ts';
import type { ComputedCohort } from '../methodology/edition-definition.ts';
import type { Part } from '../submission/part.ts';
import type { CohortRows, NodeRows } from './cohort-rows.ts';
import { observationMatrix } from './observation-matrix.ts';
import { preparationContext } from './preparation-context.ts';
import { preparationRecord } from './preparation-record.ts';
import type { PreparationRecord, ResultRow } from './run.ts';
import { byId, unitHeading } from './unit-heading.ts';

/**
 * Scores and ranks a cohort from observations. Every unit of the cohort has a row at every node, ranked or with
 * the reason why not.
 *
 * @param parts oldest first; those of earlier periods are what the framework may impute from
 * @throws {EngineError} when the framework cannot be computed
 */
export function computeCohort(cohort: ComputedCohort, parts: readonly Part[], period: string): CohortRows {
  const { id, name, unitSet, framework } = cohort;
  const model = compileFramework(framework, cohort.indicators);
  const units = cohort.units.toSorted(byId);
  const unitIds = units.map((unit) => unit.id);
  const valuesOf = (other: string) => observationMatrix(parts, other, unitIds, model.indicators).values;
  const { preparation, nodes } = scoreValues(model, units, valuesOf, parts, period);
  const headings = units.map((unit) => unitHeading(unit, period));
  return {
    id,
    name,
    origin: 'computed',
    unitSet,
    framework: { id: framework.id, version: framework.version },
    ...(preparation && { preparation }),
    units: units.length,
    nodes: nodes.map((node) => nodeRows(node, headings)),
  };
}

/**
 * Prepares the values of units, scores and ranks them.
 *
 * @param units in the order of their values
 * @param valuesOf a value a unit and indicator, in a column an indicator of the model, by period
 * @param parts of all periods at hand
 */
export function scoreValues(
  model: Model,
  units: readonly Unit[],
  valuesOf: (period: string) => Float64Array,
  parts: readonly Part[],
  period: string,
): { preparation: PreparationRecord | undefined; nodes: NodeScores[] } {
  const unitIds = units.map(({ id }) => id);
  const matrix = { units: units.length, values: valuesOf(period), ids: unitIds };
  const prepared = prepare(model, matrix, preparationContext(model, units, parts, period, valuesOf));
  return {
    preparation: preparationRecord(model, matrix.values, prepared, unitIds),
    nodes: scoreUnits(model, prepared),
  };
}

/** Ranked units first, then the others with the reason why not. @param headings in the order of the units */
export function nodeRows(node: NodeScores, headings: readonly ResultRow['unit'][]): NodeRows {
  const { code, name, parent, decimals, scale, weights, order, ranks } = node;
  const ranked = Array.from(order, (unit) => row(node, headings[unit]!, unit));
  const unranked = headings.flatMap((heading, unit) => (ranks[unit] === 0 ? [row(node, heading, unit)] : []));
  return {
    code,
    name,
    parent,
    decimals,
    ...(scale && { scale }),
    ...(weights && { weights }),
    rows: [...ranked, ...unranked],
    summarise: true,
  };
}

function row(node: NodeScores, heading: ResultRow['unit'], unit: number): ResultRow {
  const rank = node.ranks[unit]!;
  if (rank > 0) {
    const percentile = node.percentiles && { percentile: roundHalfAway(node.percentiles[unit]!, 2) };
    return { unit: heading, score: node.published[unit]!, rank, ...percentile, status: 'ranked' };
  }
  const why = node.reason(unit);
  return { unit: heading, score: null, rank: null, status: 'not-ranked', ...(why && { reason: why }) };
}
