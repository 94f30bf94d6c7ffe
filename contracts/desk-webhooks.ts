import * as z from 'zod/mini';
import * as parameters from './parameters.ts';
import type { Route } from './route.ts';
import { webhookTypes } from './webhooks.ts';

const none = parameters.none();

const webhook = z
  .string()
  .check(z.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, 'take it from the answer that registered the webhook'))
  .register(z.globalRegistry, {
    description: 'The id of a webhook.',
    example: '01KA0Z6Q4V8J2M5T7W9YBDFHK3',
  });

const url = z
  .url('write an address, such as https://data.example.org/civindex')
  .check(z.maxLength(2000, 'use at most 2000 characters'))
  .register(z.globalRegistry, {
    description: 'Where events are posted: https, on the public internet, without a user name.',
    example: 'https://data.example.org/civindex',
  });

const types = z
  .array(z.enum(webhookTypes))
  .check(z.minLength(1, 'name at least one type of event'))
  .register(z.globalRegistry, {
    description: 'What is told. With a token of no role: `release.published` and `release.withdrawn` only.',
    example: ['submission.decided', 'notice.due'],
  });

const webhooks = '/v1/desk/webhooks';

/** How programs are told of what happens, instead of asking again and again. */
export const webhookRoutes = {
  createWebhook: {
    method: 'POST',
    path: webhooks,
    summary: 'Register an address that events are posted to; the answer alone shows its secret',
    pathParameters: none,
    query: none,
    body: z.strictObject({ url, types }),
  },
  listWebhooks: {
    method: 'GET',
    path: webhooks,
    summary: "The agency's webhooks",
    pathParameters: none,
    query: none,
  },
  deleteWebhook: {
    method: 'DELETE',
    path: `${webhooks}/{webhook}`,
    summary: 'Post nothing there any more',
    pathParameters: z.strictObject({ webhook }),
    query: none,
  },
  pingWebhook: {
    method: 'POST',
    path: `${webhooks}/{webhook}/pings`,
    summary: 'Post a test message there',
    pathParameters: z.strictObject({ webhook }),
    query: none,
  },
} as const satisfies Record<string, Route>;
