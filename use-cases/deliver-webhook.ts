import { Webhook as Signer } from 'standardwebhooks';
import { retryDelays, type WebhookDelivery } from '../contracts/webhooks.ts';
import { Upstream } from './errors.ts';
import type { Clock } from './ports.ts';
import type { WebhookSecrets, WebhookSender, WebhookStore } from './webhook-ports.ts';

export type DeliverWebhookPorts = {
  webhooks: Pick<WebhookStore, 'get'>;
  secrets: Pick<WebhookSecrets, 'open'>;
  sender: WebhookSender;
  clock: Clock;
};

/** Seconds until the next try. @param tries how often it was tried, 1 or more */
export const retryDelay = (tries: number): number => retryDelays[Math.min(tries, retryDelays.length) - 1]!;

/**
 * Input: a message for a webhook.
 * Output: whether it was delivered, or its webhook is gone.
 * Course: signed by the scheme of Standard Webhooks 1.0 with the time of this try, posted once.
 *
 * @throws {Upstream} when the receiver did not answer 2xx: it is tried again later.
 */
export async function deliverWebhook(
  ports: DeliverWebhookPorts,
  { webhook: { agency, id }, message }: WebhookDelivery,
): Promise<'delivered' | 'unknown-webhook'> {
  const webhook = await ports.webhooks.get(agency, id);
  if (!webhook) return 'unknown-webhook';
  const secret = await ports.secrets.open(webhook.sealedSecret, { agency, id });
  const body = JSON.stringify(message);
  const status = await post(ports, webhook.url, { id: message.id, secret, body });
  if (status < 200 || status > 299) throw new Upstream(`${webhook.url} answered ${status}`);
  return 'delivered';
}

async function post(
  { sender, clock }: DeliverWebhookPorts,
  url: string,
  { id, secret, body }: { id: string; secret: string; body: string },
): Promise<number> {
  const now = clock.now();
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'civindex',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': new Signer(secret).sign(id, now, body),
  };
  try {
    return await sender.post(url, headers, body);
  } catch (cause) {
    throw new Upstream(`${url} could not be reached: ${(cause as Error).message}`, { cause });
  }
}
