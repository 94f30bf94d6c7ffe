import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { submissionKey } from '../../../adapters/dynamodb/keys.ts';
import { getItem, type Table, toItem, updateItem } from '../../../adapters/dynamodb/table.ts';
import { changeItems, copyMissing } from '../../../adapters/dynamodb/whole-table.ts';
import { change } from '../../../docs/examples/touched-as-editions.ts';
import { createTable, deleteTable } from './test-database.ts';

const database = inject('database');

const files = Array.from({ length: 60 }, (_, place) => `file-${place}`);

/** A version of the code, as far as it concerns the attribute that changes. */
type Version = {
  write: (table: Table, id: string, editions: string[]) => Promise<unknown>;
  read: (table: Table, id: string) => Promise<string[] | undefined>;
};
type Stored = { touched?: string[]; editions?: string[] };
const stored = (table: Table, id: string) => getItem<Stored>(table, submissionKey(id));

const readOld = async (table: Table, id: string) => (await stored(table, id))?.touched;
const readNew = async (table: Table, id: string) => (await stored(table, id))?.editions;
const writeBoth: Version['write'] = (table, id, values) =>
  write(table, id, 'SET touched = :v, editions = :v', values);

const before: Version = {
  write: (table, id, values) => write(table, id, 'SET touched = :v', values),
  read: readOld,
};
/** Step 1. It reads the old name still: code of before may write that one alone, after it. */
const added: Version = { write: writeBoth, read: readOld };
/** Step 3, once all is filled. */
const turned: Version = { write: writeBoth, read: readNew };
/** Step 4. */
const after: Version = {
  write: (table, id, values) => write(table, id, 'SET editions = :v REMOVE touched', values),
  read: readNew,
};

const write = (table: Table, id: string, UpdateExpression: string, values: string[]) =>
  updateItem(table, submissionKey(id), { UpdateExpression, values: { ':v': values } });

describe.skipIf(!database)('a change of what is stored', () => {
  let table: Table;
  let restored: Table;
  beforeEach(async () => {
    [table, restored] = [await createTable(database!), await createTable(database!)];
    for (const id of files) await before.write(table, id, ['dti-province/2022', id]);
    await table.client.send(
      new PutItemCommand({
        TableName: table.tableName,
        Item: toItem({ pk: 'INDEX', sk: 'META', touched: [] }),
      }),
    );
  });
  afterEach(async () => {
    await deleteTable(table);
    await deleteTable(restored);
  });

  /** Versions take turns in writing, as copies of a function do while a deployment goes out; after each, both read. */
  async function runSideBySide(versions: Version[], ids: string[]) {
    for (const [turn, id] of ids.entries()) {
      await versions[turn % versions.length]!.write(table, id, [`edition/${turn}`, id]);
      const untouched = files.at(-1)!;
      for (const version of versions) {
        expect(await version.read(table, id)).toEqual([`edition/${turn}`, id]);
        expect((await version.read(table, untouched))?.[1]).toBe(untouched);
      }
    }
  }

  it('is made in four steps, while versions of the code run side by side and no reader sees a gap', async () => {
    const turns = files.slice(0, 20);
    await runSideBySide([before, added], turns);
    const filling = changeItems(table, change);
    await runSideBySide([added], turns);
    expect((await filling).looked).toBe(files.length + 1);
    expect(await changeItems(table, change)).toMatchObject({ changed: 0 });
    await runSideBySide([added, turned], turns);
    await runSideBySide([turned, after], turns);
    for (const id of files) expect((await after.read(table, id))?.[1]).toBe(id);
  });

  it('fills what is not as the old name has it, each once, and leaves everything else', async () => {
    await added.write(table, 'file-0', ['papi/2024', 'file-0']);
    await added.write(table, 'file-1', ['papi/2024', 'file-1']);
    await before.write(table, 'file-1', ['papi/2025', 'file-1']);
    expect(await changeItems(table, change)).toEqual({ looked: files.length + 1, changed: files.length - 1 });
    expect(await after.read(table, 'file-0')).toEqual(['papi/2024', 'file-0']);
    expect(await after.read(table, 'file-1')).toEqual(['papi/2025', 'file-1']);
    expect(await getItem(table, { pk: 'INDEX', sk: 'META' })).not.toHaveProperty('editions');
  });

  it('is no way back: what a restored table has, the one in use gets where it lacks it', async () => {
    await before.write(restored, 'file-0', ['dti-province/2020', 'older']);
    await before.write(restored, 'lost', ['dti-province/2021', 'lost']);
    expect(await copyMissing(restored, table)).toEqual({ looked: 2, copied: 1 });
    expect(await before.read(table, 'lost')).toEqual(['dti-province/2021', 'lost']);
    expect(await before.read(table, 'file-0')).toEqual(['dti-province/2022', 'file-0']);
    expect(await copyMissing(restored, table)).toEqual({ looked: 2, copied: 0 });
  });
});
