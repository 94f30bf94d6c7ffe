import { BatchGetItemCommand, DynamoDBClient, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { catalogueKey, indexKey, type Key, releaseKey } from '../../../adapters/dynamodb/keys.ts';
import { rowItems, summaryItem } from '../../../adapters/dynamodb/run-items.ts';
import { chunkCount } from '../../../adapters/dynamodb/unit-chunks.ts';
import { createPublicReader } from '../../../adapters/public-reader/dynamodb-public-reader.ts';
import type { Run } from '../../../domain/release/run.ts';
import type { ReleasePointer } from '../../../use-cases/ports.ts';

const describe = (index: string) => ({
  index,
  name: { vi: `Chỉ số ${index}`, en: `The ${index} index` },
  shortName: index.toUpperCase(),
  publisher: { name: { vi: 'Bộ Thông tin và Truyền thông', en: 'Ministry of Information' } },
});

/** A table in memory behind the real adapter: holds what the writing side would have written, counts reads. */
export class PublicTable {
  readonly items = new Map<string, Record<string, unknown>>();
  readonly pointers: Record<string, Record<string, ReleasePointer>> = {};
  readonly client = new DynamoDBClient({ region: 'ap-southeast-1' });
  readonly sent = mockClient(this.client);
  readonly reader = createPublicReader({ client: this.client, tableName: 'civindex' });

  /** Whether maps come back last entry first: DynamoDB keeps no order. */
  reversed = false;

  constructor() {
    this.sent.on(GetItemCommand).callsFake(({ Key }) => {
      const item = this.items.get(`${Key.pk.S} ${Key.sk.S}`);
      return { Item: item && this.stored(item) };
    });
    this.sent.on(BatchGetItemCommand).callsFake(({ RequestItems }) => {
      const items = RequestItems.civindex.Keys.map(({ pk, sk }: Record<string, { S: string }>) =>
        this.items.get(`${pk!.S} ${sk!.S}`),
      );
      return { Responses: { civindex: items.filter(Boolean).map(this.stored, this) } };
    });
    this.sent.on(QueryCommand).callsFake(({ ExpressionAttributeValues: values }) => {
      const prefix = `${values[':pk'].S} ${values[':prefix']?.S ?? ''}`;
      const keys = [...this.items.keys()].filter((key) => key.startsWith(prefix));
      return { Items: keys.sort().map((key) => this.stored(this.items.get(key)!)) };
    });
  }

  private stored(item: Record<string, unknown>) {
    return marshall(this.reversed ? (lastEntryFirst(item) as Record<string, unknown>) : item);
  }

  put(item: Key & Record<string, unknown>): void {
    this.items.set(`${item.pk} ${item.sk}`, item);
  }

  /** The run is computed, its rows are written; nobody sees it yet. */
  save(run: Run): void {
    for (const item of rowItems(run)) this.put(item);
    this.put(summaryItem(run));
  }

  release(run: Run, revision: number): void {
    this.save(run);
    const { index, period } = run;
    const pointer: ReleasePointer = {
      run: run.id,
      results: run.results,
      revision,
      datasetVersion: revision,
      publishedAt: `${Number(period) + 1}-07-0${revision}T02:00:00.000Z`,
      comparedWith: null,
      ...(run.sample && { sample: run.sample }),
      cohorts: run.cohorts.map(({ id, origin, nodes }, place) => ({
        id,
        origin,
        total: nodes[0]!.code,
        nodes: nodes.map(({ code }) => code),
        unitChunks: chunkCount(run.cohorts[place]!),
      })),
    };
    this.pointers[index] = { ...this.pointers[index], [period]: pointer };
    this.put({ ...releaseKey({ index, period }, revision), ...pointer });
    this.put({ ...indexKey(index), ...describe(index), editions: this.pointers[index] });
    const description = { vi: 'Xếp hạng hằng năm', en: 'Yearly ranking' };
    this.put({ ...catalogueKey(index), ...describe(index), description });
  }

  /** Kinds of requests to the store, in order. */
  reads(): string[] {
    return this.sent.calls().map(({ args }) => args[0].constructor.name.replace('Command', ''));
  }
}

function lastEntryFirst(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lastEntryFirst);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, inner]) => [key, lastEntryFirst(inner)]));
}
