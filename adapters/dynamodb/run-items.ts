import type { EditionRef } from '../../domain/methodology/edition-definition.ts';
import { inOrder, inRegion, rankingOrders, regionsOf } from '../../domain/release/ranking-views.ts';
import type { CohortResult, NodeResult, ResultRow, Run } from '../../domain/release/run.ts';
import { type Neighbours, neighboursOf } from '../../domain/release/standing.ts';
import { isKeptInViews, type RankInterval, storedPageSize } from '../../use-cases/read-ports.ts';
import { type Key, rankingPageKey, runKey, unitChunkKey, viewPageKey } from './keys.ts';
import { chunkCount, chunkOf } from './unit-chunks.ts';

/** The `body` of a run's items, as JSON: what public pages are made of. */

export type RunCohort = Pick<
  CohortResult,
  'id' | 'name' | 'origin' | 'unitSet' | 'source' | 'framework' | 'restatement'
>;

/** Intervals by unit, of the total: an attribute beside `body`, written a moment after it. */
export type Assessed = { intervals?: Record<string, RankInterval> };

/** 100 rows of one node, in the node's order. A node without rows has one page. */
export type RankingPage = EditionRef &
  Pick<CohortResult, 'comparison'> &
  Pick<NodeResult, 'statistics'> & {
    run: string;
    cohort: RunCohort;
    node: Pick<NodeResult, 'code' | 'name' | 'parent' | 'decimals'>;
    /** Every node of the cohort: what else may be asked for. */
    nodes: Pick<NodeResult, 'code' | 'name'>[];
    /** Regions that have rows here. */
    regions: string[];
    /** Rows of all pages. */
    total: number;
    /** From 1. */
    page: number;
    rows: ResultRow[];
  } & Assessed;

/** Some of a cohort's units, each at every node where it has a row. */
export type UnitChunk = EditionRef &
  Pick<CohortResult, 'comparison'> & {
    run: string;
    cohort: RunCohort;
    nodes: Pick<NodeResult, 'code' | 'name' | 'parent' | 'decimals' | 'statistics'>[];
    /** By id; `rows` by the node's place among `nodes`. */
    units: Record<string, { unit: ResultRow['unit']; rows: Record<number, UnitRow> }>;
  } & Assessed;

type UnitRow = Omit<ResultRow, 'unit'> & Neighbours;

/** The run without its rows. */
export type RunSummary = EditionRef &
  Pick<Run, 'inputs' | 'results' | 'sample'> & {
    run: string;
    /** In how many items the units of each cohort lie, in the order of `cohorts`. */
    unitChunks: number[];
    cohorts: (RunCohort &
      Pick<CohortResult, 'comparison'> & {
        nodes: Pick<NodeResult, 'code' | 'name' | 'parent' | 'decimals' | 'statistics'>[];
      })[];
  };

export type RunItem = Key & { body: string };

/** An item may hold 400 KB, key and all. */
const mostBytes = 380 * 1024;

/** Its summary, ranking pages and units, made one by one: a large run is never held twice. */
export function* itemsOf(run: Run): Generator<RunItem> {
  yield itemOf(runKey(run.id), runSummary(run));
  for (const cohort of run.cohorts) {
    for (const node of cohort.nodes) yield* rankingPages(run, cohort, node);
    yield* unitChunks(run, cohort);
  }
}

export const runSummary = (run: Run): RunSummary => ({
  ...identityOf(run),
  inputs: run.inputs,
  results: run.results,
  ...pick(run, 'sample'),
  unitChunks: run.cohorts.map(chunkCount),
  cohorts: run.cohorts.map((cohort) => ({
    ...pick(cohort, ...cohortFields, 'comparison'),
    nodes: cohort.nodes.map((node) => pick(node, ...nodeFields, 'statistics')),
  })),
});

type PageHead = Omit<RankingPage, 'total' | 'page' | 'rows'>;

function* rankingPages(run: Run, cohort: CohortResult, node: NodeResult): Generator<RunItem> {
  const head: PageHead = {
    ...identityOf(run),
    cohort: pick(cohort, ...cohortFields),
    ...pick(cohort, 'comparison'),
    node: pick(node, ...nodeFields),
    nodes: cohort.nodes.map((each) => pick(each, 'code', 'name')),
    regions: regionsOf(node.rows),
    statistics: node.statistics,
  };
  yield* pagesOf(head, node.rows, (page) => rankingPageKey(run.id, cohort.id, node.code, page));
  if (isKeptInViews(node.statistics)) yield* viewsOf(head, node.rows);
}

function* pagesOf(
  head: PageHead,
  rows: readonly ResultRow[],
  keyOf: (page: number) => Key,
): Generator<RunItem> {
  const pages = Math.max(1, Math.ceil(rows.length / storedPageSize));
  for (let page = 1; page <= pages; page += 1) {
    const chosen = rows.slice((page - 1) * storedPageSize, page * storedPageSize);
    const body: RankingPage = { ...head, total: rows.length, page, rows: chosen };
    yield itemOf(keyOf(page), body);
  }
}

/** A ranking of more than one page in its other orders, and each region's part of it: one read finds a page of any. */
function* viewsOf(head: PageHead, rows: readonly ResultRow[]): Generator<RunItem> {
  const keyIn = (view: { order: string } | { region: string }) => (page: number) =>
    viewPageKey(head.run, head.cohort.id, head.node.code, view, page);
  for (const order of rankingOrders)
    if (order !== 'rank') yield* pagesOf(head, inOrder(rows, order), keyIn({ order }));
  for (const region of head.regions) yield* pagesOf(head, inRegion(rows, region), keyIn({ region }));
}

function* unitChunks(run: Run, cohort: CohortResult): Generator<RunItem> {
  const common = {
    ...identityOf(run),
    cohort: pick(cohort, ...cohortFields),
    ...pick(cohort, 'comparison'),
    nodes: cohort.nodes.map((node) => pick(node, ...nodeFields, 'statistics')),
  };
  for (const [chunk, units] of unitsByChunk(cohort).entries()) {
    const body: UnitChunk = { ...common, units };
    yield itemOf(unitChunkKey(run.id, cohort.id, chunk), body);
  }
}

function unitsByChunk(cohort: CohortResult): UnitChunk['units'][] {
  const chunks = Array.from({ length: chunkCount(cohort) }, (): UnitChunk['units'] => ({}));
  for (const [place, { rows }] of cohort.nodes.entries()) {
    const neighbours = neighboursOf(rows);
    for (const [position, { unit, ...row }] of rows.entries()) {
      const units = chunks[chunkOf(unit.id, chunks.length)]!;
      units[unit.id] ??= { unit, rows: {} };
      units[unit.id]!.rows[place] = { ...row, ...neighbours[position] };
    }
  }
  return chunks;
}

const cohortFields = ['id', 'name', 'origin', 'unitSet', 'source', 'framework', 'restatement'] as const;
const nodeFields = ['code', 'name', 'parent', 'decimals'] as const;

const identityOf = ({ index, period, id }: Run) => ({ index, period, run: id });

const pick = <Value extends object, Field extends keyof Value>(value: Value, ...fields: Field[]) =>
  Object.fromEntries(fields.filter((field) => field in value).map((field) => [field, value[field]])) as Pick<
    Value,
    Field
  >;

function itemOf(key: Key, value: object): RunItem {
  const body = JSON.stringify(value);
  const bytes = Buffer.byteLength(body);
  if (bytes > mostBytes)
    throw new RangeError(`${key.pk} ${key.sk} takes ${bytes} bytes; an item holds ${mostBytes}`);
  return { ...key, body };
}
