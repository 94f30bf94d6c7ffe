import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
  TransactionCanceledException,
  TransactionConflictException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Pause } from '../system/pause.ts';
import type { Key } from './keys.ts';

export type Table = { client: DynamoDBClient; tableName: string };

/** What an expression stands for: a value by its `:name`, an attribute by its `#name` where DynamoDB reserves the word. */
export type Expression = {
  UpdateExpression?: string;
  ConditionExpression?: string;
  ExpressionAttributeNames?: Record<string, string>;
  values?: Record<string, unknown>;
};

export const toItem = (value: object) => marshall(value, { removeUndefinedValues: true });

/** Strongly consistent: what a worker decides by is never an old copy. */
export async function getItem<Item>({ client, tableName }: Table, key: Key): Promise<Item | undefined> {
  const command = new GetItemCommand({ TableName: tableName, Key: toItem(key), ConsistentRead: true });
  const { Item: item } = await client.send(command);
  return item && (unmarshall(item) as Item);
}

type Filter = Pick<Expression, 'ExpressionAttributeNames' | 'values'> & { FilterExpression: string };

/**
 * Every item of the partition whose sort key begins with the prefix and that the filter lets through,
 * strongly consistent, in key order.
 */
export async function queryAll<Item>(
  { client, tableName }: Table,
  { pk, prefix }: { pk: string; prefix: string },
  { values, ...filter }: Partial<Filter> = {},
): Promise<Item[]> {
  const pages = paginateQuery(
    { client },
    {
      TableName: tableName,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ...filter,
      ExpressionAttributeValues: toItem({ ':pk': pk, ':prefix': prefix, ...values }),
      ConsistentRead: true,
    },
  );
  const items: Item[] = [];
  for await (const { Items } of pages) for (const item of Items ?? []) items.push(unmarshall(item) as Item);
  return items;
}

const withKey = (tableName: string, key: Key, { values, ...expression }: Expression) => ({
  TableName: tableName,
  Key: toItem(key),
  ...expression,
  ...(values && { ExpressionAttributeValues: toItem(values) }),
});

/** Writes the whole item, or leaves the one that is there where the condition does not hold. */
export async function putItem(
  { client, tableName }: Table,
  item: Key & Record<string, unknown>,
  { values, ConditionExpression }: Required<Pick<Expression, 'values' | 'ConditionExpression'>>,
): Promise<void> {
  const command = new PutItemCommand({
    TableName: tableName,
    Item: toItem(item),
    ConditionExpression,
    ExpressionAttributeValues: toItem(values),
  });
  try {
    await client.send(command);
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

/** @returns the item as it is now, or `undefined` when the condition does not hold. */
export async function updateItem<Item>(
  { client, tableName }: Table,
  key: Key,
  expression: Expression,
): Promise<Item | undefined> {
  const input = withKey(tableName, key, expression) as UpdateItemCommandInput;
  try {
    const { Attributes } = await client.send(new UpdateItemCommand({ ...input, ReturnValues: 'ALL_NEW' }));
    return unmarshall(Attributes ?? {}) as Item;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}

export const updateOf = ({ tableName }: Table, key: Key, expression: Expression): TransactWriteItem => ({
  Update: {
    ...withKey(tableName, key, expression),
    UpdateExpression: expression.UpdateExpression,
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
});

/** Nothing is written, and everything of the transaction only where the condition holds. */
export const checkOf = (
  { tableName }: Table,
  key: Key,
  expression: Omit<Expression, 'UpdateExpression'> & { ConditionExpression: string },
): TransactWriteItem => ({
  ConditionCheck: {
    ...withKey(tableName, key, expression),
    ConditionExpression: expression.ConditionExpression,
  },
});

export const putOf = (
  { tableName }: Table,
  item: Key & Record<string, unknown>,
  { values, ...expression }: Omit<Expression, 'UpdateExpression'> = {},
): TransactWriteItem => ({
  Put: {
    TableName: tableName,
    Item: toItem(item),
    ...expression,
    ...(values && { ExpressionAttributeValues: toItem(values) }),
  },
});

export const deleteOf = (
  { tableName }: Table,
  key: Key,
  expression: Omit<Expression, 'UpdateExpression'>,
): TransactWriteItem => ({ Delete: withKey(tableName, key, expression) });

/** The items that refused their write, by the write's place in the transaction, as they were. */
export type Refusals = ReadonlyMap<number, Record<string, unknown> | undefined>;

/**
 * All of the writes or none of them.
 *
 * @returns the refusals where conditions did not hold, nothing when it is done.
 * @throws what else went wrong: a conflict with another transaction or a throttle may succeed on a retry.
 */
export async function transact(
  { client }: Table,
  writes: TransactWriteItem[],
): Promise<Refusals | undefined> {
  try {
    await client.send(new TransactWriteItemsCommand({ TransactItems: writes }));
    return undefined;
  } catch (error) {
    const refusals = refusalsOf(error);
    if (refusals.size === 0) throw error;
    return refusals;
  }
}

const mostTries = 8;

/** The same, tried again while another transaction holds one of the items: a moment later it does not. */
export async function transactPatiently(
  table: Table,
  writes: TransactWriteItem[],
  pause: Pause,
): Promise<Refusals | undefined> {
  for (let tries = 1; ; tries += 1)
    try {
      return await transact(table, writes);
    } catch (error) {
      if (!isConflict(error) || tries === mostTries) throw error;
      await pause(tries);
    }
}

function refusalsOf(error: unknown): Refusals {
  if (!(error instanceof TransactionCanceledException)) return new Map();
  const reasons = (error.CancellationReasons ?? []).map((reason, place) => ({ ...reason, place }));
  return new Map(
    reasons
      .filter(({ Code }) => Code === 'ConditionalCheckFailed')
      .map(({ place, Item }) => [place, Item && unmarshall(Item)]),
  );
}

/** Whether a transaction held an item at that moment; the same write may succeed a moment later. */
export const isConflict = (error: unknown): boolean =>
  error instanceof TransactionConflictException ||
  (error instanceof TransactionCanceledException &&
    (error.CancellationReasons ?? []).some(({ Code }) => Code === 'TransactionConflict'));
