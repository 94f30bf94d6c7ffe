import { createNameIndex, type NameMatch, nameReadings } from '../units/name-index.ts';
import { tidyText } from '../units/written-name.ts';
import { columnLetters } from './cell-reference.ts';
import { raggedRow } from './file-findings.ts';
import type { FindingList } from './finding-list.ts';
import {
  ambiguousHeading,
  duplicateHeading,
  type HeadingPlace,
  namelessColumn,
  unknownHeading,
} from './heading-findings.ts';
import type { TableRow } from './table.ts';

export type Column = { heading: string; position: number };

/** Something that a column can hold, and what its heading may be called; the template writes the first name. */
export type ColumnKind<Role> = { role: Role; names: string[] };

/** The columns of a file by what they hold, and a check that every row keeps to them. */
export type Headings<Role> = {
  row: number;
  columns: Map<Role, Column>;
  /** Reports a row that has too few cells, or values beyond the headings; `false` means it cannot be read. */
  fits(row: TableRow): boolean;
};

export const isBlank = (cell: string): boolean =>
  // Most cells begin with something to see: the pattern is for the others.
  cell === '' || (!(cell.charCodeAt(0) > 32 && cell.charCodeAt(0) < 127) && /^[\s\p{Cf}]*$/u.test(cell));

/** Tells how many cells of a row name one of the kinds, or more than one of them. */
export function headingCounter<Role>(kinds: ColumnKind<Role>[]): (row: TableRow) => number {
  const find = headingIndex(kinds);
  return ({ cells }) => cells.filter((cell) => !isBlank(cell) && !isUnknown(find(cell))).length;
}

const isUnknown = (match: NameMatch<unknown>): boolean => 'problem' in match && match.problem === 'unknown';

const headingIndex = <Role>(kinds: ColumnKind<Role>[]) =>
  createNameIndex(
    kinds,
    nameReadings(({ names }) => names),
  );

export function readHeadings<Role>(
  header: TableRow,
  kinds: ColumnKind<Role>[],
  findings: FindingList,
): Headings<Role> {
  const width = header.cells.findLastIndex((cell) => !isBlank(cell)) + 1;
  const nameless = new Set<number>();
  const columns = new Map<Role, Column>();
  const find = headingIndex(kinds);
  const recognise = (place: HeadingPlace): Role | undefined => {
    const match = find(place.heading);
    if ('item' in match) return match.item.role;
    const names = (similar: ColumnKind<Role>[]) => similar.map((kind) => kind.names[0]!);
    findings.error(() =>
      match.problem === 'unknown'
        ? unknownHeading(place, names(match.nearest))
        : ambiguousHeading(place, names(match.candidates)),
    );
    return undefined;
  };

  header.cells.slice(0, width).forEach((cell, position) => {
    const heading = tidyText(cell);
    if (heading === '') {
      nameless.add(position);
      return;
    }
    const place = { row: header.row, position, heading };
    const role = recognise(place);
    if (role === undefined) return;
    const first = columns.get(role);
    if (first) findings.error(() => duplicateHeading(place, first.heading));
    else columns.set(role, { heading, position });
  });
  return { row: header.row, columns, fits: (row) => fits(row, width, nameless, findings) };
}

/** Blank cells beyond the last heading are what spreadsheets leave behind; a value there is a fault. */
function fits(
  { row, cells }: TableRow,
  width: number,
  nameless: Set<number>,
  findings: FindingList,
): boolean {
  const used = cells.findLastIndex((cell) => !isBlank(cell)) + 1;
  if (cells.length < width || used > width) {
    findings.error(() => raggedRow(row, width, Math.max(used, Math.min(cells.length, width))));
    return false;
  }
  for (const position of nameless) {
    if (isBlank(cells[position]!)) continue;
    nameless.delete(position);
    findings.error(() => namelessColumn(row, columnLetters(position)));
  }
  return true;
}
