import {
  ConditionalCheckFailedException,
  PutItemCommand,
  paginateScan,
  type ScanCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Key } from './keys.ts';
import { type Expression, type Table, updateItem } from './table.ts';

/** Work of operators over every item of a table: functions have no grant to scan. */
export type StoredItem = Key & Record<string, unknown>;

/**
 * What an item is to become, or nothing where it is to stay. The condition must no longer hold once it is changed, so
 * that a change that runs twice, or beside those who write, does nothing the second time.
 */
export type ItemChange = (
  item: StoredItem,
) => (Expression & Required<Pick<Expression, 'UpdateExpression' | 'ConditionExpression'>>) | undefined;

/** How many items are written at once. */
const lanes = 8;

/** @returns how many items were looked at, and how many are as the change wants them by this */
export async function changeItems(
  table: Table,
  change: ItemChange,
): Promise<{ looked: number; changed: number }> {
  let [looked, changed] = [0, 0];
  await eachItem(table, async (raw) => {
    looked += 1;
    const item = unmarshall(raw) as StoredItem;
    const wanted = change(item);
    if (wanted && (await updateItem(table, { pk: item.pk, sk: item.sk }, wanted))) changed += 1;
  });
  return { looked, changed };
}

/** Writes what the other table lacks, as it is; what it has stays, however different. */
export async function copyMissing(from: Table, to: Table): Promise<{ looked: number; copied: number }> {
  let [looked, copied] = [0, 0];
  await eachItem(from, async (Item) => {
    looked += 1;
    const command = new PutItemCommand({
      TableName: to.tableName,
      Item,
      ConditionExpression: 'attribute_not_exists(pk)',
    });
    try {
      await to.client.send(command);
      copied += 1;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  });
  return { looked, copied };
}

type RawItem = NonNullable<ScanCommandOutput['Items']>[number];

async function eachItem({ client, tableName }: Table, work: (item: RawItem) => Promise<void>): Promise<void> {
  for await (const { Items = [] } of paginateScan(
    { client },
    { TableName: tableName, ConsistentRead: true },
  )) {
    const waiting = [...Items];
    const lane = async () => {
      for (let item = waiting.shift(); item; item = waiting.shift()) await work(item);
    };
    await Promise.all(Array.from({ length: lanes }, lane));
  }
}
