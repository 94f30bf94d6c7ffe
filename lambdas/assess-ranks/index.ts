import middy from '@middy/core';
import { createDynamoDbClient } from '../../adapters/dynamodb/client.ts';
import { createRankIntervals } from '../../adapters/dynamodb/rank-intervals.ts';
import { createPublicReader } from '../../adapters/public-reader/dynamodb-public-reader.ts';
import { createAnalysisStore } from '../../adapters/s3/analysis-store.ts';
import { createS3Client } from '../../adapters/s3/client.ts';
import { createRecordStore } from '../../adapters/s3/record-store.ts';
import { envFor, readEnv } from '../shared/env.ts';
import { createLog } from '../shared/log.ts';
import { partialBatch } from '../shared/queue-worker.ts';
import { createHandler } from './handler.ts';

const env = readEnv(envFor('TABLE_NAME', 'RECORDS_BUCKET', 'S3_PATH_STYLE'));
const log = createLog({ service: 'assess-ranks', stage: env.STAGE, level: env.LOG_LEVEL });
const table = { client: createDynamoDbClient(), tableName: env.TABLE_NAME };
const bucket = { client: createS3Client(), bucket: env.RECORDS_BUCKET };

const ports = {
  runs: createPublicReader(table),
  records: createRecordStore(bucket),
  analyses: createAnalysisStore(bucket),
  intervals: createRankIntervals(table),
};

export const handler = middy(createHandler(ports, log)).use(partialBatch(log));
