import { isBlank } from './headings.ts';
import type { TableItem, TableRow } from './table.ts';

/** A title, a ministry's name and a date may stand above the headings, and not much more. */
const MOST_ABOVE = 20;

/**
 * Finds the row of the headings among the first ones that are not blank: the first with two cells that are
 * headings, else the first with one, else the first of all. Rows above it are titles and are left out.
 *
 * @param knows how many cells of a row are headings
 * @returns the items from the headings on, without blank rows
 */
export async function* fromHeadings(
  items: AsyncIterable<TableItem> | Iterable<TableItem>,
  knows: (row: TableRow) => number,
): AsyncGenerator<TableItem> {
  const above: TableRow[] = [];
  let isFound = false;
  for await (const item of items) {
    if (!('cells' in item)) {
      if ('fault' in item) yield* headedRows(above.splice(0), knows);
      yield item;
    } else if (item.cells.every(isBlank)) continue;
    else if (isFound) yield item;
    else {
      above.push(item);
      isFound = knows(item) >= 2 || above.length === MOST_ABOVE;
      if (isFound) yield* headedRows(above.splice(0), knows);
    }
  }
  yield* headedRows(above, knows);
}

function headedRows(rows: TableRow[], knows: (row: TableRow) => number): TableRow[] {
  const headings = [2, 1].map((least) => rows.findIndex((row) => knows(row) >= least));
  return rows.slice(headings.find((at) => at >= 0) ?? 0);
}
