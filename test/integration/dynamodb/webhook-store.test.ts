import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import type { Table } from '../../../adapters/dynamodb/table.ts';
import { createWebhookStore } from '../../../adapters/dynamodb/webhook-store.ts';
import type { Webhook } from '../../../use-cases/webhook-ports.ts';
import { createTable, deleteTable } from './test-database.ts';

const database = inject('database');

describe.skipIf(!database)('webhooks in DynamoDB', () => {
  let table: Table;
  beforeEach(async () => {
    table = await createTable(database!);
  });
  afterEach(() => deleteTable(table));

  const webhook = (agency: string, id: string): Webhook => ({
    id,
    agency,
    url: 'https://data.example.org/hook',
    types: ['notice.due'],
    sealedSecret: 'c2VhbGVk',
    createdAt: '2026-03-01T10:00:00.000Z',
    createdBy: 'lan',
  });

  it("keeps an agency's apart from those of one whose name begins the same", async () => {
    const store = createWebhookStore(table);
    const [first, second, other] = [webhook('mic', '1'), webhook('mic', '2'), webhook('mic#1', '3')];
    for (const each of [second, first, other, first]) await store.create(each);
    expect(await store.ofAgency('mic')).toEqual([first, second]);
    expect(await store.ofAgency('mic#1')).toEqual([other]);
    expect(await store.all()).toHaveLength(3);
    expect(await store.get('mic', '2')).toEqual(second);
    expect(await store.get('vcci', '2')).toBeUndefined();
  });

  it('takes one again only if it was registered later', async () => {
    const store = createWebhookStore(table);
    const first = webhook('mic', '1');
    const later = { ...first, createdAt: '2026-03-01T10:00:01.000Z', sealedSecret: 'YW5vdGhlcg==' };
    expect([await store.create(later), await store.create(first)]).toEqual([true, false]);
    expect(await store.get('mic', '1')).toEqual(later);
  });

  it('forgets one that is removed, however often', async () => {
    const store = createWebhookStore(table);
    await store.create(webhook('mic', '1'));
    await store.remove('mic', '1');
    await store.remove('mic', '1');
    expect(await store.all()).toEqual([]);
  });
});
