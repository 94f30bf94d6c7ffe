import type { WebhookDelivery } from '../../contracts/webhooks.ts';
import type {
  DeliveryQueue,
  Webhook,
  WebhookSecrets,
  WebhookSender,
  WebhookStore,
} from '../../use-cases/webhook-ports.ts';

export type Posted = { url: string; headers: Record<string, string>; body: string };

/** Webhooks, their secrets, the queue of deliveries and the receivers, in memory. */
export class WebhookWorld {
  private registered = new Map<string, Webhook>();
  deliveries: WebhookDelivery[] = [];
  posted: Posted[] = [];
  /** What the receivers answer. */
  status = 204;

  webhooks: WebhookStore = {
    create: async (webhook) => {
      const known = this.registered.get(webhook.id);
      if (known && known.createdAt >= webhook.createdAt) return false;
      this.registered.set(webhook.id, webhook);
      return true;
    },
    get: async (agency, id) => this.of(agency).find((webhook) => webhook.id === id),
    ofAgency: async (agency) => this.of(agency),
    all: async () => [...this.registered.values()],
    remove: async (_, id) => void this.registered.delete(id),
  };

  secrets: WebhookSecrets = {
    issue: async ({ id }) => ({ secret: secretOf(id), sealed: `sealed ${secretOf(id)}` }),
    open: async (sealed) => sealed.replace('sealed ', ''),
  };

  queue: DeliveryQueue = {
    enqueue: async (deliveries) => void this.deliveries.push(...deliveries),
  };

  sender: WebhookSender = {
    post: async (url, headers, body) => {
      this.posted.push({ url, headers, body });
      return this.status;
    },
  };

  private of(agency: string): Webhook[] {
    return [...this.registered.values()].filter((webhook) => webhook.agency === agency);
  }
}

const secretOf = (id: string): string => `whsec_${Buffer.from(id.padEnd(32)).toString('base64')}`;
