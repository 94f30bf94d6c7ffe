import { createEditionStore } from '../adapters/dynamodb/edition-store.ts';
import { createRankIntervals } from '../adapters/dynamodb/rank-intervals.ts';
import { createRestore } from '../adapters/dynamodb/restore-edition.ts';
import { createRunStore } from '../adapters/dynamodb/run-store.ts';
import type { Table } from '../adapters/dynamodb/table.ts';
import { createPublicReader } from '../adapters/public-reader/dynamodb-public-reader.ts';
import { createAnalysisStore } from '../adapters/s3/analysis-store.ts';
import type { Bucket } from '../adapters/s3/json-object.ts';
import { createProofStore } from '../adapters/s3/proof-store.ts';
import { receiptedSubmissions } from '../adapters/s3/receipt-list.ts';
import { createRecordStore } from '../adapters/s3/record-store.ts';
import type { ReplayEditionPorts } from '../use-cases/replay-edition.ts';

/** Rebuilds from the records into any table, that of the service or an empty one. */
export function replayPorts(table: Table, bucket: Bucket): ReplayEditionPorts {
  const records = createRecordStore(bucket);
  return {
    records,
    runs: createRunStore({ ...table, records: bucket }),
    proofs: createProofStore(bucket),
    receipted: () => receiptedSubmissions(bucket),
    editions: createEditionStore(table),
    restore: createRestore(table),
    ranks: {
      runs: createPublicReader(table),
      records,
      analyses: createAnalysisStore(bucket),
      intervals: createRankIntervals(table),
    },
  };
}
