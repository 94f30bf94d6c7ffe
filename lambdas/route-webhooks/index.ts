import middy from '@middy/core';
import { createDynamoDbClient } from '../../adapters/dynamodb/client.ts';
import { createWebhookStore } from '../../adapters/dynamodb/webhook-store.ts';
import { createSqsClient } from '../../adapters/sqs/client.ts';
import { createDeliveryQueue } from '../../adapters/sqs/delivery-queue.ts';
import { envFor, readEnv } from '../shared/env.ts';
import { createLog } from '../shared/log.ts';
import { partialBatch } from '../shared/queue-worker.ts';
import { createHandler } from './handler.ts';

const env = readEnv(envFor('TABLE_NAME', 'DELIVERY_QUEUE_URL'));
const log = createLog({ service: 'route-webhooks', stage: env.STAGE, level: env.LOG_LEVEL });
const ports = {
  webhooks: createWebhookStore({ client: createDynamoDbClient(), tableName: env.TABLE_NAME }),
  deliveries: createDeliveryQueue({ client: createSqsClient(), queueUrl: env.DELIVERY_QUEUE_URL }),
};

export const handler = middy(createHandler(ports, log)).use(partialBatch(log));
