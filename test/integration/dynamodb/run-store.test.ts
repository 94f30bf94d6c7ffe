import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import type { RankingPage, UnitChunk } from '../../../adapters/dynamodb/run-items.ts';
import { createRunStore } from '../../../adapters/dynamodb/run-store.ts';
import type { Table } from '../../../adapters/dynamodb/table.ts';
import { runOf } from './examples.ts';
import { contents, createTable, deleteTable, dyingAt, type Item } from './test-database.ts';

const database = inject('database');

describe.skipIf(!database)('runs in DynamoDB', () => {
  let table: Table;
  const objects = new Map<string, string>();
  const client = new S3Client({});
  beforeEach(async () => {
    table = await createTable(database!);
    objects.clear();
    const s3 = mockClient(client);
    s3.on(PutObjectCommand).callsFake(({ Key, Body }) => {
      objects.set(Key, Body);
      return {};
    });
    s3.on(GetObjectCommand).callsFake(({ Key }) => {
      const body = objects.get(Key);
      if (body === undefined) throw new NoSuchKey({ message: 'no such key', $metadata: {} });
      return { Body: { transformToString: async () => body } };
    });
  });
  afterEach(() => deleteTable(table));

  const store = (of = table) =>
    createRunStore({ ...of, records: { client, bucket: 'records' }, pause: async () => {} });
  const bodies = async <Body>(prefix: string) =>
    (await contents(table))
      .filter(({ sk }: Item) => sk.startsWith(prefix))
      .map(({ body }) => JSON.parse(body as string) as Body);

  it('keeps a ranking of 250 communes in three pages', async () => {
    await store().save(runOf(250));
    const pages = await bodies<RankingPage>('PAGE#communes#dti#');
    expect(pages.map(({ page, total, rows }) => [page, total, rows.length])).toEqual([
      [1, 250, 100],
      [2, 250, 100],
      [3, 250, 50],
    ]);
    expect(pages[2]!.rows[0]).toMatchObject({ unit: { id: 'commune-201' }, rank: 201 });
    expect(pages[0]!.nodes.map(({ code }) => code)).toEqual(['dti', 'infrastructure']);
  });

  it('keeps each unit with the nodes where it has a row, some units an item', async () => {
    await store().save(runOf(3));
    const [chunk] = await bodies<UnitChunk>('UNITS#communes#');
    const { nodes, units } = chunk!;
    const places = Object.values(units).map(({ unit, rows }) => [
      unit.id,
      ...Object.entries(rows).map(([place, { rank }]) => `${nodes[Number(place)]!.code} ${rank}`),
    ]);
    expect(places).toEqual([
      ['commune-1', 'dti 1', 'infrastructure 1'],
      ['commune-2', 'dti 2', 'infrastructure 2'],
      ['commune-3', 'dti 3'],
    ]);
  });

  it('spreads many units over as many items as they need, evenly enough', async () => {
    await store().save(runOf(1_000));
    const chunks = await bodies<UnitChunk>('UNITS#communes#');
    const sizes = chunks.map(({ units }) => Object.keys(units).length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(1_000);
    expect(sizes).toHaveLength(16);
    expect(Math.max(...sizes)).toBeLessThan(2 * (1_000 / 16));
    expect((await store().summary('run-1'))!.cohorts[0]!.unitChunks).toBe(16);
  });

  it('saves a run twice as once', async () => {
    await store().save(runOf(250));
    const once = await contents(table);
    await store().save(runOf(250));
    expect(await contents(table)).toEqual(once);
  });

  it('gives the run and what a release needs of it', async () => {
    expect(await store().get('run-1')).toBeUndefined();
    expect(await store().summary('run-1')).toBeUndefined();
    await store().save(runOf(63));
    expect(await store().get('run-1')).toEqual(runOf(63));
    expect(await store().summary('run-1')).toEqual({
      results: 'results-of-run-1',
      cohorts: [
        {
          id: 'communes',
          origin: 'computed',
          total: 'dti',
          nodes: ['dti', 'infrastructure'],
          unitChunks: 1,
          units: 63,
          unitSet: 'vn-communes',
        },
      ],
      comparedWith: null,
    });
  });

  it('is kept whole and in pages whenever saving succeeds, whatever died before', async () => {
    const run = runOf(350);
    let died = true;
    for (let request = 1; died; request += 1)
      died = await store(dyingAt(database!, table, request))
        .save(run)
        .then(
          () => false,
          () => true,
        );
    const pagesOfEachNode = 4 + 3 * 4;
    expect(await contents(table)).toHaveLength(1 + 2 * pagesOfEachNode + 6);
    expect(await store().get(run.id)).toEqual(run);
  });
});
