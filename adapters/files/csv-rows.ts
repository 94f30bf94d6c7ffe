import { pipeline, Readable } from 'node:stream';
import { type CsvError, type Info, type Parser, parse } from 'csv-parse';
import {
  malformedQuote,
  olderEncoding,
  rowTooLong,
  tooManyColumns,
  tooManyRows,
} from '../../domain/submission/file-findings.ts';
import type { FindingDetail } from '../../domain/submission/finding-list.ts';
import type { TableItem, TableRow } from '../../domain/submission/table.ts';
import type { RowReader } from '../../use-cases/read-file.ts';
import { decodeText, type TextFault } from './decode-text.ts';
import { detectDelimiter, headerLine, takeDelimiterHint } from './delimiter.ts';

/** What keeps memory bounded, whatever the file. */
export type CsvLimits = {
  bytes: number;
  /** Rows below the headings. */
  rows: number;
  columns: number;
  /** Characters in all cells of a row. */
  rowCharacters: number;
};

export const csvLimits: CsvLimits = {
  bytes: 100_000_000,
  rows: 1_000_000,
  columns: 2_000,
  rowCharacters: 1_000_000,
};

/** A reader of CSV: comma, semicolon, tab or bar; UTF-8, UTF-16 or Windows-1258. */
export const createCsvRowReader = (limits: CsvLimits = csvLimits): RowReader => {
  return async function* readCsvRows(bytes) {
    const faults: Faults = {};
    let guessed = false;
    const text = decodeText(bytes, limits.bytes, {
      fault: (fault) => {
        faults.text = fault;
      },
      takenForWindows1258: () => {
        guessed = true;
      },
    });
    const { delimiter, rest: head } = takeDelimiterHint(await headOf(text, limits.rowCharacters));
    const parser = createParser(delimiter ?? detectDelimiter(headerLine(head) ?? head), limits, faults);
    const source = Readable.from(feed(head, text, parser, limits, faults));
    // The parser hands on a failure of the source to whoever reads from it.
    pipeline(source, parser, () => {});
    yield* rowsOf(parser, limits, faults, () => (guessed ? { doubt: olderEncoding() } : undefined));
  };
};

type Faults = {
  /** Where the text ends before the file does. */
  text?: TextFault;
  /** Whether the text ended in the middle of a line. */
  cut?: boolean;
  /** The first record that the parser could not make out. */
  record?: { row: number; code: string };
};

/** The row that a spreadsheet shows: empty lines count, line breaks within a cell do not. */
const rowNumber = ({ records, empty_lines }: Info): number => records + empty_lines;

function createParser(delimiter: string, { rowCharacters }: CsvLimits, faults: Faults): Parser {
  const parser: Parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: rowCharacters,
    info: true,
    // Otherwise the parser would drop the rows that it has read and not yet handed on.
    skip_records_with_error: true,
    on_skip: (error: CsvError | undefined) => {
      faults.record ??= { row: rowNumber(parser.info) + 1, code: error?.code ?? '' };
      return undefined;
    },
  });
  return parser;
}

/** Enough text to hold the line of the headings. */
async function headOf(text: AsyncIterator<string>, maximum: number): Promise<string> {
  let head = '';
  while (head.length < maximum) {
    const { value, done } = await text.next();
    if (done) break;
    head += value;
    if (/[\r\n]/.test(value) && headerLine(takeDelimiterHint(head).rest) !== undefined) break;
  }
  return head;
}

/** Stops at a fault, and when a row grows on and on: the parser's own limit does not count empty cells. */
async function* feed(
  head: string,
  text: AsyncIterable<string>,
  parser: Parser,
  { rowCharacters }: CsvLimits,
  faults: Faults,
): AsyncGenerator<string> {
  let rows = 0;
  let sinceRow = 0;
  let last = head;
  if (head !== '') yield head;
  for await (const piece of text) {
    const sameRow = rowNumber(parser.info) === rows;
    sinceRow = sameRow ? sinceRow + piece.length : piece.length;
    rows = rowNumber(parser.info);
    if (faults.record || sinceRow > 2 * rowCharacters) return;
    last = piece;
    yield piece;
  }
  faults.cut = faults.text !== undefined && !/[\r\n]$/.test(last) && last !== '';
}

/** Keeps a row back until the next one has come, since the last may be cut off by a fault. */
async function* rowsOf(
  parser: Parser,
  limits: CsvLimits,
  faults: Faults,
  doubt: () => TableItem | undefined,
): AsyncGenerator<TableItem> {
  let held: TableRow | undefined;
  for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
    const row = rowNumber(info);
    if (held) yield held;
    held = undefined;
    if (faults.record && row >= faults.record.row) break;
    const excess = excessOf(record, row, info, limits);
    if (excess) {
      yield { fault: excess };
      return;
    }
    held = { row, cells: record };
  }
  if (held && !(faults.cut && !faults.record)) yield held;
  const doubtful = doubt();
  if (doubtful) yield doubtful;
  // What follows the last line end counts as a line, be it empty or cut off: it is where the text broke off.
  const fault = firstFault(faults, Math.max(1, rowNumber(parser.info)), limits);
  if (fault) yield { fault };
}

function excessOf(record: string[], row: number, info: Info, limits: CsvLimits): FindingDetail | undefined {
  if (record.length > limits.columns) return tooManyColumns(row, limits.columns);
  return info.records > limits.rows + 1 ? tooManyRows(row, limits.rows) : undefined;
}

/** A quotation mark that is still open where the text breaks off is not what is wrong. */
function firstFault({ text, record }: Faults, reached: number, limits: CsvLimits): FindingDetail | undefined {
  if (!record || (text && record.code === 'CSV_QUOTE_NOT_CLOSED')) return text?.(record?.row ?? reached);
  return record.code === 'CSV_MAX_RECORD_SIZE'
    ? rowTooLong(record.row, limits.rowCharacters)
    : malformedQuote(record.row);
}
