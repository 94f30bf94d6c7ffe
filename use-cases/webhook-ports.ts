import type { WebhookDelivery, WebhookType } from '../contracts/webhooks.ts';

/** An address that an agency wants events posted to. */
export type Webhook = {
  id: string;
  agency: string;
  url: string;
  types: WebhookType[];
  /** Registered by an operator: it is told also what is for operators. */
  operator?: true;
  /** The secret that messages are signed with, encrypted for this webhook alone. */
  sealedSecret: string;
  createdAt: string;
  createdBy: string;
};

export interface WebhookStore {
  /**
   * In the place of the one with its id that was there before.
   *
   * @returns whether it is there now: not where that one is no older.
   */
  create(webhook: Webhook): Promise<boolean>;
  get(agency: string, id: string): Promise<Webhook | undefined>;
  /** Oldest first. */
  ofAgency(agency: string): Promise<Webhook[]>;
  all(): Promise<Webhook[]>;
  remove(agency: string, id: string): Promise<void>;
}

/** Secrets that only their own webhook's messages are signed with. */
export interface WebhookSecrets {
  /** A fresh secret, in the clear for its owner and sealed for us. */
  issue(webhook: { agency: string; id: string }): Promise<{ secret: string; sealed: string }>;
  open(sealed: string, webhook: { agency: string; id: string }): Promise<string>;
}

export interface DeliveryQueue {
  enqueue(deliveries: WebhookDelivery[]): Promise<void>;
}

export interface WebhookSender {
  /**
   * @returns the status of the answer, whatever it is; redirects are not followed.
   * @throws {Error} when there is none in time, or the address is one that may not be reached.
   */
  post(url: string, headers: Record<string, string>, body: string): Promise<number>;
}
