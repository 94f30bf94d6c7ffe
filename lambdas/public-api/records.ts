import { createAnalysisStore } from '../../adapters/s3/analysis-store.ts';
import { createS3Client } from '../../adapters/s3/client.ts';
import { createRecordStore } from '../../adapters/s3/record-store.ts';
import type { Records } from './analysis-operations.ts';

/** Loaded when first needed: most answers come from the table alone. */
export function recordsOf(bucket: string): Records {
  const records = { client: createS3Client(), bucket };
  return { records: createRecordStore(records), analyses: createAnalysisStore(records) };
}
