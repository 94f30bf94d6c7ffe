import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import {
  noticeDue,
  observationsVerified,
  releasePublished,
  releaseWithdrawn,
  submissionDecided,
  webhookPinged,
} from './events.ts';
import type { WebhookType } from './webhooks.ts';

const events = {
  'submission.decided': submissionDecided,
  'observations.verified': observationsVerified,
  'notice.due': noticeDue,
  'release.published': releasePublished,
  'release.withdrawn': releaseWithdrawn,
  'webhook.pinged': webhookPinged,
} satisfies Record<WebhookType | 'webhook.pinged', z.ZodType>;

/** What is posted of an event of each type. */
const messages = Object.values(events).map((event) =>
  z.object({
    id: event.shape.id,
    type: event.shape.type,
    timestamp: event.shape.time,
    schemaVersion: event.shape.schemaVersion,
    data: event.shape.data,
  }),
);

const headers = z.object({
  'webhook-id': z.string().meta({ description: 'The same each time that the message comes.' }),
  'webhook-timestamp': z.string().meta({ description: 'Of this try, in seconds since 1970.' }),
  'webhook-signature': z
    .string()
    .meta({ description: 'Of id, timestamp and body, by the scheme of Standard Webhooks 1.0.' }),
});

/** For the receivers of webhooks, as OpenAPI says it: requests that the service makes. */
export const webhookPosts: ZodOpenApiPathsObject = Object.fromEntries(
  messages.map((message) => [
    message.shape.type.value,
    {
      post: {
        summary: `A signed message of type ${message.shape.type.value}`,
        requestParams: { header: headers },
        requestBody: { required: true, content: { 'application/json': { schema: message } } },
        responses: {
          '2XX': { description: 'Taken, within ten seconds. After any other answer it is tried again.' },
        },
      },
    },
  ]),
);
