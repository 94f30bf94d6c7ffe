import { createDynamoDbClient } from '../../adapters/dynamodb/client.ts';
import { createPublicReader } from '../../adapters/public-reader/dynamodb-public-reader.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { envFor, readEnv } from '../shared/env.ts';
import type { Api } from '../shared/http.ts';
import type { Records } from './analysis-operations.ts';
import { createHandler } from './handler.ts';
import { serviceAddress } from './service-address.ts';

const env = readEnv(envFor('TABLE_NAME', 'RECORDS_BUCKET', 'S3_PATH_STYLE', 'PUBLIC_ADDRESS', 'AWS_REGION'));
/** Loaded when something has failed: a reader does not wait for it at a cold start. */
const log: Api['log'] = {
  async error(...written) {
    const { createLog } = await import('../shared/log.ts');
    createLog({ service: 'public-api', stage: env.STAGE, level: env.LOG_LEVEL }).error(...written);
  },
};
const reader = createPublicReader({ client: createDynamoDbClient(), tableName: env.TABLE_NAME });

let opened: Promise<Records> | undefined;
const openRecords = () => {
  opened ??= import('./records.ts').then(({ recordsOf }) => recordsOf(env.RECORDS_BUCKET));
  return opened;
};

const address = serviceAddress(env.PUBLIC_ADDRESS, env.AWS_REGION);

export const handler = createHandler({ reader, clock: systemClock, openRecords, address, log });
