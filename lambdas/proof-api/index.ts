import { createDynamoDbClient } from '../../adapters/dynamodb/client.ts';
import { createKeyStore } from '../../adapters/dynamodb/key-store.ts';
import { createS3Client } from '../../adapters/s3/client.ts';
import { createProofStore } from '../../adapters/s3/proof-store.ts';
import { createRecordFiles } from '../../adapters/s3/record-files.ts';
import { envFor, readEnv } from '../shared/env.ts';
import { createLog } from '../shared/log.ts';
import { createHandler } from './handler.ts';

const env = readEnv(envFor('TABLE_NAME', 'RECORDS_BUCKET', 'S3_PATH_STYLE'));
const log = createLog({ service: 'proof-api', stage: env.STAGE, level: env.LOG_LEVEL });
const records = { client: createS3Client(), bucket: env.RECORDS_BUCKET };

export const handler = createHandler({
  ports: {
    keys: createKeyStore({ client: createDynamoDbClient(), tableName: env.TABLE_NAME }),
    proofs: createProofStore(records),
    files: createRecordFiles(records),
  },
  log,
});
