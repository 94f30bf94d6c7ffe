import { standingOf } from '../../domain/release/standing.ts';
import { endOfValue, fieldOf, fieldsBefore, objectsOf } from '../../use-cases/json-scan.ts';
import { JsonText } from '../../use-cases/json-text.ts';
import type {
  CohortHeading,
  RowRange,
  StoredProfile,
  StoredRanking,
  StoredRow,
} from '../../use-cases/read-ports.ts';
import type { Assessed, RankingPage, UnitChunk } from '../dynamodb/run-items.ts';

/** What a run's item holds: its body, and the intervals of ranks that came after it. */
export type Texts = { body: string; intervals?: string | undefined };

type Intervals = Assessed['intervals'];

/** @param range the rows that are wanted; all of the page where it is absent */
export function toRanking(texts: Texts, range?: RowRange): StoredRanking {
  const { body } = texts;
  const fields = fieldsBefore(body, 'rows');
  const textOf = <Value>(name: keyof RankingPage) => new JsonText<Value>(fields.get(name)!);
  const rows = objectsOf(body, body.indexOf(rowsField) + rowsField.length, range);
  const intervals = intervalsOf(texts);
  return {
    cohort: cohortOf(fields),
    node: textOf('node'),
    nodes: textOf('nodes'),
    regions: textOf('regions'),
    statistics: textOf('statistics'),
    total: Number(fields.get('total')),
    rows: rows.map((text) => withInterval(new JsonText<StoredRow>(text), intervals)),
  };
}

/** Rows come last in a page. */
const rowsField = ',"rows":';

function withInterval(row: JsonText<StoredRow>, intervals: Intervals): JsonText<StoredRow> {
  const interval = intervals && intervalIn(intervals, row.field('unit').id);
  return interval ? row.with(JsonText.of(interval)) : row;
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
  const fields = fieldsBefore(texts.body, 'nodes');
  const cohort = cohortOf(fields);
  const origin = cohort.field('origin');
  const rows: UnitChunk['units'][string]['rows'] = JSON.parse(fieldOf(found, 'rows')!);
  const intervals = intervalsOf(texts);
  return {
    cohort,
    unit: new JsonText(fieldOf(found, 'unit')!),
    nodes: nodesIn(texts.body, only).flatMap(({ place, statistics, ...node }) => {
      const row = rows[place];
      if (!row) return [];
      const standing = standingOf(row, { ...node, statistics }, origin);
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
function unitIn(body: string, id: string): string | undefined {
  const name = JSON.stringify(id);
  const entry = body.indexOf(`${name}:{"unit":{"id":${name}`);
  if (entry < 0) return undefined;
  const start = entry + name.length + 1;
  return body.slice(start, endOfValue(body, start));
}

type Node = UnitChunk['nodes'][number];

const nodesField = ',"nodes":';

/** The nodes of a chunk and their places: all, or the one that is wanted, those before it being passed over. */
function nodesIn(body: string, only: string | undefined): (Node & { place: number })[] {
  const start = body.indexOf(nodesField) + nodesField.length;
  if (only === undefined) {
    const nodes: Node[] = JSON.parse(body.slice(start, endOfValue(body, start)));
    return nodes.map((node, place) => Object.assign(node, { place }));
  }
  const wanted = `{"code":${JSON.stringify(only)},`;
  for (let at = start + 1, place = 0; body[at] === '{'; place += 1) {
    const end = endOfValue(body, at);
    if (body.startsWith(wanted, at)) return [{ ...(JSON.parse(body.slice(at, end)) as Node), place }];
    at = end + 1;
  }
  return [];
}

const intervalsOf = ({ intervals }: Texts): Intervals => intervals && JSON.parse(intervals);

const intervalIn = (intervals: NonNullable<Intervals>, unit: string) =>
  Object.hasOwn(intervals, unit) && { rankInterval: intervals[unit]! };

/** Pages keep the comparison beside the cohort. */
function cohortOf(fields: Map<string, string>): JsonText<CohortHeading> {
  const cohort = new JsonText<CohortHeading>(fields.get('cohort')!);
  const comparison = fields.get('comparison');
  if (comparison === undefined) return cohort;
  return cohort.with(new JsonText<Pick<CohortHeading, 'comparison'>>(`{"comparison":${comparison}}`));
}
