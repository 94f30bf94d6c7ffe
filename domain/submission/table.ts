import type { EditionDefinition } from '../methodology/edition-definition.ts';
import type { FindingDetail } from './finding-list.ts';
import type { ValidationReport } from './findings.ts';
import type { Part } from './part.ts';

/** A row that is not an empty line. `row` is the number that a spreadsheet shows beside it, from 1. */
export type TableRow = { row: number; cells: string[] };

/** Why the file cannot be read any further. Nothing follows it. */
export type FileFault = { fault: FindingDetail };

export type TableItem = TableRow | FileFault;

/** What a file was sent for: one cohort of one edition, by an agency whose scope it must keep to. */
export type SubmissionTarget = {
  definition: EditionDefinition;
  cohort: string;
  /** Scope is not checked where absent. */
  agency?: string | undefined;
};

/** What a file of one kind says. `readHeadings` once, `readRow` for each row, `close`, then `part`. */
export type TableLayout = {
  readHeadings(header: TableRow): void;
  readRow(row: TableRow): void;
  close(): void;
  /** Everything read so far in canonical form; `undefined` when that is nothing. */
  part(): Part | undefined;
};

/** `part` exactly when the report's outcome is `accepted`. */
export type TableReading = { report: ValidationReport; part?: Part };
