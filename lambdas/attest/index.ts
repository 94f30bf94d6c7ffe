import middy from '@middy/core';
import { createDynamoDbClient } from '../../adapters/dynamodb/client.ts';
import { createKeyStore } from '../../adapters/dynamodb/key-store.ts';
import { createReleaseRecords } from '../../adapters/dynamodb/release-records.ts';
import { createSubmissionStore } from '../../adapters/dynamodb/submission-store.ts';
import { createKmsClient } from '../../adapters/kms/client.ts';
import { createKmsSigner } from '../../adapters/kms/signer.ts';
import { createPublicReader } from '../../adapters/public-reader/dynamodb-public-reader.ts';
import { createS3Client } from '../../adapters/s3/client.ts';
import { createFileRetention } from '../../adapters/s3/file-retention.ts';
import { createProofStore } from '../../adapters/s3/proof-store.ts';
import { createRecordFiles, digestOf } from '../../adapters/s3/record-files.ts';
import { createUploadReader } from '../../adapters/s3/upload-reader.ts';
import { envFor, readEnv } from '../shared/env.ts';
import { createLog } from '../shared/log.ts';
import { partialBatch } from '../shared/queue-worker.ts';
import { createHandler } from './handler.ts';

const env = readEnv(
  envFor('TABLE_NAME', 'UPLOADS_BUCKET', 'RECORDS_BUCKET', 'SIGNING_KEY_ID', 'RETENTION', 'S3_PATH_STYLE'),
);
const log = createLog({ service: 'attest', stage: env.STAGE, level: env.LOG_LEVEL });
const table = { client: createDynamoDbClient(), tableName: env.TABLE_NAME };
const client = createS3Client();
const records = { client, bucket: env.RECORDS_BUCKET };
const uploads = { client, bucket: env.UPLOADS_BUCKET };

const ports = {
  releases: createReleaseRecords(table),
  runs: createPublicReader(table),
  submissions: createSubmissionStore(table),
  uploads: createUploadReader(uploads),
  retention: env.RETENTION && createFileRetention(uploads, env.RETENTION),
  files: createRecordFiles(records),
  digestOf,
  proofs: createProofStore(records),
  keys: createKeyStore(table),
  signer: createKmsSigner({ client: createKmsClient(), keyId: env.SIGNING_KEY_ID }),
};

export const handler = middy(createHandler(ports, log)).use(partialBatch(log));
