import type { EventOf } from '../contracts/events.ts';
import type { WebhookMessage, WebhookType } from '../contracts/webhooks.ts';
import type { DeliveryQueue, Webhook, WebhookStore } from './webhook-ports.ts';

export type RoutedEvent = EventOf<WebhookType | 'webhook.pinged'>;

export type RouteWebhooksPorts = {
  webhooks: Pick<WebhookStore, 'ofAgency' | 'all'>;
  deliveries: DeliveryQueue;
};

/**
 * Input: an event.
 * Output: a delivery for each webhook that it concerns; the number of them.
 * Course: an event of an agency is for its own webhooks only. A second delivery of the event is one more of each
 *   message, under the same id, by which receivers know it.
 */
export async function routeWebhooks(ports: RouteWebhooksPorts, event: RoutedEvent): Promise<number> {
  const agency = 'agency' in event.data ? event.data.agency : undefined;
  const candidates = await (agency === undefined ? ports.webhooks.all() : ports.webhooks.ofAgency(agency));
  const concerned = candidates.filter((webhook) => concerns(event, webhook));
  const message = messageOf(event);
  const { correlationId } = event;
  await ports.deliveries.enqueue(
    concerned.map(({ agency, id }) => ({ webhook: { agency, id }, message, correlationId })),
  );
  return concerned.length;
}

function concerns(event: RoutedEvent, { id, types, operator }: Webhook): boolean {
  if (event.type === 'webhook.pinged') return event.data.webhook === id;
  const forOperators = event.type === 'notice.due' && event.data.agency === undefined;
  return types.includes(event.type) && (!forOperators || operator === true);
}

const messageOf = ({ id, type, time, schemaVersion, data }: RoutedEvent): WebhookMessage => ({
  id,
  type,
  timestamp: time,
  schemaVersion,
  data,
});
