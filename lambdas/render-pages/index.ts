import { join } from 'node:path';
import middy from '@middy/core';
import { createDynamoDbClient } from '../../adapters/dynamodb/client.ts';
import { createRunStore } from '../../adapters/dynamodb/run-store.ts';
import { readAssets } from '../../adapters/files/read-assets.ts';
import { createPublicReader } from '../../adapters/public-reader/dynamodb-public-reader.ts';
import { createS3Client } from '../../adapters/s3/client.ts';
import { createPageStore } from '../../adapters/s3/page-store.ts';
import { createRecordStore } from '../../adapters/s3/record-store.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { createPortal } from '../../web/portal.ts';
import { envFor, readEnv } from '../shared/env.ts';
import { createLog } from '../shared/log.ts';
import { partialBatch } from '../shared/queue-worker.ts';
import { createHandler } from './handler.ts';

const env = readEnv(envFor('TABLE_NAME', 'RECORDS_BUCKET', 'PAGES_BUCKET', 'DESK_CONFIG', 'S3_PATH_STYLE'));
const log = createLog({ service: 'render-pages', stage: env.STAGE, level: env.LOG_LEVEL });
const table = { client: createDynamoDbClient(), tableName: env.TABLE_NAME };
const client = createS3Client();
const records = { client, bucket: env.RECORDS_BUCKET };

const ports = {
  reader: createPublicReader(table),
  runs: createRunStore({ ...table, records }),
  records: createRecordStore(records),
  clock: systemClock,
  portal: createPortal(readAssets(join(import.meta.dirname, 'assets')), env.DESK_CONFIG),
  pages: createPageStore({ client, bucket: env.PAGES_BUCKET }),
};

export const handler = middy(createHandler(ports, log)).use(partialBatch(log));
