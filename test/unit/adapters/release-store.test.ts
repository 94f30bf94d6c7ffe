import {
  DynamoDBClient,
  GetItemCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { createReleaseStore } from '../../../adapters/dynamodb/release-store.ts';

const client = new DynamoDBClient({});
const dynamodb = mockClient(client);
const store = createReleaseStore({ client, tableName: 'civindex', pause: async () => {} });

const edition = { index: 'dti-province', period: '2022' };
const release = {
  run: 'r1',
  results: 'h1',
  datasetVersion: 1,
  publishedAt: '2023-07-12T01:00:00.000Z',
  cohorts: [],
  comparedWith: null,
};

const cancelled = (Code: string) =>
  new TransactionCanceledException({
    message: 'Transaction cancelled',
    $metadata: {},
    CancellationReasons: [{ Code }, { Code: 'None' }],
  });

describe('publishing a release', () => {
  beforeEach(() => {
    dynamodb.reset();
    dynamodb.on(GetItemCommand).resolves({ Item: { editions: { M: {} } } });
  });

  it.each(['ConditionalCheckFailed', 'TransactionConflict'])('tries again after %s', async (code) => {
    dynamodb.on(TransactWriteItemsCommand).rejectsOnce(cancelled(code)).resolves({});
    expect(await store.publish(edition, release)).toEqual({ outcome: 'published', revision: 1 });
    expect(dynamodb.commandCalls(GetItemCommand)).toHaveLength(2);
  });

  it('gives up when the pointer moves at every try', async () => {
    dynamodb.on(TransactWriteItemsCommand).rejects(cancelled('ConditionalCheckFailed'));
    await expect(store.publish(edition, release)).rejects.toThrow(
      'dti-province/2022 moved at each of 20 tries',
    );
  });

  it('throws what a second try would not mend', async () => {
    dynamodb.on(TransactWriteItemsCommand).rejects(new Error('access denied'));
    await expect(store.publish(edition, release)).rejects.toThrow('access denied');
    expect(dynamodb.commandCalls(TransactWriteItemsCommand)).toHaveLength(1);
  });
});
