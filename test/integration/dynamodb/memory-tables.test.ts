import { describe, expect, inject, it } from 'vitest';
import type { Item } from '../../faults/cloud/expressions.ts';
import { MemoryTables } from '../../faults/cloud/memory-tables.ts';
import { undisturbedDays } from '../../faults/sweep.ts';
import { createTable, deleteTable } from './test-database.ts';

const database = inject('database');

type Input = { ReturnValues?: string };
type Command = { input: Input; constructor: new (input: Input) => object };
type Answer = Record<string, unknown>;

describe.skipIf(!database)('the tables in memory that faults are tried on', () => {
  it('answer every request of the story as DynamoDB does', async () => {
    const [table, audit] = [await createTable(database!), await createTable(database!)];
    const memory = new MemoryTables();
    let compared = 0;
    for (const call of (await undisturbedDays()).flatMap((day) => day.calls)) {
      const command = call.command as Command;
      const expected = await answerOf(async () => memory.answer(command));
      if (!expected) continue;
      compared += 1;
      const names = { table: table.tableName, audit: audit.tableName };
      const renamed = new command.constructor(onTables(command.input, names));
      const answer = await answerOf(() => table.client.send(renamed as never));
      const { ReturnValues } = command.input;
      expect(seen(answer!, ReturnValues), JSON.stringify(command.input)).toEqual(
        seen(expected, ReturnValues),
      );
    }
    expect(compared).toBeGreaterThan(400);
    await Promise.all([table, audit].map(deleteTable));
  });
});

/** What is answered, or the error. */
async function answerOf(ask: () => Promise<object | undefined>): Promise<Answer | undefined> {
  try {
    return (await ask()) as Answer | undefined;
  } catch (error) {
    return error as Answer;
  }
}

const onTables = (input: Input, names: Record<string, string>): Input =>
  JSON.parse(
    JSON.stringify(input).replace(
      /("TableName":|"RequestItems":\{)"(table|audit)"/g,
      (_, before, name) => `${before}"${names[name]}"`,
    ),
  );

/** The part that adapters read; items of a batch come in any order. */
function seen({ name, Item, Items, Attributes, Responses, CancellationReasons }: Answer, asked?: string) {
  const reasons = CancellationReasons as { Code: string; Item?: object }[] | undefined;
  return {
    name,
    Item,
    Items,
    Attributes: asked && Attributes,
    batch: (Object.values(Responses ?? {}).flat() as Item[]).sort(byKey),
    reasons: reasons?.map(({ Code, Item: refusing }) => ({ Code, refusing })),
  };
}

const byKey = (a: Item, b: Item) => (keyOf(a) < keyOf(b) ? -1 : 1);
const keyOf = ({ pk, sk }: Item) => `${pk!.S} ${sk!.S}`;
