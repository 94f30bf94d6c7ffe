import { type AttributeValue, BatchGetItemCommand } from '@aws-sdk/client-dynamodb';
import { backOff, type Pause } from '../system/pause.ts';
import type { Key } from './keys.ts';
import type { Table } from './table.ts';

/** As many as one request takes. */
const batchSize = 100;
const mostTries = 8;

type Item = Record<string, AttributeValue>;
type Options = { consistent: boolean; pause?: Pause };

/**
 * The items that there are under the keys, in no order; keys that are given twice count once.
 *
 * @throws {Error} when the table has left a key unread as often as it was tried.
 */
export async function getItems(
  table: Table,
  keys: Key[],
  { consistent, pause = backOff }: Options,
): Promise<Item[]> {
  const distinct = [...new Map(keys.map((key) => [`${key.pk} ${key.sk}`, key])).values()];
  const items: Item[] = [];
  for (let start = 0; start < distinct.length; start += batchSize)
    items.push(...(await getBatch(table, distinct.slice(start, start + batchSize), consistent, pause)));
  return items;
}

async function getBatch(
  { client, tableName }: Table,
  keys: Key[],
  ConsistentRead: boolean,
  pause: Pause,
): Promise<Item[]> {
  const items: Item[] = [];
  let remaining: Item[] = keys.map(({ pk, sk }) => ({ pk: { S: pk }, sk: { S: sk } }));
  for (let tries = 1; ; tries += 1) {
    const command = new BatchGetItemCommand({
      RequestItems: { [tableName]: { Keys: remaining, ConsistentRead } },
    });
    const { Responses, UnprocessedKeys } = await client.send(command);
    items.push(...(Responses?.[tableName] ?? []));
    remaining = UnprocessedKeys?.[tableName]?.Keys ?? [];
    if (remaining.length === 0) return items;
    if (tries === mostTries) throw new Error(`The table left ${remaining.length} keys unread ${tries} times`);
    await pause(tries);
  }
}
