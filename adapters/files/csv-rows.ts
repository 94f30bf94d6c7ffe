import { pipeline, Readable } from 'node:stream';
import { type CsvError, type Info, type Parser, parse } from 'csv-parse';
import {
  malformedQuote,
  olderEncoding,
  rowTooLong,
  tooManyColumns,
  tooManyLines,
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
  /** With empty ones, which take time too. */
  lines: number;
  columns: number;
  /** Characters in all cells of a row. */
  rowCharacters: number;
};

export const csvLimits: CsvLimits = {
  bytes: 100_000_000,
  rows: 1_000_000,
  lines: 3_000_000,
  columns: 2_000,
  rowCharacters: 1_000_000,
};

/** A reader of CSV: comma, semicolon, tab or bar; UTF-8, UTF-16 or Windows-1258. */
export const createCsvRowReader =
  (limits: CsvLimits = csvLimits): RowReader =>
  (bytes) =>
    rowsOf(bytes, limits);

/** A parser that is fed with the text; what is found out about the text on the way comes to stand in `faults`. */
async function parserOf(
  bytes: AsyncIterable<Uint8Array>,
  limits: CsvLimits,
  faults: Faults,
): Promise<Parser> {
  const text = decodeText(bytes, limits.bytes, {
    fault: (fault) => {
      faults.text = fault;
    },
    takenForWindows1258: () => {
      faults.guessed = true;
    },
  });
  const { delimiter, rest: head } = takeDelimiterHint(await headOf(text, limits.rowCharacters));
  const parser = createParser(delimiter ?? detectDelimiter(headerLine(head) ?? head), limits, faults);
  const source = Readable.from(feed(head, text, parser, limits, faults));
  // The parser hands on a failure of the source to whoever reads from it.
  pipeline(source, parser, () => {});
  return parser;
}

type Faults = {
  /** Where the text ends before the file does. */
  text?: TextFault;
  /** Whether the text ended in the middle of a line. */
  cut?: boolean;
  /** Whether the encoding was guessed. */
  guessed?: boolean;
  /** The first record that the parser could not make out. */
  record?: { row: number; code: string };
};

/** The row that a spreadsheet shows: empty lines count, line breaks within a cell do not. */
const rowNumber = ({ records, empty_lines }: Info): number => records + empty_lines;

function createParser(delimiter: string, { rowCharacters }: CsvLimits, faults: Faults): Parser {
  const parser: Parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    // Empty lines come as rows too, so that counting rows numbers them: asking the parser for each would cost a third.
    relax_column_count: true,
    max_record_size: rowCharacters,
    // Otherwise the parser would drop the rows that it has read and not yet handed on.
    skip_records_with_error: true,
    on_skip: (error: CsvError | undefined) => {
      faults.record ??= { row: rowNumber(parser.info) + 1, code: error?.code ?? '' };
      return undefined;
    },
  });
  return acceptingAnyWidth(parser);
}

/**
 * Of every row that is not as wide as the first the parser makes an error and drops it, which takes thirty times as
 * long as the row; below a title that is every row. It is told that each row is as wide as it should be.
 */
function acceptingAnyWidth(parser: Parser): Parser {
  const { api } = parser as unknown as ParserInside;
  const onRecord = api.__onRecord;
  api.__onRecord = function (push) {
    this.state.expectedRecordLength = this.state.record.length;
    return onRecord.call(this, push);
  };
  return parser;
}

/** What csv-parse, whose version is fixed, does not show. */
type ParserInside = { api: ParserApi };
type ParserApi = {
  state: { record: string[]; expectedRecordLength: number };
  __onRecord(this: ParserApi, push: unknown): unknown;
};

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
async function* rowsOf(bytes: AsyncIterable<Uint8Array>, limits: CsvLimits): AsyncGenerator<TableItem> {
  const faults: Faults = {};
  const parser = await parserOf(bytes, limits, faults);
  const count = { row: 0, filled: 0 };
  let held: TableRow | undefined;
  for await (const cells of parser as AsyncIterable<string[]>) {
    if (held) yield held;
    held = numbered(cells, count);
    if (faults.record && count.row >= faults.record.row) {
      held = undefined;
      break;
    }
    const excess = excessOf(cells.length, count, limits);
    if (excess) {
      yield { fault: excess };
      return;
    }
  }
  if (held && !(faults.cut && !faults.record)) yield held;
  if (faults.guessed) yield { doubt: olderEncoding() };
  // What follows the last line end counts as a line, be it empty or cut off: it is where the text broke off.
  const fault = firstFault(faults, Math.max(1, rowNumber(parser.info)), limits);
  if (fault) yield { fault };
}

type RowCount = { row: number; filled: number };

/** `undefined` for an empty line, which is counted. */
function numbered(cells: string[], count: RowCount): TableRow | undefined {
  count.row += 1;
  if (cells.length === 1 && cells[0] === '') return undefined;
  count.filled += 1;
  return { row: count.row, cells };
}

function excessOf(width: number, { row, filled }: RowCount, limits: CsvLimits): FindingDetail | undefined {
  if (width > limits.columns) return tooManyColumns(row, limits.columns);
  if (row > limits.lines) return tooManyLines(row, limits.lines);
  return filled > limits.rows + 1 ? tooManyRows(row, limits.rows) : undefined;
}

/** A quotation mark that is still open where the text breaks off is not what is wrong. */
function firstFault({ text, record }: Faults, reached: number, limits: CsvLimits): FindingDetail | undefined {
  if (!record || (text && record.code === 'CSV_QUOTE_NOT_CLOSED')) return text?.(record?.row ?? reached);
  return record.code === 'CSV_MAX_RECORD_SIZE'
    ? rowTooLong(record.row, limits.rowCharacters)
    : malformedQuote(record.row);
}
