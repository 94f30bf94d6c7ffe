import {
  BatchWriteItemCommand,
  DynamoDBClient,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { createRunStore } from '../../../adapters/dynamodb/run-store.ts';
import type { NodeStatistics, ResultRow, Run } from '../../../domain/release/run.ts';

const client = new DynamoDBClient({});
const dynamodb = mockClient(client);
const s3Client = new S3Client({});
const s3 = mockClient(s3Client);
const pauses: number[] = [];
const store = createRunStore({
  client,
  tableName: 'civindex',
  records: { client: s3Client, bucket: 'records' },
  pause: async (failed) => void pauses.push(failed),
});

const name = (text: string) => ({ vi: text, en: text });
const daNang: ResultRow = {
  unit: { id: 'da-nang', name: name('Đà Nẵng') },
  score: 0.8002,
  rank: 1,
  status: 'ranked',
};

function runOf(...rows: ResultRow[]): Run {
  const dti = { code: 'dti', name: name('DTI'), parent: null, decimals: 4, rows };
  return {
    id: 'r1',
    index: 'dti-province',
    period: '2022',
    inputs: { definition: 'd1', engine: '1', parts: [], previous: null },
    results: 'h1',
    cohorts: [
      {
        id: 'provinces',
        name: name('Provinces'),
        origin: 'computed',
        unitSet: { id: 'vn-provinces-63', name: name('63') },
        nodes: [{ ...dti, statistics: { units: rows.length, ranked: rows.length } as NodeStatistics }],
      },
    ],
  };
}

const requestsOf = (call: number): WriteRequest[] =>
  dynamodb.commandCalls(BatchWriteItemCommand)[call]!.args[0].input.RequestItems!['civindex']!;

describe('saving a run', () => {
  beforeEach(() => {
    dynamodb.reset();
    s3.reset();
    s3.on(PutObjectCommand).resolves({});
    pauses.length = 0;
  });

  const many = Array.from({ length: 3_000 }, (_, place) => ({
    ...daNang,
    unit: { id: `commune-${place}`, name: name(`Xã ${place}`) },
  }));

  it('writes the pages of a small run in one transaction, beside the run file', async () => {
    const order: string[] = [];
    s3.on(PutObjectCommand).callsFake(({ Key }) => void order.push(Key));
    dynamodb.on(TransactWriteItemsCommand).callsFake(({ TransactItems }) => {
      for (const { Put } of TransactItems) order.push(Put.Item.sk.S);
      return {};
    });
    const release = await store.save(runOf(daNang));
    expect(order.toSorted()).toEqual([
      'META',
      'PAGE#provinces#dti#00001',
      'UNITS#provinces#00000',
      'runs/r1.json',
    ]);
    expect(release).toMatchObject({ results: 'h1', cohorts: [{ total: 'dti', unitChunks: 1 }] });
  });

  it('waits for another worker that writes the same run', async () => {
    const conflict = new TransactionCanceledException({
      message: 'Transaction cancelled',
      $metadata: {},
      CancellationReasons: [{ Code: 'TransactionConflict' }],
    });
    dynamodb.on(TransactWriteItemsCommand).rejectsOnce(conflict).resolves({});
    await store.save(runOf(daNang));
    expect(pauses).toEqual([1]);
  });

  it('writes what the table left unwritten again, after a pause', async () => {
    dynamodb
      .on(BatchWriteItemCommand)
      .callsFakeOnce(({ RequestItems }) => ({
        UnprocessedItems: { civindex: RequestItems.civindex.slice(1) },
      }))
      .resolves({});
    await store.save(runOf(...many));
    const sizes = dynamodb.commandCalls(BatchWriteItemCommand).map((_, call) => requestsOf(call).length);
    expect(sizes.toSorted((a, b) => a - b)).toEqual([20, 24, 25, 25, 25, 25, 25]);
    expect(pauses).toEqual([1]);
  });

  it('gives up when the table goes on leaving items unwritten', async () => {
    dynamodb
      .on(BatchWriteItemCommand)
      .callsFake(({ RequestItems }) => ({ UnprocessedItems: { ...RequestItems } }));
    await expect(store.save(runOf(...many))).rejects.toThrow('left 25 items unwritten 8 times');
  });

  it('keeps a node that nobody has a row at, so that its page can be asked for', async () => {
    dynamodb.on(TransactWriteItemsCommand).resolves({});
    await store.save(runOf());
    const [call] = dynamodb.commandCalls(TransactWriteItemsCommand);
    const page = call!.args[0].input.TransactItems![1]!.Put!.Item!;
    expect(page['sk']!.S).toBe('PAGE#provinces#dti#00001');
    expect(JSON.parse(page['body']!.S!)).toMatchObject({ total: 0, rows: [] });
  });

  it('names the item that would not fit the table', async () => {
    const long = { ...daNang, reason: name('x'.repeat(200_000)) };
    await expect(store.save(runOf(long))).rejects.toThrow(/RUN#r1 PAGE#provinces#dti#00001 takes \d+ bytes/);
  });
});
