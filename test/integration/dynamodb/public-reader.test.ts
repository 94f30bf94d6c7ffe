import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { writeAll } from '../../../adapters/dynamodb/batch-write.ts';
import { createEditionStore } from '../../../adapters/dynamodb/edition-store.ts';
import { createReleaseStore } from '../../../adapters/dynamodb/release-store.ts';
import { itemsOf } from '../../../adapters/dynamodb/run-items.ts';
import type { Table } from '../../../adapters/dynamodb/table.ts';
import { chunkCount } from '../../../adapters/dynamodb/unit-chunks.ts';
import { createPublicReader } from '../../../adapters/public-reader/dynamodb-public-reader.ts';
import { getRanking } from '../../../use-cases/get-ranking.ts';
import { getUnitHistory } from '../../../use-cases/get-unit-history.ts';
import { dti2022, editionUsing, releaseOf, runOf } from './examples.ts';
import { createTable, deleteTable } from './test-database.ts';

const database = inject('database');

/** What the stores write, the public reads. */
describe.skipIf(!database)('the public reader on DynamoDB', () => {
  let table: Table;
  beforeEach(async () => {
    table = await createTable(database!);
    await createEditionStore(table).registerDefinition(editionUsing(dti2022, ['broadband']), 'd1', '01J1');
  });
  afterEach(() => deleteTable(table));

  const reader = () => createPublicReader(table);

  async function release(run: ReturnType<typeof runOf>, datasetVersion: number) {
    const noPause = async () => {};
    await writeAll(table, itemsOf(run), noPause);
    const units = run.cohorts[0]!.nodes[0]!.statistics.units;
    const unitChunks = chunkCount(run.cohorts[0]!);
    const cohorts = [{ ...releaseOf(run.id, 1).cohorts[0]!, id: 'communes', units, unitChunks }];
    await createReleaseStore(table).publish(dti2022, { ...releaseOf(run.id, datasetVersion), cohorts });
  }

  it('finds an index that is defined and has nothing released', async () => {
    expect(await reader().index('dti-province')).toMatchObject({ shortName: 'DTI', editions: {} });
    expect((await reader().catalogue()).map(({ index }) => index)).toEqual(['dti-province']);
    expect(await reader().index('pci')).toBeUndefined();
  });

  it('reads a ranking of 125 communes to its end', async () => {
    await release(runOf(125), 1);
    const question = { index: 'dti-province', period: 'latest', limit: 50 };
    const seen: (number | null)[] = [];
    let cursor: string | undefined;
    do {
      const page = await getRanking(reader(), { ...question, cursor });
      seen.push(...page.rows.map(({ value }) => value.rank));
      cursor = page.next;
    } while (cursor);
    expect(seen).toEqual(Array.from({ length: 125 }, (_, place) => place + 1));
  });

  it('shows the history of released runs only, and old releases on demand', async () => {
    await release(runOf(3, 'run-1'), 1);
    await release(runOf(5, 'run-2'), 2);
    await writeAll(table, itemsOf(runOf(9, 'run-unreleased')), async () => {});
    const history = await getUnitHistory(reader(), { index: 'dti-province', unit: 'commune-1' });
    expect(history.entries.map(({ revision, ranked }) => [revision, ranked])).toEqual([[2, 5]]);
    const old = await getRanking(reader(), { index: 'dti-province', period: '2022', revision: 1 });
    expect(old.release).toMatchObject({ run: 'run-1', revision: 1 });
    expect(old.release).not.toHaveProperty('current');
    expect(old.total).toBe(3);
  });
});
