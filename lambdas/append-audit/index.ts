import middy from '@middy/core';
import { createAuditLog } from '../../adapters/dynamodb/audit-log.ts';
import { createDynamoDbClient } from '../../adapters/dynamodb/client.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { envFor, readEnv } from '../shared/env.ts';
import { createLog } from '../shared/log.ts';
import { partialBatch } from '../shared/queue-worker.ts';
import { createHandler } from './handler.ts';

const env = readEnv(envFor('AUDIT_TABLE_NAME'));
const log = createLog({ service: 'append-audit', stage: env.STAGE, level: env.LOG_LEVEL });
const audit = createAuditLog({ client: createDynamoDbClient(), tableName: env.AUDIT_TABLE_NAME });

export const handler = middy(createHandler({ audit, clock: systemClock }, log)).use(partialBatch(log));
