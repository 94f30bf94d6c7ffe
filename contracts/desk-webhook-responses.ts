import { z } from 'zod';
import { address } from './desk-response-fields.ts';
import type { webhookRoutes } from './desk-webhooks.ts';
import { webhookTypes } from './webhooks.ts';

const webhook = z
  .object({
    id: z.string(),
    url: z.url(),
    types: z.array(z.enum(webhookTypes)),
    createdAt: z.iso.datetime(),
    createdBy: z.string(),
    links: z.object({ self: address, pings: address }),
  })
  .meta({ id: 'Webhook' });

const created = webhook
  .extend({
    secret: z.string().meta({
      description: 'For checking signatures (Standard Webhooks 1.0). It is shown once and never again.',
    }),
  })
  .meta({ id: 'CreatedWebhook' });

const ping = z
  .object({ message: z.string().meta({ description: 'The `webhook-id` of the message on its way.' }) })
  .meta({ id: 'Ping' });

export const webhookResponses = {
  createWebhook: created,
  listWebhooks: z.object({ webhooks: z.array(webhook) }).meta({ id: 'Webhooks' }),
  deleteWebhook: webhook,
  pingWebhook: ping,
} as const satisfies Record<keyof typeof webhookRoutes, z.ZodType>;
