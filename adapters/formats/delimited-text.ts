import { stringify } from 'csv-stringify/sync';

export type Cell = string | number | null;

/**
 * CSV (RFC 4180) with a heading row. A text that a spreadsheet would run as a formula gets a `'` before it (OWASP, CSV
 * injection); numbers stay as they are, below 0 too.
 */
export const toCsv = (columns: readonly string[], rows: Iterable<readonly Cell[]>): string =>
  stringify([columns, ...[...rows].map((row) => row.map(harmless))]);

const harmless = (cell: Cell): Cell =>
  typeof cell === 'string' && /^[=+\-@\t\r＝＋－＠]/.test(cell) ? `'${cell}` : cell;
