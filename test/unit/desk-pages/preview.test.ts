import { describe, expect, it } from 'vitest';
import { columnOf, type Finding, marksOf } from '../../../web/desk/marks.ts';
import { previewOf, textOf } from '../../../web/desk/preview.ts';

const none = new Set<number>();
const rowsOf = (text: string) => previewOf(text, none).rows;

describe('the preview of a file', () => {
  it('numbers rows as spreadsheets do: empty lines count, line breaks in a cell do not', () => {
    expect(rowsOf('unit,note\n\nHuế,"one\ntwo"\r\nĐà Nẵng,"say ""ok"""')).toEqual([
      { row: 1, cells: ['unit', 'note'] },
      { row: 3, cells: ['Huế', 'one\ntwo'] },
      { row: 4, cells: ['Đà Nẵng', 'say "ok"'] },
    ]);
  });

  it.each([';', '\t', '|'])('knows the delimiter %j', (delimiter) => {
    expect(rowsOf(`a${delimiter}b\n1${delimiter}2,5\n`)).toEqual([
      { row: 1, cells: ['a', 'b'] },
      { row: 2, cells: ['1', '2,5'] },
    ]);
  });

  it('does not show the hint of the delimiter, as Excel does not', () => {
    expect(rowsOf('sep=;\na;b\n')).toEqual([{ row: 1, cells: ['a', 'b'] }]);
  });

  it('shows the first rows and those with a finding, and counts the others', () => {
    const text = Array.from({ length: 100 }, (_, i) => `row ${i + 1},1`).join('\n');
    const { rows, more } = previewOf(text, new Set([77]));
    expect(rows.map(({ row }) => row)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 77]);
    expect(more).toBe(87);
  });

  it('takes text that is no table, and quotation marks that never close', () => {
    expect(rowsOf('')).toEqual([]);
    expect(rowsOf('"open')).toEqual([{ row: 1, cells: ['open'] }]);
    expect(rowsOf('a,"b"c,d')).toEqual([{ row: 1, cells: ['a', 'bc', 'd'] }]);
  });
});

describe('the text of a file', () => {
  it('is read in UTF-8, with a byte order mark or cut in the middle of a letter', () => {
    const bytes = new TextEncoder().encode('\u{feff}Huế');
    expect(textOf(bytes)).toBe('Huế');
    expect(textOf(bytes.subarray(0, -1))).toBe('Hu');
  });

  it('is read in UTF-16, and in Windows-1258 where it is no UTF-8', () => {
    expect(textOf(Buffer.from('\u{feff}Huế', 'utf16le'))).toBe('Huế');
    expect(textOf(Uint8Array.of(0xd0, 0xe0))).toBe('Đà');
  });
});

describe('marks', () => {
  const finding = (severity: Finding['severity'], row?: number, cell?: string) =>
    ({ severity, ...(row && { row }), ...(cell && { cell }) }) as Finding;

  it('stand at cells and rows; an error outdoes a warning', () => {
    const marks = marksOf([
      finding('error', 2, 'B2'),
      finding('warning', 2, 'B2'),
      finding('warning', 3),
      finding('error'),
    ]);
    expect(marks).toEqual(
      new Map([
        [2, { cells: new Map([[1, 'error']]) }],
        [3, { whole: 'warning', cells: new Map() }],
      ]),
    );
  });

  it('know columns by their letters', () => {
    expect(['A1', 'C12', 'Z3', 'AA4', 'AB10'].map(columnOf)).toEqual([0, 2, 25, 26, 27]);
  });
});
