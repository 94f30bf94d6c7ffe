import {
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Table } from '../../../adapters/dynamodb/table.ts';
import { emulatorCredentials, emulatorRegion } from '../../../scripts/emulator-environment.ts';
import type { TestDatabase } from '../global-setup.ts';

export type Item = Record<string, unknown> & { pk: string; sk: string };

let tables = 0;

/** A fresh, empty table as the stacks make it. */
export async function createTable({ endpoint }: TestDatabase): Promise<Table> {
  const client = connect(endpoint);
  tables += 1;
  const tableName = `test-${process.pid}-${tables}`;
  await client.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    }),
  );
  return { client, tableName };
}

export async function deleteTable({ client, tableName }: Table): Promise<void> {
  await client.send(new DeleteTableCommand({ TableName: tableName }));
  client.destroy();
}

export const connect = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({ endpoint, region: emulatorRegion, credentials: emulatorCredentials });

/** Everything in the table, by key. */
export async function contents({ client, tableName }: Table): Promise<Item[]> {
  const items: Item[] = [];
  for await (const { Items } of paginateScan({ client }, { TableName: tableName, ConsistentRead: true }))
    items.push(...(Items ?? []).map((item) => unmarshall(item) as Item));
  return items.sort((a, b) => (`${a.pk} ${a.sk}` < `${b.pk} ${b.sk}` ? -1 : 1));
}

/** The same table, reached by a worker that dies at its nth request: that one never arrives. */
export function dyingAt(database: TestDatabase, table: Table, request: number): Table {
  return watched(database, table, (_, count) => {
    if (count >= request) throw new Error('the worker died');
  });
}

/** The same table, something happening before each request of this worker. */
export function watched(
  { endpoint }: TestDatabase,
  { tableName }: Table,
  before: (command: string, count: number) => Promise<void> | void,
): Table {
  const client = connect(endpoint);
  let requests = 0;
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        requests += 1;
        await before(commandName!, requests);
        return next(args);
      },
    { step: 'initialize' },
  );
  return { client, tableName };
}
