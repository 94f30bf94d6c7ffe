import { isBlank } from './headings.ts';
import type { TableItem, TableRow } from './table.ts';

/** A title, a ministry's name and a date may stand above the headings, and not much more. */
const MOST_ABOVE = 20;

/**
 * Finds the row of the headings among the first ones that are not blank: the first with two cells that are
 * headings, or its lower half; else the first with one, else the first of all. Rows above it are titles
 * and are left out.
 *
 * @param knows how many cells of a row are headings
 * @returns the items from the headings on, without blank rows
 */
export async function* fromHeadings(
  items: AsyncIterable<TableItem> | Iterable<TableItem>,
  knows: Knows,
): AsyncGenerator<TableItem> {
  const above: TableRow[] = [];
  let isFound = false;
  let isPast = false;
  for await (const item of items) {
    if (!('cells' in item)) {
      if ('fault' in item) yield* headedRows(above.splice(0), knows);
      yield item;
    } else if (item.cells.every(isBlank)) continue;
    else if (isPast) yield item;
    else {
      above.push(item);
      isPast = isFound || above.length === MOST_ABOVE;
      isFound = knows(item) >= 2;
      if (isPast) yield* headedRows(above.splice(0), knows);
    }
  }
  yield* headedRows(above, knows);
}

type Knows = (row: TableRow) => number;

function headedRows(rows: TableRow[], knows: Knows): TableRow[] {
  const headings = [2, 1].map((least) => rows.findIndex((row) => knows(row) >= least));
  const upper = headings.find((place) => place >= 0) ?? 0;
  const at = isLowerHalf(rows[upper + 1], rows[upper], knows) ? upper + 1 : upper;
  const [header, ...below] = rows.slice(at);
  return header ? [withMerged(header, rows.slice(0, at), knows), ...below] : [];
}

const isHeading = (cell: string, knows: Knows): boolean => knows({ row: 1, cells: [cell] }) === 1;

/** Headings may take two rows: the lower one is blank below what is merged over both. */
const isLowerHalf = (lower: TableRow | undefined, upper: TableRow | undefined, knows: Knows): boolean =>
  lower !== undefined &&
  knows(lower) > 0 &&
  (upper?.cells ?? []).every((cell, at) => isBlank(lower.cells[at] ?? '') || !isHeading(cell, knows));

/** Where a cell is blank, the heading that is merged over it. */
function withMerged(header: TableRow, above: TableRow[], knows: Knows): TableRow {
  const merged = (position: number) =>
    above.map(({ cells }) => cells[position] ?? '').findLast((cell) => isHeading(cell, knows));
  const cells = header.cells.map((cell, position) => (isBlank(cell) ? (merged(position) ?? cell) : cell));
  return { ...header, cells };
}
