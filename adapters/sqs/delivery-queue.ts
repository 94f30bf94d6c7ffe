import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { DeliveryQueue } from '../../use-cases/webhook-ports.ts';

/**
 * One request a delivery: an event has few, and emulators know no grant for batches.
 *
 * @throws when the queue refused one: the caller's retry sends all again.
 */
export const createDeliveryQueue = ({
  client,
  queueUrl,
}: {
  client: SQSClient;
  queueUrl: string;
}): DeliveryQueue => ({
  async enqueue(deliveries) {
    await Promise.all(
      deliveries.map((delivery) =>
        client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(delivery) })),
      ),
    );
  },
});
