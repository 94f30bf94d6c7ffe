import { compileFramework } from '../engine/compile-framework.ts';
import { roundColumn } from '../engine/decimal.ts';
import { rank } from '../engine/rank.ts';
import type { NodeScores } from '../engine/score-units.ts';
import type { Framework, FrameworkNode, Text } from '../methodology/definitions.ts';
import type { RestatedCohort, RestatedNode } from '../methodology/edition-definition.ts';
import type { RestatementRule } from '../methodology/restatement-rule.ts';
import type { Part } from '../submission/part.ts';
import type { CohortRows, NodeRows } from './cohort-rows.ts';
import { nodeRows, scoreValues } from './compute-cohort.ts';
import { observationMatrix } from './observation-matrix.ts';
import { type RestatedFigure, restate } from './restate.ts';
import type { NodeResult, RestatedInput, ResultRow } from './run.ts';
import { byId, unitHeading } from './unit-heading.ts';

type OfScores = Extract<RestatedCohort, { of: 'scores' }>;
type OfValues = Extract<RestatedCohort, { of: 'values' }>;

/** A cohort whose published scores can be restated. */
export type RestatableScores = { nodes: readonly Pick<NodeResult, 'code' | 'decimals' | 'rows'>[] };

/**
 * Scores and ranks the units after a boundary reform by the figures of the units before it. Scores are restated
 * as published, after rounding, so that a reader can do the same sum on the printed table; values are restated
 * before anything is computed from them. Every unit has a row at every node, with the figures that it was made
 * from, ranked or with the reason why not.
 *
 * @param source the cohort that scores are taken from; `undefined` while its edition is not released
 * @param parts oldest first: values of former units, and what they weigh by
 * @throws {EngineError} when the framework cannot be computed or arithmetic overflows
 */
export function restateCohort(
  cohort: RestatedCohort,
  source: RestatableScores | undefined,
  parts: readonly Part[],
  period: string,
): CohortRows {
  const { id, name, unitSet, of, from, rule, source: citation } = cohort;
  const heading = {
    id,
    name,
    origin: 'restated' as const,
    unitSet,
    ...(citation && { source: citation }),
    restatement: { of, from, rule },
    units: cohort.units.length,
  };
  if (cohort.of === 'values') return { ...heading, ...restateValues(cohort, parts, period) };
  const former = formerValues(cohort, parts, period);
  return {
    ...heading,
    nodes: cohort.nodes.map((node) => restateScores(cohort, node, source, former, period)),
  };
}

/** A value of a former unit; `null` where none was reported. */
type FormerValues = (indicator: string, unit: string) => number | null;

function formerValues(
  { indicators, formerUnits }: RestatedCohort,
  parts: readonly Part[],
  period: string,
): FormerValues {
  const units = formerUnits.map(({ id }) => id);
  const ids = indicators.map(({ id }) => id);
  const { values } = observationMatrix(parts, period, units, ids);
  const places = new Map(units.map((id, place) => [id, place]));
  const columns = new Map(ids.map((id, column) => [id, column]));
  return (indicator, unit) => {
    const value = values[columns.get(indicator)! * units.length + places.get(unit)!]!;
    return Number.isNaN(value) ? null : value;
  };
}

/** A figure a unit, in the order of ids. */
function restateColumn(
  { units, lineage, formerUnits }: RestatedCohort,
  rule: RestatementRule,
  figureOf: (former: string) => number | null,
  former: FormerValues,
): RestatedFigure[] {
  const ancestors = new Map(lineage.map((line) => [line.unit, line.former]));
  const byFormerId = new Map(formerUnits.map((unit) => [unit.id, unit]));
  return units.toSorted(byId).map(({ id }) => {
    const figures = ancestors.get(id)!.map((formerId) => ({
      unit: byFormerId.get(formerId)!,
      value: figureOf(formerId),
      ...(rule.method === 'weighted-mean' && { weight: former(rule.by, formerId) }),
    }));
    return restate(rule, id, figures);
  });
}

function restateScores(
  cohort: OfScores,
  { code, name, parent, decimals: declared }: RestatedNode,
  source: RestatableScores | undefined,
  former: FormerValues,
  period: string,
): NodeRows {
  const node = source?.nodes.find((candidate) => candidate.code === code);
  const scores = new Map(node?.rows.map(({ unit, score }) => [unit.id, score]));
  const figures = restateColumn(cohort, cohort.rule, (unit) => scores.get(unit) ?? null, former);
  const exact = Float64Array.from(figures, valueOrNaN);
  const decimals = declared ?? node?.decimals ?? null;
  const published = new Float64Array(exact.length);
  roundColumn(exact, decimals ?? 0, published);
  const reason = (unit: number) => (source ? figures[unit]!.reason : notReleased(cohort.from.period));
  const ranked: NodeScores = {
    ...rank(exact, published, decimals ?? 0, cohort.ranking),
    ...{ code, name, parent, decimals: decimals ?? 0, exact, published, reason },
  };
  const rows = withInputs(cohort, nodeRows(ranked, headingsOf(cohort, period)), figures);
  return { ...withoutSelectiveRanks(cohort, rows), decimals };
}

function restateValues(
  cohort: OfValues,
  parts: readonly Part[],
  period: string,
): Pick<CohortRows, 'framework' | 'preparation' | 'nodes'> {
  const { framework } = cohort;
  const model = compileFramework(framework, cohort.indicators);
  const valuesOf = (of: string) => restatedValues(cohort, parts, of, model.indicators);
  const units = cohort.units.toSorted(byId);
  const { preparation, nodes } = scoreValues(model, units, valuesOf, parts, period);
  const columns = restatedColumns(cohort, parts, period, model.indicators);
  const leaves = leavesOf(framework);
  const headings = headingsOf(cohort, period);
  return {
    framework: { id: framework.id, version: framework.version },
    ...(preparation && { preparation }),
    nodes: nodes.map((node) => {
      const figures = columns.get(leaves.get(node.code) ?? '');
      const reason = (unit: number) => figures?.[unit]?.reason ?? node.reason(unit);
      return withInputs(cohort, nodeRows({ ...node, reason }, headings), figures);
    }),
  };
}

/**
 * What the units after the reform would have observed, made from the values of those before it.
 *
 * @param indicators ids of the columns, each observed of the former units
 * @returns a column an indicator, a value a unit in the order of ids, NaN where it cannot be made
 * @throws {EngineError} `value-not-finite`
 */
export const restatedValues = (
  cohort: OfValues,
  parts: readonly Part[],
  period: string,
  indicators: readonly string[],
): Float64Array =>
  Float64Array.from([...restatedColumns(cohort, parts, period, indicators).values()].flat(), valueOrNaN);

function restatedColumns(
  cohort: OfValues,
  parts: readonly Part[],
  period: string,
  indicators: readonly string[],
): Map<string, RestatedFigure[]> {
  const former = formerValues(cohort, parts, period);
  return new Map(
    indicators.map((indicator) => {
      const rule = cohort.indicatorRules[indicator] ?? cohort.rule;
      return [indicator, restateColumn(cohort, rule, (unit) => former(indicator, unit), former)];
    }),
  );
}

const valueOrNaN = ({ value }: RestatedFigure): number => value ?? Number.NaN;

const headingsOf = ({ units }: RestatedCohort, period: string): ResultRow['unit'][] =>
  units.toSorted(byId).map((unit) => unitHeading(unit, period));

/** Shows in each row what it was made from: figures, or at a node above the values the former units alone. */
function withInputs(
  cohort: RestatedCohort,
  node: NodeRows,
  figures: readonly RestatedFigure[] | undefined,
): NodeRows {
  const names = new Map(cohort.formerUnits.map(({ id, name }) => [id, name]));
  const inputs = new Map<string, RestatedInput[]>(
    cohort.lineage.map(({ unit, former }) => [
      unit,
      former.map((id) => ({ unit: { id, name: names.get(id)! } })),
    ]),
  );
  cohort.units.toSorted(byId).forEach(({ id }, place) => {
    if (figures) inputs.set(id, figures[place]!.inputs);
  });
  return { ...node, rows: node.rows.map((row) => ({ ...row, inputs: inputs.get(row.unit.id)! })) };
}

/**
 * Of an imported cohort only what was printed is known: first among the few units that it tells of is no rank,
 * and their mean no mean.
 */
function withoutSelectiveRanks(cohort: OfScores, node: NodeRows): NodeRows {
  const scored = node.rows.filter(({ score }) => score !== null).length;
  if (cohort.from.origin === 'computed' || scored === node.rows.length) return node;
  const reason = tooFewToRank(scored, node.rows.length);
  const rows = node.rows.map((row) =>
    row.rank === null ? row : { ...row, rank: null, status: 'not-ranked' as const, reason },
  );
  return { ...node, rows, summarise: false };
}

const tooFewToRank = (scored: number, units: number): Text => ({
  vi: `mới có điểm của ${scored} trên ${units} đơn vị nên không xếp hạng`,
  en: `${scored} of ${units} units have a score, too few to rank them`,
});

/** Indicators of the leaves, by code. */
const leavesOf = ({ root, reported }: Framework): Map<string, string> =>
  new Map([root, ...reported].flatMap(leaves));

const leaves = (node: FrameworkNode): [string, string][] =>
  'indicator' in node ? [[node.code, node.indicator]] : node.children.flatMap(leaves);

const notReleased = (period: string): Text => ({
  vi: `chưa công bố kết quả năm ${period}`,
  en: `the results of ${period} are not released`,
});
