import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  paginateQuery,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { ReleaseRecord } from '../../use-cases/ports.ts';
import type {
  CatalogueEntry,
  Erratum,
  PublicIndex,
  PublicReader,
  UnitPlace,
} from '../../use-cases/read-ports.ts';
import { getItems } from '../dynamodb/batch-get.ts';
import {
  catalogue,
  editionReleases,
  indexErrata,
  indexKey,
  type Key,
  rankingPageKey,
  releaseKey,
  runKey,
  unitChunkKey,
} from '../dynamodb/keys.ts';
import type { RankingPage, RunSummary, UnitChunk } from '../dynamodb/run-items.ts';
import { chunkOf } from '../dynamodb/unit-chunks.ts';
import { toProfile, toRanking } from './stored-bodies.ts';

type Table = { client: DynamoDBClient; tableName: string };
type Item = Record<string, AttributeValue>;

/**
 * The public's reads. Eventually consistent, at half the price: a release is seen a moment later, and all of
 * it, since whatever a pointer leads to is read again consistently when the copy at hand lacks it.
 */
export function createPublicReader(table: Table): PublicReader {
  return {
    async catalogue() {
      const items = await query(table, catalogue);
      return items.map((item) => inKeyOrder(unmarshall(item)) as CatalogueEntry);
    },
    async index(index) {
      const item = await get(table, indexKey(index), false);
      return item && (inKeyOrder(unmarshall(item)) as PublicIndex);
    },
    async release(index, period, revision) {
      const item = await getWritten(table, releaseKey({ index, period }, revision));
      return item && (inKeyOrder(unmarshall(item)) as ReleaseRecord);
    },
    async releases(index, period) {
      const items = await query(table, editionReleases({ index, period }));
      return items.map((item) => inKeyOrder(unmarshall(item)) as ReleaseRecord).reverse();
    },
    async errata(index) {
      const items = await query(table, indexErrata(index));
      return items.map((item) => erratumOf(unmarshall(item) as Erratum)).reverse();
    },
    summary: (run) => body<RunSummary>(table, runKey(run)),
    async page(run, cohort, node, page) {
      const stored = await body<RankingPage>(table, rankingPageKey(run, cohort, node, page));
      return stored && toRanking(stored);
    },
    async profile(place, unit) {
      const chunk = await body<UnitChunk>(table, chunkKey(place, unit));
      return chunk && toProfile(chunk, unit);
    },
    async profiles(places, unit) {
      const chunks = await readChunks(
        table,
        places.map((place) => chunkKey(place, unit)),
      );
      return places.map((place) => {
        const chunk = chunks.get(nameOf(chunkKey(place, unit)));
        return chunk && toProfile(chunk, unit);
      });
    },
  };
}

/** The table gives a map's entries in any order; the same content must give the same bytes, and the same ETag. */
function inKeyOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inKeyOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, inKeyOrder(inner)]));
}

async function get({ client, tableName }: Table, key: Key, consistent: boolean) {
  const command = new GetItemCommand({
    TableName: tableName,
    Key: marshall(key),
    ConsistentRead: consistent,
  });
  return (await client.send(command)).Item;
}

/** What was written before the pointer that led here; a copy that lags may not have it yet. */
const getWritten = async (table: Table, key: Key) =>
  (await get(table, key, false)) ?? (await get(table, key, true));

async function body<Body>(table: Table, key: Key): Promise<Body | undefined> {
  const item = await getWritten(table, key);
  return item && (JSON.parse(item['body']!.S!) as Body);
}

const erratumOf = ({ period, revision, kind, at, note }: Erratum): Erratum => ({
  period,
  revision,
  kind,
  at,
  note: { vi: note.vi, en: note.en },
});

/** Every item of a partition, or those whose sort key begins with the prefix, in key order. */
async function query(
  { client, tableName }: Table,
  { pk, prefix }: { pk: string; prefix?: string },
): Promise<Item[]> {
  const pages = paginateQuery(
    { client },
    {
      TableName: tableName,
      KeyConditionExpression: prefix ? 'pk = :pk AND begins_with(sk, :prefix)' : 'pk = :pk',
      ExpressionAttributeValues: marshall({ ':pk': pk, ...(prefix && { ':prefix': prefix }) }),
    },
  );
  const items: Item[] = [];
  for await (const { Items } of pages) items.push(...(Items ?? []));
  return items;
}

const chunkKey = ({ run, cohort }: UnitPlace, unit: string): Key =>
  unitChunkKey(run, cohort.id, chunkOf(unit, cohort.unitChunks));

const nameOf = ({ pk, sk }: Key): string => `${pk} ${sk}`;

/** By name of key. What a lagging copy does not have yet is read again consistently. */
async function readChunks(table: Table, keys: Key[]): Promise<Map<string, UnitChunk>> {
  const chunks = new Map<string, UnitChunk>();
  for (const consistent of [false, true]) {
    const missing = keys.filter((key) => !chunks.has(nameOf(key)));
    for (const item of await getItems(table, missing, { consistent }))
      chunks.set(nameOf(unmarshall(item) as Key), JSON.parse(item['body']!.S!) as UnitChunk);
  }
  return chunks;
}
