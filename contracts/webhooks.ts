import * as z from 'zod/mini';

/** Told to everybody: who mirrors the rankings must also take back what is taken back. */
export const publicWebhookTypes = ['release.published', 'release.withdrawn'] as const;

/** The events that a webhook may be subscribed to: an agency's own, and those that are public. */
export const webhookTypes = [
  'submission.decided',
  'observations.verified',
  'notice.due',
  ...publicWebhookTypes,
] as const;

export type WebhookType = (typeof webhookTypes)[number];

/**
 * What is posted to a webhook, as JSON, signed by the scheme of Standard Webhooks 1.0. `id` is also the header
 * `webhook-id`: the same message may come more than once, always under the same id.
 */
export const webhookMessage = z.object({
  id: z.string(),
  type: z.string(),
  timestamp: z.iso.datetime(),
  schemaVersion: z.number(),
  /** As in the event of this type, see events.ts. */
  data: z.looseObject({}),
});

export type WebhookMessage = z.infer<typeof webhookMessage>;

/** One message for one webhook, as the delivery queue holds it. */
export const webhookDelivery = z.object({
  webhook: z.object({ agency: z.string(), id: z.string() }),
  message: webhookMessage,
  /** For our logs; receivers are not told. */
  correlationId: z.optional(z.string()),
});

export type WebhookDelivery = z.infer<typeof webhookDelivery>;

const minute = 60;
const hour = 60 * minute;

/** Seconds to wait after each failed try of a message: with the first, seven tries in eighteen hours. */
export const retryDelays = [5, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour] as const;

export const mostTries = retryDelays.length + 1;
