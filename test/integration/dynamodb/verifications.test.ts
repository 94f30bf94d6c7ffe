import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { createEditionStore } from '../../../adapters/dynamodb/edition-store.ts';
import { createSubmissionStore } from '../../../adapters/dynamodb/submission-store.ts';
import type { Table } from '../../../adapters/dynamodb/table.ts';
import { createVerifications } from '../../../adapters/dynamodb/verifications.ts';
import { acceptanceOf, dti2022, editionUsing, provincesFile, registrationOf } from './examples.ts';
import { contents, createTable, deleteTable } from './test-database.ts';

const database = inject('database');

const record = {
  reviewer: 'mai',
  agency: 'ministry',
  decidedAt: '2023-06-05T00:00:00.000Z',
  submission: '01J1',
};

describe.skipIf(!database)('decisions in DynamoDB', () => {
  const file = provincesFile(1);
  let table: Table;
  beforeEach(async () => {
    table = await createTable(database!);
    await createEditionStore(table).registerDefinition(editionUsing(dti2022, ['broadband']), 'd1', '01J0');
    await createSubmissionStore(table).create(file);
    await createSubmissionStore(table).accept(acceptanceOf(file));
  });
  afterEach(() => deleteTable(table));

  const decide = (hash: string, replaces?: string) =>
    createVerifications(table).record({
      edition: dti2022,
      registration: { ...registrationOf(file), submissionId: `01K-${hash}`, hash, kind: 'verification' },
      replaces,
      record,
    });
  const parts = async () =>
    (await createEditionStore(table).currentParts(dti2022)).map(({ kind, hash }) => [kind, hash]);

  it('stand beside the claims, each in the place of the one before, and every one is on record', async () => {
    const claims = ['observations', `part-of-${file.id}`];
    const version = (await createEditionStore(table).state(dti2022))!.datasetVersion;
    expect(await decide('v1')).toBe('recorded');
    expect(await parts()).toEqual([claims, ['verification', 'v1']]);
    expect(await decide('v2', 'v1')).toBe('recorded');
    expect(await parts()).toEqual([claims, ['verification', 'v2']]);
    expect((await createEditionStore(table).state(dti2022))!.datasetVersion).toBe(version + 2);
    const records = (await contents(table)).filter(({ sk }) => String(sk).startsWith('DECISION#'));
    expect(records).toMatchObject([
      { part: 'v1', reviewer: 'mai' },
      { part: 'v2', replaces: 'v1' },
    ]);
  });

  it('are not written over decisions that came meanwhile', async () => {
    expect(await decide('v1')).toBe('recorded');
    expect(await decide('v2')).toBe('changed');
    expect(await decide('v2', 'v0')).toBe('changed');
    expect((await parts())[1]).toEqual(['verification', 'v1']);
  });

  it('are answered once', async () => {
    const verifications = createVerifications(table);
    const said = { unit: 'hue', text: 'page 3', answeredBy: 'lan', answeredAt: record.decidedAt };
    const [one, other] = [
      { ...said, indicator: 'speed' },
      { ...said, indicator: 'reach' },
    ];
    expect(await verifications.answer(file.id, [one])).toBe('recorded');
    expect(await verifications.answer(file.id, [other, { ...one, text: 'page 4' }])).toBe('answered');
    expect(await verifications.answers(file.id)).toEqual([one]);
  });
});
