import type { SubmissionTarget, TableReading } from '../../domain/submission/table.ts';
import { readFile } from '../../use-cases/read-file.ts';
import { createCsvRowReader } from './csv-rows.ts';

const csvRows = createCsvRowReader();

/** `readFile` for CSV files. */
export const readCsvFile = (
  bytes: AsyncIterable<Uint8Array>,
  target: SubmissionTarget,
): Promise<TableReading> => readFile(bytes, target, csvRows);
