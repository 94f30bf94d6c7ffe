import type { DeskResponses } from '../../contracts/desk-responses.ts';

export type Finding = NonNullable<DeskResponses['getSubmission']['report']>['findings'][number];
type Severity = Finding['severity'];

/** Where a table is marked: by row, then by cell; a row without a cell is marked as a whole. */
export type Marks = ReadonlyMap<number, Mark>;
type Mark = { whole?: Severity; cells: Map<number, Severity> };

/** An error outdoes a warning in the same place. */
export function marksOf(findings: readonly Finding[]): Marks {
  const marks = new Map<number, Mark>();
  for (const { row, cell, severity } of findings) {
    if (row === undefined) continue;
    const mark: Mark = marks.get(row) ?? { cells: new Map() };
    marks.set(row, mark);
    if (cell === undefined) mark.whole = graver(mark.whole, severity);
    else mark.cells.set(columnOf(cell), graver(mark.cells.get(columnOf(cell)), severity));
  }
  return marks;
}

const graver = (one: Severity | undefined, other: Severity): Severity => (one === 'error' ? one : other);

/** The position of a cell in its row: `C12` → 2, `AA1` → 26. */
export const columnOf = (cell: string): number =>
  [...cell.replace(/\d+$/, '')].reduce((place, letter) => 26 * place + letter.charCodeAt(0) - 64, 0) - 1;
