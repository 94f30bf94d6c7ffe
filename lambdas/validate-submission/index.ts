import middy from '@middy/core';
import { createUploadRowReader } from '../../adapters/files/upload-rows.ts';
import { fileSignatures } from '../../adapters/identity/detached-signature.ts';
import { connect } from '../shared/connect.ts';
import { envFor, readEnv } from '../shared/env.ts';
import { createLog } from '../shared/log.ts';
import { partialBatch } from '../shared/queue-worker.ts';
import { createHandler } from './handler.ts';

const env = readEnv(
  envFor('TABLE_NAME', 'UPLOADS_BUCKET', 'RECORDS_BUCKET', 'EVENT_BUS_NAME', 'S3_PATH_STYLE'),
);
const log = createLog({ service: 'validate-submission', stage: env.STAGE, level: env.LOG_LEVEL });
const { uploadsIn, ...stores } = connect(env);
const ports = {
  ...stores,
  uploads: uploadsIn(env.UPLOADS_BUCKET),
  rows: createUploadRowReader(),
  signatures: fileSignatures,
};

export const handler = middy(createHandler(ports, log)).use(partialBatch(log));
