import middy from '@middy/core';
import { createDynamoDbClient } from '../../adapters/dynamodb/client.ts';
import { createReleaseOrders } from '../../adapters/dynamodb/release-orders.ts';
import { createReleaseRecords } from '../../adapters/dynamodb/release-records.ts';
import { createReleaseStore } from '../../adapters/dynamodb/release-store.ts';
import { createEventBridgeClient } from '../../adapters/eventbridge/client.ts';
import { createEventPublisher } from '../../adapters/eventbridge/event-publisher.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { createIdentifiers } from '../../adapters/system/identifiers.ts';
import { waitUntil } from '../../adapters/system/wait-until.ts';
import { envFor, readEnv } from '../shared/env.ts';
import { createLog } from '../shared/log.ts';
import { partialBatch } from '../shared/queue-worker.ts';
import { createHandler } from './handler.ts';

const env = readEnv(envFor('TABLE_NAME', 'EVENT_BUS_NAME'));
const log = createLog({ service: 'carry-out-orders', stage: env.STAGE, level: env.LOG_LEVEL });
const table = { client: createDynamoDbClient(), tableName: env.TABLE_NAME };

const ports = {
  orders: createReleaseOrders(table),
  releases: createReleaseStore(table),
  records: createReleaseRecords(table),
  events: createEventPublisher({ client: createEventBridgeClient(), eventBusName: env.EVENT_BUS_NAME }),
  clock: systemClock,
  identifiers: createIdentifiers(systemClock),
  waitUntil,
};

export const handler = middy(createHandler(ports, log)).use(partialBatch(log));
