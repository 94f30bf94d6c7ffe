import type { EditionDefinition } from '../methodology/edition-definition.ts';
import type { FindingDetail } from './finding-list.ts';
import type { ValidationReport } from './findings.ts';
import type { Part } from './part.ts';

/** A row that is not an empty line. `row` is the number that a spreadsheet shows beside it, from 1. */
export type TableRow = {
  row: number;
  /** What each cell shows. */
  cells: string[];
  /** By position, of cells that hold a number and not a text: no locale has a say in what they mean. */
  numbers?: readonly (CellNumber | undefined)[];
};

/** A number as a workbook keeps it; 0.81 shown as 81 % is `{ value: 0.81, percent: true }`. */
export type CellNumber = { value: number; percent: boolean };

/** Something about the file as a whole that its sender should know. The rows go on. */
export type FileDoubt = { doubt: FindingDetail };

/** Why the file cannot be read any further. Nothing follows it. */
export type FileFault = { fault: FindingDetail };

export type TableItem = TableRow | FileDoubt | FileFault;

/** The values of the edition before. */
export type PreviousValues = {
  period: string;
  value(indicator: string, unit: string): number | undefined;
};

/** What a file was sent for: one cohort of one edition, by an agency whose scope it must keep to. */
export type SubmissionTarget = {
  definition: EditionDefinition;
  cohort: string;
  /** Scope is not checked where absent. */
  agency?: string | undefined;
  /** What the values are held against; nothing where absent. */
  previous?: PreviousValues | undefined;
};

/** What a file of one kind says. `knows` of rows that may hold the headings, `readHeadings` once, `readRow` for each row, `close`, then `part`. */
export type TableLayout = {
  /** How many cells of a row are headings of such a file. */
  knows(row: TableRow): number;
  readHeadings(header: TableRow): void;
  readRow(row: TableRow): void;
  close(): void;
  /** Everything read so far in canonical form; `undefined` when that is nothing. */
  part(): Part | undefined;
};

/** `part` exactly when the report's outcome is `accepted`. */
export type TableReading = { report: ValidationReport; part?: Part };
