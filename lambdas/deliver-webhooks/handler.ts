import type { SQSEvent } from 'aws-lambda';
import { webhookDelivery } from '../../contracts/webhooks.ts';
import { type DeliverWebhookPorts, deliverWebhook } from '../../use-cases/deliver-webhook.ts';
import type { Log } from '../shared/log.ts';
import { settle } from '../shared/queue-worker.ts';

/** All at once: a receiver that is slow holds up no other. */
export const createHandler = (ports: DeliverWebhookPorts, log: Log) => (event: SQSEvent) =>
  settle(event.Records, async ({ body }) => {
    const delivery = webhookDelivery.parse(JSON.parse(body));
    const { webhook, message, correlationId } = delivery;
    const about = { correlationId, agency: webhook.agency, webhook: webhook.id, id: message.id };
    log.info('webhook tried', {
      ...about,
      type: message.type,
      outcome: await deliverWebhook(ports, delivery),
    });
  });
