import type { SQSEvent } from 'aws-lambda';
import { webhookTypes } from '../../contracts/webhooks.ts';
import { type RouteWebhooksPorts, routeWebhooks } from '../../use-cases/route-webhooks.ts';
import { parseBusMessage } from '../shared/bus-message.ts';
import type { Log } from '../shared/log.ts';
import { settle } from '../shared/queue-worker.ts';

const routed = [...webhookTypes, 'webhook.pinged'] as const;

export const createHandler = (ports: RouteWebhooksPorts, log: Log) => (event: SQSEvent) =>
  settle(event.Records, async ({ body }) => {
    const message = parseBusMessage(JSON.parse(body), ...routed);
    const webhooks = await routeWebhooks(ports, message);
    const { type, id, correlationId } = message;
    log.info('event routed', { correlationId, type, id, webhooks });
  });
