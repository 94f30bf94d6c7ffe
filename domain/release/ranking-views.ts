import { plainName } from '../units/written-name.ts';
import type { ResultRow } from './run.ts';

/**
 * Orders in which a ranking can be read: by rank, by name without regard to diacritics, or by places risen or
 * fallen since the edition before, rows without a known change last.
 */
export const rankingOrders = ['rank', 'name', 'rise', 'fall'] as const;
export type RankingOrder = (typeof rankingOrders)[number];

/** @param rows by rank, as runs hold them: rows that are equal in the order asked for stay so */
export function inOrder<Row extends ResultRow>(rows: readonly Row[], order: RankingOrder): Row[] {
  if (order === 'rank') return [...rows];
  if (order === 'name') return byName(rows);
  const sign = order === 'rise' ? -1 : 1;
  const moves = (row: Row) => row.change?.rank ?? null;
  const known = rows.filter((row) => moves(row) !== null);
  return [
    ...known.sort((a, b) => sign * (moves(a)! - moves(b)!)),
    ...rows.filter((row) => moves(row) === null),
  ];
}

function byName<Row extends ResultRow>(rows: readonly Row[]): Row[] {
  const keyed = rows.map((row) => ({ row, key: `${plainName(row.unit.name.vi)} ${row.unit.id}` }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key))).map(({ row }) => row);
}

export const inRegion = <Row extends ResultRow>(rows: readonly Row[], region: string): Row[] =>
  rows.filter(({ unit }) => unit.region === region);

/** Ids, in code-unit order. */
export const regionsOf = (rows: readonly ResultRow[]): string[] =>
  [...new Set(rows.flatMap(({ unit }) => unit.region ?? []))].sort();
