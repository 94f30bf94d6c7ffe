import type { SubmissionTarget, TableReading } from '../../domain/submission/table.ts';
import { readFile } from '../../use-cases/read-file.ts';
import { createUploadRowReader } from './upload-rows.ts';

const uploadRows = createUploadRowReader();

/** `readFile` for whatever agencies send, CSV or XLSX. */
export const readUpload = (
  bytes: AsyncIterable<Uint8Array>,
  target: SubmissionTarget,
): Promise<TableReading> => readFile(bytes, target, uploadRows);
