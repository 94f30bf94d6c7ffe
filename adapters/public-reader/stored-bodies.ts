import { standingOf } from '../../domain/release/standing.ts';
import type { EditionSummary, RowRange, StoredProfile, StoredRanking } from '../../use-cases/read-ports.ts';
import type { Assessed, RankingPage, RunSummary, UnitChunk } from '../dynamodb/run-items.ts';
import { endOfValue } from './stored-text.ts';

/** What a run's item holds: its body, and the intervals of ranks that came after it. */
export type Texts = { body: string; intervals?: string | undefined };

type Intervals = Assessed['intervals'];

/** What a stored body says, without what its key says already. */
export function toSummary({ body }: Texts): EditionSummary {
  const { inputs, cohorts }: RunSummary = JSON.parse(body);
  return { inputs, cohorts };
}

/** @param range the rows that are wanted; all of the page where it is absent */
export function toRanking(texts: Texts, range?: RowRange): StoredRanking {
  const { node, nodes, regions, statistics, total, rows, ...body } = range
    ? withRows(texts.body, range)
    : (JSON.parse(texts.body) as RankingPage);
  const intervals = intervalsOf(texts);
  return {
    cohort: cohortOf(body),
    node,
    nodes,
    regions,
    statistics,
    total,
    rows: intervals ? rows.map((row) => ({ ...row, ...intervalIn(intervals, row.unit.id) })) : rows,
  };
}

const rowsField = ',"rows":[';

/** Rows come last in a page: those before are passed over, those after are not looked at. */
function withRows(body: string, { from, to }: RowRange): RankingPage {
  const head = body.indexOf(rowsField);
  const chosen: string[] = [];
  let at = head + rowsField.length;
  for (let place = 0; place < to && body[at] === '{'; place += 1) {
    const end = endOfValue(body, at);
    if (place >= from) chosen.push(body.slice(at, end));
    at = end + 1;
  }
  return JSON.parse(`${body.slice(0, head)}${rowsField}${chosen.join(',')}]}`);
}

/**
 * One unit of a chunk; the others are passed over.
 *
 * @param only the node that is wanted; every one where it is absent
 * @returns `undefined` for a unit that the cohort does not have
 */
export function toProfile(texts: Texts, id: string, only?: string): StoredProfile | undefined {
  const found = unitIn(texts.body, id);
  if (!found) return undefined;
  const { unit, rows } = found;
  const { nodes, ...body } = headOf(texts.body, only);
  const intervals = intervalsOf(texts);
  return {
    cohort: cohortOf(body),
    unit,
    nodes: nodes.flatMap(({ place, statistics, ...node }) => {
      const row = rows[place];
      if (!row) return [];
      const standing = standingOf(row, { ...node, statistics }, body.cohort.origin);
      const { tied, ...result } = row;
      const interval = place === 0 && intervals && intervalIn(intervals, id);
      return [{ ...node, ...result, ...standing, ...interval, ranked: statistics.ranked }];
    }),
  };
}

/**
 * An id is what a stranger asked for. Within a text of JSON every quotation mark has a backslash before it, so that
 * nothing but the entry of the unit reads like this.
 */
function unitIn(body: string, id: string): UnitChunk['units'][string] | undefined {
  const name = JSON.stringify(id);
  const entry = body.indexOf(`${name}:{"unit":{"id":${name}`);
  if (entry < 0) return undefined;
  const start = entry + name.length + 1;
  return JSON.parse(body.slice(start, endOfValue(body, start)));
}

const nodesField = ',"nodes":[';

type PlacedNode = UnitChunk['nodes'][number] & { place: number };

/** What a chunk says of all its units: the nodes come before the units, the rest before the nodes. */
function headOf(
  body: string,
  only: string | undefined,
): Omit<UnitChunk, 'units' | 'nodes'> & { nodes: PlacedNode[] } {
  const start = body.indexOf(nodesField);
  const nodes: PlacedNode[] = [];
  const first = start + nodesField.length;
  for (let at = first, place = 0; body[at] === '{'; place += 1) {
    const end = endOfValue(body, at);
    if (only === undefined || body.startsWith(`{"code":${JSON.stringify(only)}`, at))
      nodes.push({ ...JSON.parse(body.slice(at, end)), place });
    at = end + 1;
  }
  return { ...JSON.parse(`${body.slice(0, start)}}`), nodes };
}

const intervalsOf = ({ intervals }: Texts): Intervals => intervals && JSON.parse(intervals);

const intervalIn = (intervals: NonNullable<Intervals>, unit: string) =>
  Object.hasOwn(intervals, unit) && { rankInterval: intervals[unit]! };

/** Pages keep the comparison beside the cohort; the editions' summary keeps it within. */
const cohortOf = ({ cohort, comparison }: Pick<RankingPage, 'cohort' | 'comparison'>) => ({
  ...cohort,
  ...(comparison && { comparison }),
});
