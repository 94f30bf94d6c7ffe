import { detectDelimiter, headerLine, takeDelimiterHint } from '../../adapters/files/delimiter.ts';

/** A row as spreadsheets number it. */
export type PreviewRow = { row: number; cells: string[] };
export type Preview = {
  rows: PreviewRow[];
  /** Rows that have something in them and are not among those shown. */
  more: number;
};

/** Beside those with a finding, the first ones are shown. */
const rowsAtFirst = 12;
const mostRows = 200;

/** @param marked rows with a finding, which are shown wherever they stand */
export function previewOf(text: string, marked: ReadonlySet<number>): Preview {
  const { delimiter, rest } = takeDelimiterHint(text);
  const filled = [...rowsOf(rest, delimiter ?? detectDelimiter(headerLine(rest) ?? rest))].filter(
    ({ cells }) => cells.some((cell) => cell !== ''),
  );
  const rows = filled.filter(({ row }, place) => place < rowsAtFirst || marked.has(row)).slice(0, mostRows);
  return { rows, more: filled.length - rows.length };
}

/** A cell, and what ended it. */
const cellPattern = (delimiter: string): RegExp => {
  const mark = delimiter.replace(/[|.*+?^$(){}[\]\\]/, '\\$&');
  return new RegExp(`(?:"((?:[^"]|"")*)"?)?([^${mark}\\r\\n]*)(${mark}|\\r\\n|\\n|\\r|$)`, 'gy');
};

/** Rows of delimited text (RFC 4180). Made to show a file that may be wrong, so it takes any text. */
function* rowsOf(text: string, delimiter: string): Generator<PreviewRow> {
  let cells: string[] = [];
  let row = 1;
  for (const [, quoted, plain, end] of text.matchAll(cellPattern(delimiter))) {
    cells.push((quoted ?? '').replaceAll('""', '"') + plain);
    if (end === delimiter) continue;
    yield { row, cells };
    if (end === '') return;
    cells = [];
    row += 1;
  }
}

/** The text of a file, as far as `bytes` go: UTF-8 or UTF-16, else Windows-1258, which older programs write. */
export function textOf(bytes: Uint8Array): string {
  for (const encoding of [byteOrder(bytes) ?? 'utf-8', 'windows-1258'])
    try {
      // A character that the end cuts through is left out.
      return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    } catch {}
  return new TextDecoder().decode(bytes);
}

const byteOrder = ([first, second]: Uint8Array): string | undefined =>
  first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
