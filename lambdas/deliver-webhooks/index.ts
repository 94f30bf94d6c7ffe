import middy from '@middy/core';
import { createDynamoDbClient } from '../../adapters/dynamodb/client.ts';
import { createWebhookStore } from '../../adapters/dynamodb/webhook-store.ts';
import { createWebhookSender } from '../../adapters/http/webhook-sender.ts';
import { createKmsClient } from '../../adapters/kms/client.ts';
import { createWebhookSecrets } from '../../adapters/kms/webhook-secrets.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { retryDelay } from '../../use-cases/deliver-webhook.ts';
import { envFor, readEnv } from '../shared/env.ts';
import { createLog } from '../shared/log.ts';
import { partialBatch } from '../shared/queue-worker.ts';
import { createHandler } from './handler.ts';

const env = readEnv(envFor('TABLE_NAME', 'WEBHOOK_KEY', 'LOCAL_WEBHOOKS'));
const log = createLog({ service: 'deliver-webhooks', stage: env.STAGE, level: env.LOG_LEVEL });
const ports = {
  webhooks: createWebhookStore({ client: createDynamoDbClient(), tableName: env.TABLE_NAME }),
  secrets: createWebhookSecrets({ client: createKmsClient(), keyId: env.WEBHOOK_KEY }),
  sender: createWebhookSender({ allowLocal: env.LOCAL_WEBHOOKS }),
  clock: systemClock,
};

export const handler = middy(createHandler(ports, log)).use(partialBatch(log, { delay: retryDelay }));
