import middy from '@middy/core';
import { createDynamoDbClient } from '../../adapters/dynamodb/client.ts';
import { createLedger } from '../../adapters/dynamodb/deadline-store.ts';
import { createMailer, createSnsClient } from '../../adapters/sns/mailer.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { envFor, readEnv } from '../shared/env.ts';
import { createLog } from '../shared/log.ts';
import { partialBatch } from '../shared/queue-worker.ts';
import { createHandler } from './handler.ts';

const env = readEnv(envFor('TABLE_NAME', 'NOTICE_TOPIC_ARN'));
const log = createLog({ service: 'mail-notices', stage: env.STAGE, level: env.LOG_LEVEL });
const ports = {
  mailer: createMailer({ client: createSnsClient(), topicArn: env.NOTICE_TOPIC_ARN }),
  ledger: createLedger({ client: createDynamoDbClient(), tableName: env.TABLE_NAME }),
  clock: systemClock,
};

export const handler = middy(createHandler(ports, log)).use(partialBatch(log));
