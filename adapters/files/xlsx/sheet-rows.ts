import { rowTooLong, tooManyColumns } from '../../../domain/submission/file-findings.ts';
import type { CellNumber, TableRow } from '../../../domain/submission/table.ts';
import { brokenWorkbook, tooMuchText } from '../../../domain/submission/workbook-findings.ts';
import { cellContent, type RawCell } from './cell-content.ts';
import { WorkbookFault } from './fault.ts';
import type { XlsxLimits } from './limits.ts';
import { type Attributes, scanXml, type XmlHandler } from './scan-xml.ts';
import { createCapture } from './shared-texts.ts';
import type { Workbook } from './workbook.ts';

/** The last row that a sheet can have. */
const LAST_ROW = 1_048_576;

export type SheetContext = Pick<Workbook, 'formats' | 'from1904'> & {
  sharedTexts: readonly string[];
  limits: XlsxLimits;
};

/**
 * The rows of a sheet that have a value, as they are read. Cells that hold nothing but a style are left out,
 * so that a sheet coloured to its last column is as narrow as its values.
 */
export async function* sheetRows(
  bytes: AsyncIterable<Uint8Array>,
  context: SheetContext,
): AsyncGenerator<TableRow> {
  const waiting: TableRow[] = [];
  let width = 0;
  const handler = createRowHandler(context, (row) => {
    // A sheet leaves out what is blank at the end of a row, also below a heading.
    while (row.cells.length < width) row.cells.push('');
    width = row.cells.length;
    waiting.push(row);
  });
  for await (const _ of scanXml(bytes, handler)) yield* waiting.splice(0);
}

function createRowHandler(context: SheetContext, done: (row: TableRow) => void): XmlHandler {
  const { limits } = context;
  const capture = createCapture();
  let inData = false;
  let inValue = false;
  let inFormula = false;
  let row = createRow(0);
  let cell: (RawCell & { position: number }) | undefined;
  let position = -1;
  let characters = 0;

  function openRow({ r }: Attributes) {
    const number = r === undefined ? row.number + 1 : Number(r);
    if (!Number.isInteger(number) || number <= row.number || number > LAST_ROW)
      throw new WorkbookFault(brokenWorkbook());
    row = createRow(number);
    position = -1;
  }

  function openCell({ r, t = 'n', s = '0' }: Attributes) {
    position = r === undefined ? position + 1 : positionOf(r);
    cell = { type: t, format: context.formats(Number(s)), value: '', formula: undefined, position };
  }

  function closeCell() {
    if (!cell) return;
    const { text, number } = cellContent(cell, context.sharedTexts, context.from1904);
    if (text !== '') {
      if (cell.position >= limits.columns)
        throw new WorkbookFault(tooManyColumns(row.number, limits.columns));
      characters += text.length;
      row.add(cell.position, text, number);
    }
    cell = undefined;
    if (row.characters() > limits.rowCharacters)
      throw new WorkbookFault(rowTooLong(row.number, limits.rowCharacters));
    if (characters > limits.characters) throw new WorkbookFault(tooMuchText());
  }

  const opened = new Map<string, (attributes: Attributes) => void>([
    ['row', openRow],
    ['c', openCell],
    ['v', () => (inValue = true)],
    [
      'f',
      () => {
        inFormula = true;
        if (cell) cell.formula = '';
      },
    ],
  ]);
  const closed = new Map<string, () => void>([
    ['row', () => row.cells.length > 0 && done(row.finish())],
    ['c', closeCell],
    ['v', () => (inValue = false)],
    ['f', () => (inFormula = false)],
    ['sheetData', () => (inData = false)],
  ]);

  return {
    open(name, attributes) {
      if (name === 'sheetData') inData = true;
      const open = inData ? opened.get(name) : undefined;
      if (open) open(attributes);
      else capture.open(name);
    },
    text(text) {
      if (!cell) return;
      if (inValue || capture.isOn()) cell.value += text;
      else if (inFormula) cell.formula += text;
      if (cell.value.length + (cell.formula?.length ?? 0) > limits.rowCharacters)
        throw new WorkbookFault(rowTooLong(row.number, limits.rowCharacters));
    },
    close(name) {
      const close = inData ? closed.get(name) : undefined;
      if (close) close();
      else capture.close(name);
    },
  };
}

/** Gathers the cells of a row, with blanks where the sheet has none. */
function createRow(number: number) {
  const cells: string[] = [];
  const numbers: (CellNumber | undefined)[] = [];
  let characters = 0;
  return {
    number,
    cells,
    characters: () => characters,
    add(position: number, text: string, value: CellNumber | undefined) {
      // Of two cells in one place nobody knows which is meant.
      if (cells[position]) throw new WorkbookFault(brokenWorkbook());
      while (cells.length < position) cells.push('');
      cells[position] = text;
      if (value) numbers[position] = value;
      characters += text.length;
    },
    finish: (): TableRow => (numbers.length > 0 ? { row: number, cells, numbers } : { row: number, cells }),
  };
}

/** The column of a reference such as `AB12`, from 0. */
function positionOf(reference: string): number {
  let column = 0;
  for (let i = 0; i < reference.length; i += 1) {
    const code = reference.charCodeAt(i);
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  if (column === 0 || column > 16_384) throw new WorkbookFault(brokenWorkbook());
  return column - 1;
}
