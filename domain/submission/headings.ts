import { createNameIndex, nameReadings } from '../units/name-index.ts';
import { tidyText } from '../units/written-name.ts';
import { raggedRow } from './file-findings.ts';
import type { FindingList } from './finding-list.ts';
import { ambiguousHeading, duplicateHeading, namelessColumn, unknownHeading } from './heading-findings.ts';
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

export const isBlank = (cell: string): boolean => /^[\s\p{Cf}]*$/u.test(cell);

export function readHeadings<Role>(
  header: TableRow,
  kinds: ColumnKind<Role>[],
  findings: FindingList,
): Headings<Role> {
  const width = header.cells.findLastIndex((cell) => !isBlank(cell)) + 1;
  const nameless = new Set<number>();
  const columns = new Map<Role, Column>();
  const find = createNameIndex(
    kinds,
    nameReadings(({ names }) => names),
  );
  const recognise = (heading: string): Role | undefined => {
    const match = find(heading);
    if ('item' in match) return match.item.role;
    const names = (similar: ColumnKind<Role>[]) => similar.map((kind) => kind.names[0]!);
    findings.error(() =>
      match.problem === 'unknown'
        ? unknownHeading(header.row, heading, names(match.nearest))
        : ambiguousHeading(header.row, heading, names(match.candidates)),
    );
    return undefined;
  };

  header.cells.slice(0, width).forEach((cell, position) => {
    const heading = tidyText(cell);
    if (heading === '') {
      nameless.add(position);
      return;
    }
    const role = recognise(heading);
    if (role === undefined) return;
    const first = columns.get(role);
    if (first) findings.error(() => duplicateHeading(header.row, heading, first.heading));
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
    findings.error(() => namelessColumn(row, letters(position)));
  }
  return true;
}

/** 0 → A, 25 → Z, 26 → AA. */
function letters(position: number): string {
  const last = String.fromCharCode(65 + (position % 26));
  return position < 26 ? last : letters(Math.floor(position / 26) - 1) + last;
}
