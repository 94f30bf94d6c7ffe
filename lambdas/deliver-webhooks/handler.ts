import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { webhookDelivery } from '../../contracts/webhooks.ts';
import { type DeliverWebhookPorts, deliverWebhook, retryDelay } from '../../use-cases/deliver-webhook.ts';
import type { Log } from '../shared/log.ts';
import { settle } from '../shared/queue-worker.ts';

export type DeliverWebhooksDependencies = {
  ports: DeliverWebhookPorts;
  /** Hides a message for so many seconds. */
  retryLater: (record: SQSRecord, seconds: number) => Promise<void>;
  log: Log;
};

/** All at once: a receiver that is slow holds up no other. */
export const createHandler =
  ({ ports, retryLater, log }: DeliverWebhooksDependencies) =>
  (event: SQSEvent) =>
    settle(event.Records, async (record) => {
      const delivery = webhookDelivery.parse(JSON.parse(record.body));
      const { webhook, message, correlationId } = delivery;
      const { agency, id } = webhook;
      const about = { correlationId, agency, webhook: id, id: message.id, type: message.type };
      try {
        log.info('webhook tried', { ...about, outcome: await deliverWebhook(ports, delivery) });
      } catch (error) {
        const tries = Number(record.attributes.ApproximateReceiveCount);
        await retryLater(record, retryDelay(tries));
        throw error;
      }
    });
