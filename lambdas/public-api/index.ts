import { createDynamoDbClient } from '../../adapters/dynamodb/client.ts';
import { createPublicReader } from '../../adapters/public-reader/dynamodb-public-reader.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { envFor, readEnv } from '../shared/env.ts';
import { createLog } from '../shared/log.ts';
import type { Records } from './analysis-operations.ts';
import { createHandler } from './handler.ts';
import { serviceAddress } from './service-address.ts';

const env = readEnv(envFor('TABLE_NAME', 'RECORDS_BUCKET', 'S3_PATH_STYLE', 'PUBLIC_ADDRESS', 'AWS_REGION'));
const log = createLog({ service: 'public-api', stage: env.STAGE, level: env.LOG_LEVEL });
const reader = createPublicReader({ client: createDynamoDbClient(), tableName: env.TABLE_NAME });

let opened: Promise<Records> | undefined;
const openRecords = () => {
  opened ??= import('./records.ts').then(({ recordsOf }) => recordsOf(env.RECORDS_BUCKET));
  return opened;
};

const address = serviceAddress(env.PUBLIC_ADDRESS, env.AWS_REGION);

export const handler = createHandler({ reader, clock: systemClock, openRecords, address, log });
