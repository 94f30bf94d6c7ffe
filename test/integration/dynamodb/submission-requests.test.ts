import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { createSubmissionRequests } from '../../../adapters/dynamodb/submission-requests.ts';
import type { Table } from '../../../adapters/dynamodb/table.ts';
import { provincesFile } from './examples.ts';
import { createTable, deleteTable } from './test-database.ts';

const database = inject('database');

describe.skipIf(!database)('idempotency keys in DynamoDB', () => {
  let table: Table;
  beforeEach(async () => {
    table = await createTable(database!);
  });
  afterEach(() => deleteTable(table));

  const first = (key: string, order: number, agency = 'mic') =>
    createSubmissionRequests(table).first(key, provincesFile(order, { agency }));

  it('stand for the submission that took them first', async () => {
    expect(await first('form-17', 1)).toEqual(provincesFile(1));
    expect(await first('form-17', 2)).toEqual(provincesFile(1));
    expect(await first('form-18', 3)).toEqual(provincesFile(3));
  });

  it('stand for one submission when ten requests come at once', async () => {
    const kept = await Promise.all(Array.from({ length: 10 }, (_, order) => first('form-17', order + 1)));
    expect(new Set(kept.map(({ id }) => id)).size).toBe(1);
  });

  it('are each agency’s own, whatever characters they have', async () => {
    expect((await first('a#b', 1, 'mic')).agency).toBe('mic');
    expect((await first('b', 2, 'mic#a')).agency).toBe('mic#a');
    expect((await first('a#b', 3, 'vcci')).agency).toBe('vcci');
  });
});
