import { BatchWriteItemCommand, type WriteRequest } from '@aws-sdk/client-dynamodb';
import type { Pause } from '../system/pause.ts';
import { type Table, toItem } from './table.ts';

/** As many as one request takes. */
const batchSize = 25;
const lanes = 8;
const mostTries = 8;

/**
 * Writes every item, in no order, over what is there.
 *
 * @throws {Error} when the table has left an item unwritten as often as it was tried.
 */
export async function writeAll(table: Table, items: Iterable<object>, pause: Pause): Promise<void> {
  const batches = batchesOf(items);
  const lane = async () => {
    for (const batch of batches) await writeBatch(table, batch, pause);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

function* batchesOf(items: Iterable<object>): Generator<WriteRequest[]> {
  let batch: WriteRequest[] = [];
  for (const item of items) {
    batch.push({ PutRequest: { Item: toItem(item) } });
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function writeBatch({ client, tableName }: Table, batch: WriteRequest[], pause: Pause): Promise<void> {
  let remaining = batch;
  for (let tries = 1; ; tries += 1) {
    const command = new BatchWriteItemCommand({ RequestItems: { [tableName]: remaining } });
    const { UnprocessedItems } = await client.send(command);
    remaining = UnprocessedItems?.[tableName] ?? [];
    if (remaining.length === 0) return;
    if (tries === mostTries)
      throw new Error(`The table left ${remaining.length} items unwritten ${tries} times`);
    await pause(tries);
  }
}
