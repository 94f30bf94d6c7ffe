import {
  BatchGetItemCommand,
  DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import {
  catalogueKey,
  indexKey,
  type Key,
  periodEditionKey,
  planKey,
  releaseKey,
} from '../../../adapters/dynamodb/keys.ts';
import { itemsOf } from '../../../adapters/dynamodb/run-items.ts';
import { chunkCount } from '../../../adapters/dynamodb/unit-chunks.ts';
import { createUnitRegistry } from '../../../adapters/dynamodb/unit-registry.ts';
import { createPublicReader } from '../../../adapters/public-reader/dynamodb-public-reader.ts';
import type { Text } from '../../../domain/methodology/definitions.ts';
import type { EditionDefinition } from '../../../domain/methodology/edition-definition.ts';
import type { PlanDefinition } from '../../../domain/methodology/resolve-plan.ts';
import type { Run } from '../../../domain/release/run.ts';
import type { Part } from '../../../domain/submission/part.ts';
import type { UnitRecord, UnitSetRecord } from '../../../domain/units/unit-records.ts';
import type { Records } from '../../../lambdas/public-api/analysis-operations.ts';
import type { ReleasePointer } from '../../../use-cases/ports.ts';

const describe = (index: string) => ({
  index,
  name: { vi: `Chỉ số ${index}`, en: `The ${index} index` },
  shortName: index.toUpperCase(),
  publisher: { name: { vi: 'Bộ Thông tin và Truyền thông', en: 'Ministry of Information' } },
});

type Item = Key & Record<string, unknown>;

/** Where the service says it is. */
export const service = 'https://civindex.test';

/** A table in memory behind the real adapter: holds what the writing side would have written, counts reads. */
export class PublicTable {
  readonly items = new Map<string, Item>();
  readonly pointers: Record<string, Record<string, ReleasePointer>> = {};
  readonly client = new DynamoDBClient({ region: 'ap-southeast-1' });
  readonly sent = mockClient(this.client);
  readonly reader = createPublicReader({ client: this.client, tableName: 'civindex' });
  /** What a handler needs; it is the year 2026. */
  readonly ports = {
    reader: this.reader,
    clock: { now: () => new Date('2026-11-22T00:00:00Z') },
    openRecords: async () => this.records,
    address: () => service,
  };
  readonly runs = new Map<string, Run>();
  /** By hash, and analyses by run and name. */
  readonly definitions = new Map<string, EditionDefinition>();
  readonly parts = new Map<string, Part>();
  readonly analyses = new Map<string, unknown>();
  readonly records: Records = {
    records: {
      getDefinition: async (hash) => this.definitions.get(hash),
      getPart: async (hash) => this.parts.get(hash),
    },
    analyses: {
      get: async <Analysis>(run: string, name: string) =>
        structuredClone(this.analyses.get(`${run}/${name}`)) as Analysis | undefined,
      put: async (run, name, analysis) => void this.analyses.set(`${run}/${name}`, structuredClone(analysis)),
    },
  };

  /** Whether maps come back last entry first: DynamoDB keeps no order. */
  reversed = false;

  constructor() {
    this.sent.on(GetItemCommand).callsFake(({ Key }) => {
      const item = this.items.get(`${Key.pk.S} ${Key.sk.S}`);
      return { Item: item && this.stored(item) };
    });
    this.sent.on(BatchGetItemCommand).callsFake(({ RequestItems }) => {
      const keys: Record<string, { S: string }>[] = RequestItems.civindex.Keys;
      const items = keys.map(({ pk, sk }) => this.items.get(`${pk!.S} ${sk!.S}`));
      // In any order, and nothing for what there is not.
      return {
        Responses: { civindex: items.flatMap((item) => (item ? [this.stored(item)] : [])).reverse() },
      };
    });
    this.sent.on(TransactWriteItemsCommand).callsFake(({ TransactItems }) => {
      for (const { Put } of TransactItems) if (Put) this.put(unmarshall(Put.Item) as Item);
      return {};
    });
    this.sent.on(UpdateItemCommand).callsFake(({ Key, ExpressionAttributeValues: values }) => {
      const { pk, sk } = unmarshall(Key) as Key;
      this.put({ ...this.items.get(`${pk} ${sk}`)!, intervals: values[':intervals'].S });
      return {};
    });
    this.sent.on(QueryCommand).callsFake(({ ExpressionAttributeValues: values, ScanIndexForward, Limit }) => {
      const found = [...this.items.values()]
        .filter(({ pk }) => pk === values[':pk'].S)
        .filter(({ sk }) => !values[':sk'] || sk <= values[':sk'].S)
        .filter(({ sk }) => sk.startsWith(values[':prefix']?.S ?? ''))
        .sort((a, b) => (a.sk < b.sk ? -1 : 1));
      if (ScanIndexForward === false) found.reverse();
      return { Items: found.slice(0, Limit).map((item) => this.stored(item)) };
    });
  }

  private stored(item: Record<string, unknown>) {
    return marshall(this.reversed ? (lastEntryFirst(item) as Record<string, unknown>) : item);
  }

  put(item: Item): void {
    this.items.set(`${item.pk} ${item.sk}`, item);
  }

  /** The run is computed, its rows are written; nobody sees it yet. */
  save(run: Run): void {
    this.runs.set(run.id, run);
    for (const item of itemsOf(run)) this.put(item);
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
      comparedWith: run.inputs.previous,
      ...(run.sample && { sample: run.sample }),
      cohorts: run.cohorts.map(({ id, origin, nodes, unitSet }, place) => ({
        id,
        origin,
        total: nodes[0]!.code,
        nodes: nodes.map(({ code }) => code),
        unitChunks: chunkCount(run.cohorts[place]!),
        units: nodes[0]!.statistics.units,
        unitSet: unitSet.id,
      })),
    };
    this.pointers[index] = { ...this.pointers[index], [period]: pointer };
    this.put({ ...releaseKey({ index, period }, revision), ...pointer });
    this.put({ ...indexKey(index), ...describe(index), editions: this.pointers[index] });
    const description = { vi: 'Xếp hạng hằng năm', en: 'Yearly ranking' };
    this.put({ ...catalogueKey(index), ...describe(index), description });
  }

  /** The definition that a run names, and the edition among those that use its indicators. */
  define(hash: string, definition: EditionDefinition): void {
    this.definitions.set(hash, definition);
    const edition = { index: definition.index.id, period: definition.period };
    const used = definition.cohorts.flatMap((cohort) =>
      cohort.origin === 'imported' ? [] : cohort.indicators.map(({ id }) => id),
    );
    const indicators = used.length > 0 && { indicators: new Set(used) };
    this.put({ ...periodEditionKey(edition), index: edition.index, ...indicators });
  }

  /** The last release of an edition is taken back, and nothing takes its place. */
  withdraw(index: string, period: string, withdrawn: { at: string; note: Text }): void {
    const { [period]: pointer, ...editions } = this.pointers[index]!;
    this.pointers[index] = editions;
    const { revision } = pointer!;
    this.put({ ...releaseKey({ index, period }, revision), ...pointer!, withdrawn });
    const taken = { [period]: { revision, ...withdrawn } };
    this.put({ ...indexKey(index), ...describe(index), editions, withdrawn: taken });
  }

  /** Units and the names that they are found by. */
  async register(units: UnitRecord[], sets: UnitSetRecord[]): Promise<void> {
    await createUnitRegistry({ client: this.client, tableName: 'civindex' }).register(units, sets, '01J1');
    this.sent.resetHistory();
  }

  plan(plan: PlanDefinition): void {
    this.put({ ...planKey(plan.id), body: JSON.stringify(plan) });
  }

  /** Kinds of requests to the store, in order. */
  reads(): string[] {
    return this.sent.calls().map(({ args }) => args[0].constructor.name.replace('Command', ''));
  }
}

function lastEntryFirst(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lastEntryFirst);
  if (typeof value !== 'object' || value === null || value instanceof Set) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, inner]) => [key, lastEntryFirst(inner)]));
}
