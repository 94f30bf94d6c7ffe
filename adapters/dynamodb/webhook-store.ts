import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import type { Webhook, WebhookStore } from '../../use-cases/webhook-ports.ts';
import { type Key, webhookKey, webhooks, webhooksOf } from './keys.ts';
import { getItem, putOf, queryAll, type Table, toItem, transact } from './table.ts';

type StoredWebhook = Webhook & Key;

const webhookOf = ({ pk, sk, ...webhook }: StoredWebhook): Webhook => webhook;

/** Some hundreds, each of them small, in one partition: all of them are read for what is told to everybody. */
export const createWebhookStore = (table: Table): WebhookStore => ({
  async create(webhook) {
    const item = { ...webhookKey(webhook.agency, webhook.id), ...webhook };
    const older = 'attribute_not_exists(pk) OR createdAt < :createdAt';
    const values = { ':createdAt': webhook.createdAt };
    return !(await transact(table, [putOf(table, item, { ConditionExpression: older, values })]));
  },
  async get(agency, id) {
    const item = await getItem<StoredWebhook>(table, webhookKey(agency, id));
    return item && webhookOf(item);
  },
  ofAgency: async (agency) => (await queryAll<StoredWebhook>(table, webhooksOf(agency))).map(webhookOf),
  all: async () => (await queryAll<StoredWebhook>(table, webhooks)).map(webhookOf),
  async remove(agency, id) {
    await table.client.send(
      new DeleteItemCommand({ TableName: table.tableName, Key: toItem(webhookKey(agency, id)) }),
    );
  },
});
