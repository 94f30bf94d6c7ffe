import middy from '@middy/core';
import { createDynamoDbClient } from '../../adapters/dynamodb/client.ts';
import {
  createEditionCalendar,
  createEditionSubmissions,
  createLedger,
  createWaitingSubmissions,
} from '../../adapters/dynamodb/deadline-store.ts';
import { createS3Client } from '../../adapters/s3/client.ts';
import { createUploadFinder } from '../../adapters/s3/upload-reader.ts';
import { connect } from '../shared/connect.ts';
import { envFor, readEnv } from '../shared/env.ts';
import { createLog } from '../shared/log.ts';
import { partialBatch } from '../shared/queue-worker.ts';
import { createHandler } from './handler.ts';

const storage = [
  'TABLE_NAME',
  'UPLOADS_BUCKET',
  'RECORDS_BUCKET',
  'EVENT_BUS_NAME',
  'S3_PATH_STYLE',
] as const;
const env = readEnv(envFor(...storage, 'REMINDER_DAYS', 'WAITING_HOURS'));
const log = createLog({ service: 'watch-deadlines', stage: env.STAGE, level: env.LOG_LEVEL });
const table = { client: createDynamoDbClient(), tableName: env.TABLE_NAME };
const ports = {
  ...connect(env),
  calendar: createEditionCalendar(table),
  filed: createEditionSubmissions(table),
  waiting: createWaitingSubmissions(table),
  ledger: createLedger(table),
  uploads: createUploadFinder({ client: createS3Client(), bucket: env.UPLOADS_BUCKET }),
  reminderDays: env.REMINDER_DAYS,
  waitingHours: env.WAITING_HOURS,
};

export const handler = middy(createHandler(ports, log)).use(partialBatch(log));
