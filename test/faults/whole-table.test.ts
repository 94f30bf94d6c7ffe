import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { toItem } from '../../adapters/dynamodb/table.ts';
import { changeItems, copyMissing } from '../../adapters/dynamodb/whole-table.ts';
import { change } from '../../docs/examples/touched-as-editions.ts';
import { callee, dynamoDb } from './cloud/clients.ts';
import { disturbances } from './cloud/disturbances.ts';
import { MemoryTables } from './cloud/memory-tables.ts';
import { disturbedOnce } from './disturbed-once.ts';

/** What an operator does by hand over a whole table is done again where it broke off: whatever befell it, no item differs. */
const [live, restored] = ['live', 'restored'].map((tableName) => ({ client: dynamoDb, tableName }));
const works: [string, () => Promise<unknown>][] = [
  ['changes every item', () => changeItems(live!, change)],
  ['copies what a table lacks', () => copyMissing(restored!, live!)],
];

/** Twelve files in the one table, of which some are in the other too, older, beside some that were lost. */
function filled(): MemoryTables {
  const tables = new MemoryTables();
  const put = (TableName: string, place: number, attributes: object) => {
    const Item = toItem({ pk: `SUBMISSION#${place}`, sk: 'META', ...attributes });
    tables.answer(new PutItemCommand({ TableName, Item }));
  };
  for (let place = 10; place < 22; place += 1) put('live', place, { touched: ['dti-province/2022'] });
  put('live', 10, { touched: ['papi/2024'], editions: ['papi/2024'] });
  put('live', 11, { touched: ['papi/2025'], editions: ['papi/2024'] });
  for (let place = 18; place < 28; place += 1) put('restored', place, { touched: ['dti-province/2020'] });
  return tables;
}

const stored = (tables: MemoryTables) =>
  tables
    .items('live')
    .map((item) => JSON.stringify(Object.entries(item).sort()))
    .sort();

it.each(works)('%s to the same end, whatever befalls a call', async (_, work) => {
  const tables = filled();
  let calls = 0;
  await callee.run(async (command) => {
    calls += 1;
    return tables.answer(command)!;
  }, work);
  expect(calls).toBeGreaterThan(10);
  const expected = stored(tables);
  expect(expected).not.toEqual(stored(filled()));
  const differences: string[] = [];
  let tried = 0;
  for (const disturbance of disturbances)
    for (let place = 0; place < calls; place += 1) {
      const disturbed = filled();
      await disturbedOnce({ answer: (command) => disturbed.answer(command)!, work }, disturbance, place);
      tried += 1;
      if (JSON.stringify(stored(disturbed)) !== JSON.stringify(expected))
        differences.push(`${disturbance} at call ${place}`);
    }
  console.log(`${calls} calls, ${tried} disturbances`);
  expect(differences).toEqual([]);
});
