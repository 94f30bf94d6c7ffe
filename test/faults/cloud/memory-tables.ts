import {
  type AttributeValue,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  type ScanCommandInput,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { holds, type Item, updated } from './expressions.ts';

type Tables = Map<string, Map<string, Map<string, Item>>>;
type Write = {
  TableName?: string | undefined;
  Key?: Item | undefined;
  Item?: Item | undefined;
  UpdateExpression?: string | undefined;
  ConditionExpression?: string | undefined;
  ExpressionAttributeNames?: Record<string, string> | undefined;
  ExpressionAttributeValues?: Record<string, AttributeValue> | undefined;
  ReturnValuesOnConditionCheckFailure?: string | undefined;
};

/** What the adapters ask of DynamoDB, answered from memory. Items are never changed, only replaced. */
export class MemoryTables {
  #tables: Tables;

  constructor(tables: Tables = new Map()) {
    this.#tables = tables;
  }

  /** The same content; what is written to one is not seen in the other. */
  fork = (): MemoryTables =>
    new MemoryTables(
      new Map(
        [...this.#tables].map(([name, table]) => [
          name,
          new Map([...table].map(([pk, partition]) => [pk, new Map(partition)])),
        ]),
      ),
    );

  items(table: string): Item[] {
    return [...this.#table(table).values()].flatMap((partition) => [...partition.values()]);
  }

  /** @returns nothing for a command that is not DynamoDB's. */
  answer(command: unknown): object | undefined {
    if (command instanceof GetItemCommand) return given({ Item: this.#get(command.input) });
    if (command instanceof QueryCommand) return this.#query(command.input);
    if (command instanceof ScanCommand) return this.#scan(command.input);
    if (command instanceof PutItemCommand || command instanceof DeleteItemCommand)
      return this.#write(command.input, command instanceof PutItemCommand ? 'Put' : 'Delete');
    if (command instanceof UpdateItemCommand) return this.#write(command.input, 'Update');
    if (command instanceof TransactWriteItemsCommand) return this.#transact(command.input.TransactItems!);
    if (command instanceof BatchGetItemCommand) return this.#batchGet(command.input.RequestItems!);
    if (command instanceof BatchWriteItemCommand) return this.#batchWrite(command.input.RequestItems!);
    return undefined;
  }

  #get({ TableName, Key }: Write): Item | undefined {
    return this.#table(TableName!).get(Key!['pk']!.S!)?.get(Key!['sk']!.S!);
  }

  #query(input: QueryCommandInput) {
    const { ExpressionAttributeNames: names, ExpressionAttributeValues: values, Limit } = input;
    const partition = this.#table(input.TableName!).get(values![':pk']!.S!) ?? new Map<string, Item>();
    const start = input.ExclusiveStartKey?.['sk']?.S;
    const forward = input.ScanIndexForward !== false;
    const found = [...partition]
      .filter(([, item]) => holds(input.KeyConditionExpression, item, names, values))
      .sort(([a], [b]) => (a < b === forward ? -1 : 1))
      .filter(([sk]) => start === undefined || (forward ? sk > start : sk < start))
      .map(([, item]) => item);
    const page = found.slice(0, Limit ?? found.length);
    return given({
      Items: page.filter((item) => holds(input.FilterExpression, item, names, values)),
      LastEvaluatedKey: page.length < found.length ? keyOf(page.at(-1)!) : undefined,
    });
  }

  /** A page is of few items here, so that a small table has several. */
  #scan({ TableName, ExclusiveStartKey }: ScanCommandInput) {
    const all = this.items(TableName!).sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
    const rest = all.filter((item) => !ExclusiveStartKey || placeOf(item) > placeOf(ExclusiveStartKey));
    const page = rest.slice(0, 5);
    return given({
      Items: page,
      LastEvaluatedKey: page.length < rest.length ? keyOf(page.at(-1)!) : undefined,
    });
  }

  #write(write: Write, kind: 'Put' | 'Update' | 'Delete') {
    const before = this.#before(write);
    if (!isAllowed(write, before))
      throw new ConditionalCheckFailedException({
        message: 'The conditional request failed',
        $metadata: {},
        ...(write.ReturnValuesOnConditionCheckFailure && before && { Item: before }),
      });
    return given({ Attributes: this.#carryOut(write, kind, before) });
  }

  #transact(writes: TransactWriteItem[]) {
    const parts = writes.map((each) => Object.entries(each)[0] as ['Put' | 'Update' | 'Delete', Write]);
    const reasons = parts.map(([, write]) => {
      const before = this.#before(write);
      if (isAllowed(write, before)) return { Code: 'None' };
      const shown = write.ReturnValuesOnConditionCheckFailure ? before : undefined;
      return { Code: 'ConditionalCheckFailed', ...(shown && { Item: shown }) };
    });
    if (reasons.some(({ Code }) => Code !== 'None'))
      throw new TransactionCanceledException({
        message: 'Transaction cancelled',
        $metadata: {},
        CancellationReasons: reasons,
      });
    for (const [kind, write] of parts)
      if ((kind as string) !== 'ConditionCheck') this.#carryOut(write, kind, this.#before(write));
    return {};
  }

  #batchGet(requests: NonNullable<BatchGetItemCommand['input']['RequestItems']>) {
    const Responses = Object.fromEntries(
      Object.entries(requests).map(([TableName, { Keys }]) => [
        TableName,
        Keys!.map((Key) => this.#get({ TableName, Key })).filter((item) => item !== undefined),
      ]),
    );
    return { Responses };
  }

  #batchWrite(requests: NonNullable<BatchWriteItemCommand['input']['RequestItems']>) {
    for (const [TableName, writes] of Object.entries(requests))
      for (const { PutRequest } of writes) this.#carryOut({ TableName, ...PutRequest }, 'Put', undefined);
    return {};
  }

  #before = (write: Write): Item | undefined => this.#get({ ...write, Key: write.Key ?? keyOf(write.Item!) });

  #carryOut(write: Write, kind: 'Put' | 'Update' | 'Delete', before: Item | undefined): Item | undefined {
    const { pk, sk } = (write.Key ?? write.Item)!;
    const table = this.#table(write.TableName!);
    if (!table.has(pk!.S!)) table.set(pk!.S!, new Map());
    const partition = table.get(pk!.S!)!;
    if (kind === 'Delete') {
      partition.delete(sk!.S!);
      return undefined;
    }
    const item = kind === 'Put' ? write.Item! : afterUpdate(write, before);
    partition.set(sk!.S!, item);
    return item;
  }

  #table(name: string) {
    if (!this.#tables.has(name)) this.#tables.set(name, new Map());
    return this.#tables.get(name)!;
  }
}

const isAllowed = (write: Write, before: Item | undefined) =>
  holds(write.ConditionExpression, before, write.ExpressionAttributeNames, write.ExpressionAttributeValues);

const afterUpdate = (write: Write, before: Item | undefined) =>
  updated(
    write.UpdateExpression!,
    before ?? write.Key!,
    write.ExpressionAttributeNames,
    write.ExpressionAttributeValues,
  );

const keyOf = ({ pk, sk }: Item): Item => ({ pk: pk!, sk: sk! });

const placeOf = ({ pk, sk }: Item): string => `${pk!.S} ${sk!.S}`;

const given = (values: object) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
