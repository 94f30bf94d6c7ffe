import type { EditionRef } from '../../domain/methodology/edition-definition.ts';
import type { CohortResult, NodeResult, ResultRow, Run } from '../../domain/release/run.ts';
import { storedPageSize } from '../../use-cases/read-ports.ts';
import { historyKey, type Key, rankingPageKey, runKey, unitProfileKey } from './keys.ts';

/** The `body` of a run's items, as JSON: what public pages are made of. */

export type RunCohort = Pick<
  CohortResult,
  'id' | 'name' | 'origin' | 'unitSet' | 'source' | 'framework' | 'restatement'
>;

/** 100 rows of one node, in the node's order. A node without rows has one page. */
export type RankingPage = EditionRef &
  Pick<CohortResult, 'comparison'> &
  Pick<NodeResult, 'statistics'> & {
    run: string;
    cohort: RunCohort;
    node: Pick<NodeResult, 'code' | 'name' | 'parent' | 'decimals'>;
    /** Every node of the cohort: what else may be asked for. */
    nodes: Pick<NodeResult, 'code' | 'name'>[];
    /** Rows of all pages. */
    total: number;
    /** From 1. */
    page: number;
    rows: ResultRow[];
  };

/** One unit at every node where it has a row. */
export type UnitProfile = EditionRef &
  Pick<CohortResult, 'comparison'> & {
    run: string;
    cohort: RunCohort;
    unit: ResultRow['unit'];
    nodes: (Pick<NodeResult, 'code' | 'name'> &
      Omit<ResultRow, 'unit'> & {
        /** How many units have a rank at the node, and how many rows it has. */
        ranked: number;
        total: number;
      })[];
  };

/** One unit in one edition, as its history across editions shows it; nodes by code. */
export type HistoryEntry = EditionRef &
  Pick<CohortResult, 'comparison'> & {
    run: string;
    cohort: RunCohort;
    unit: ResultRow['unit'];
    nodes: Record<
      string,
      Pick<NodeResult, 'name'> &
        Pick<ResultRow, 'score' | 'rank' | 'grade' | 'status' | 'change'> & { ranked: number }
    >;
  };

/** The run without its rows. */
export type RunSummary = EditionRef &
  Pick<Run, 'inputs' | 'results' | 'sample'> & {
    run: string;
    cohorts: (RunCohort &
      Pick<CohortResult, 'comparison'> & {
        nodes: Pick<NodeResult, 'code' | 'name' | 'parent' | 'decimals' | 'statistics'>[];
      })[];
  };

export type RunItem = Key & { body: string };

/** An item may hold 400 KB, key and all. */
const mostBytes = 380 * 1024;

/** Ranking pages, unit profiles and history of every cohort, made one by one: a large run is never held twice. */
export function* rowItems(run: Run): Generator<RunItem> {
  for (const cohort of run.cohorts) {
    for (const node of cohort.nodes) yield* rankingPages(run, cohort, node);
    yield* unitItems(run, cohort);
  }
}

export function summaryItem(run: Run): RunItem {
  const summary: RunSummary = {
    ...identityOf(run),
    inputs: run.inputs,
    results: run.results,
    ...pick(run, 'sample'),
    cohorts: run.cohorts.map((cohort) => ({
      ...pick(cohort, ...cohortFields, 'comparison'),
      nodes: cohort.nodes.map((node) => pick(node, ...nodeFields, 'statistics')),
    })),
  };
  return itemOf(runKey(run.id), summary);
}

function* rankingPages(run: Run, cohort: CohortResult, node: NodeResult): Generator<RunItem> {
  const common = {
    ...identityOf(run),
    cohort: pick(cohort, ...cohortFields),
    ...pick(cohort, 'comparison'),
    node: pick(node, ...nodeFields),
    nodes: cohort.nodes.map((each) => pick(each, 'code', 'name')),
    total: node.rows.length,
    statistics: node.statistics,
  };
  const pages = Math.max(1, Math.ceil(node.rows.length / storedPageSize));
  for (let page = 1; page <= pages; page += 1) {
    const rows = node.rows.slice((page - 1) * storedPageSize, page * storedPageSize);
    const body: RankingPage = { ...common, page, rows };
    yield itemOf(rankingPageKey(run.id, cohort.id, node.code, page), body);
  }
}

type Place = { node: NodeResult; row: ResultRow };

function* unitItems(run: Run, cohort: CohortResult): Generator<RunItem> {
  for (const [unit, places] of placesByUnit(cohort)) {
    yield itemOf(unitProfileKey(run.id, cohort.id, unit), unitProfile(run, cohort, places));
    yield itemOf(
      historyKey(run, { unit, cohort: cohort.id, run: run.id }),
      historyEntry(run, cohort, places),
    );
  }
}

function placesByUnit(cohort: CohortResult): Map<string, [Place, ...Place[]]> {
  const byUnit = new Map<string, [Place, ...Place[]]>();
  for (const node of cohort.nodes)
    for (const row of node.rows) {
      const places = byUnit.get(row.unit.id);
      if (places) places.push({ node, row });
      else byUnit.set(row.unit.id, [{ node, row }]);
    }
  return byUnit;
}

const unitProfile = (run: Run, cohort: CohortResult, places: [Place, ...Place[]]): UnitProfile => ({
  ...identityOf(run),
  cohort: pick(cohort, ...cohortFields),
  ...pick(cohort, 'comparison'),
  unit: places[0].row.unit,
  nodes: places.map(({ node, row: { unit, ...result } }) => ({
    ...pick(node, 'code', 'name'),
    ...result,
    ranked: node.statistics.ranked,
    total: node.rows.length,
  })),
});

const historyEntry = (run: Run, cohort: CohortResult, places: [Place, ...Place[]]): HistoryEntry => ({
  ...identityOf(run),
  cohort: pick(cohort, ...cohortFields),
  ...pick(cohort, 'comparison'),
  unit: places[0].row.unit,
  nodes: Object.fromEntries(
    places.map(({ node, row }) => [
      node.code,
      {
        name: node.name,
        ...pick(row, 'score', 'rank', 'grade', 'status', 'change'),
        ranked: node.statistics.ranked,
      },
    ]),
  ),
});

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
