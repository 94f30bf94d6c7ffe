import { readTable } from '../domain/submission/read-table.ts';
import type { SubmissionTarget, TableItem, TableReading } from '../domain/submission/table.ts';

/**
 * Turns a file's bytes into rows as they arrive. What is wrong with the file comes as its last item; only a
 * failure of the source itself is thrown.
 */
export type RowReader = (bytes: AsyncIterable<Uint8Array>) => AsyncIterable<TableItem>;

/**
 * Input: an uploaded file, what it was sent for, and a reader of its format.
 * Output: a report, and the canonical part exactly when the report accepts the file.
 * Course: read the rows as they arrive, judge each against the edition's definition, report every fault.
 *
 * @throws what `bytes` throws: whatever a file holds ends in a report
 */
export const readFile = (
  bytes: AsyncIterable<Uint8Array>,
  target: SubmissionTarget,
  rows: RowReader,
): Promise<TableReading> => readTable(rows(bytes), target);
