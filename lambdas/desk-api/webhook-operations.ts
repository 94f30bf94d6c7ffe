import { addressOf } from '../../contracts/address.ts';
import type { DeskResponses } from '../../contracts/desk-responses.ts';
import { webhookRoutes } from '../../contracts/desk-webhooks.ts';
import type { Identity } from '../../use-cases/identity.ts';
import {
  createWebhook,
  deleteWebhook,
  listWebhooks,
  type ManageWebhooksPorts,
  pingWebhook,
} from '../../use-cases/manage-webhooks.ts';
import type { Webhook } from '../../use-cases/webhook-ports.ts';
import { type Answer, json } from '../shared/http.ts';
import type { Operations } from '../shared/router.ts';

export const webhookOperations = (
  ports: ManageWebhooksPorts,
): Operations<typeof webhookRoutes, Identity, Answer> => ({
  async createWebhook(request, identity) {
    const { webhook, secret } = await createWebhook(ports, identity, request);
    const body: DeskResponses['createWebhook'] = { ...present(webhook), secret };
    return json(201, body, { Location: body.links.self });
  },

  async listWebhooks(_, identity) {
    const webhooks = await listWebhooks(ports, identity);
    const body: DeskResponses['listWebhooks'] = { webhooks: webhooks.map(present) };
    return json(200, body);
  },

  async deleteWebhook({ webhook: id }, identity) {
    return json(200, present(await deleteWebhook(ports, identity, { id })));
  },

  async pingWebhook({ webhook: id }, identity) {
    const body: DeskResponses['pingWebhook'] = { message: await pingWebhook(ports, identity, { id }) };
    return json(201, body);
  },
});

const present = ({
  id,
  url,
  types,
  createdAt,
  createdBy,
}: Webhook): DeskResponses['listWebhooks']['webhooks'][number] => ({
  id,
  url,
  types,
  createdAt,
  createdBy,
  links: {
    self: addressOf(webhookRoutes.deleteWebhook, { webhook: id }),
    pings: addressOf(webhookRoutes.pingWebhook, { webhook: id }),
  },
});
