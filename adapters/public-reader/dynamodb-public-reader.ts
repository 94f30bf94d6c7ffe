import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  paginateQuery,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import type { PlanDefinition } from '../../domain/methodology/resolve-plan.ts';
import type { NameEntry } from '../../domain/units/name-search.ts';
import type { UnitRecord } from '../../domain/units/unit-records.ts';
import { JsonText } from '../../use-cases/json-text.ts';
import type { PartRegistration, ReleaseRecord } from '../../use-cases/ports.ts';
import type {
  CatalogueEntry,
  EditionSummary,
  Erratum,
  PublicIndex,
  PublicReader,
  PublicUnitSet,
  UnitPlace,
} from '../../use-cases/read-ports.ts';
import { getItems } from '../dynamodb/batch-get.ts';
import {
  catalogue,
  editionParts,
  editionReleases,
  indexErrata,
  indexKey,
  type Key,
  nameChunkKey,
  periodEditions,
  plans,
  rankingPageKey,
  releaseKey,
  runKey,
  unitChunkKey,
  unitKey,
  unitSets,
  viewPageKey,
} from '../dynamodb/keys.ts';
import { chunkOf } from '../dynamodb/unit-chunks.ts';
import { plainItem, plainWhenAsked } from './plain-value.ts';
import { type Texts, toProfile, toRanking } from './stored-bodies.ts';

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
      return items.map((item) => plainItem(item) as unknown as CatalogueEntry);
    },
    async index(index) {
      const item = await get(table, indexKey(index), false);
      if (!item) return undefined;
      const { editions, ...described } = item;
      const released = plainWhenAsked(editions?.M ?? {});
      return { ...plainItem(described), editions: released } as unknown as PublicIndex;
    },
    async release(index, period, revision) {
      const item = await getWritten(table, releaseKey({ index, period }, revision));
      return item && (plainItem(item) as unknown as ReleaseRecord);
    },
    async releases(index, period) {
      const items = await query(table, editionReleases({ index, period }));
      return items.map((item) => plainItem(item) as unknown as ReleaseRecord).reverse();
    },
    async errata(index) {
      const items = await query(table, indexErrata(index));
      return items.map((item) => erratumOf(plainItem(item) as unknown as Erratum)).reverse();
    },
    async summary(run) {
      const stored = await texts(table, runKey(run));
      return stored && summaryOf(stored).value;
    },
    async summaryText(run) {
      const stored = await texts(table, runKey(run));
      return stored && summaryOf(stored);
    },
    async page(run, cohort, node, page, { view, rows } = {}) {
      const key = view ? viewPageKey(run, cohort, node, view, page) : rankingPageKey(run, cohort, node, page);
      const stored = await texts(table, key);
      return stored && toRanking(stored, rows);
    },
    async pages(run, cohort, nodes) {
      const keys = nodes.map((node) => rankingPageKey(run, cohort, node, 1));
      const found = await readTexts(table, keys);
      return keys.flatMap((key) => {
        const page = found.get(nameOf(key));
        return page ? [toRanking(page)] : [];
      });
    },
    async overview(run, cohort, node, previous) {
      const keys = [rankingPageKey(run, cohort, node, 1), ...(previous ? [runKey(previous)] : [])];
      const found = await readTexts(table, keys);
      const [page, before] = keys.map((key) => found.get(nameOf(key)));
      if (!page || (previous && !before)) return undefined;
      return {
        page: toRanking(page, { from: 0, to: 2 }),
        ...(before && { previous: summaryOf(before) }),
      };
    },
    async profile(place, unit) {
      const chunk = await texts(table, chunkKey(place, unit));
      return chunk && toProfile(chunk, unit);
    },
    async profiles(places, unit, node) {
      const keys = places.map((place) => chunkKey(place, unit));
      const chunks = await readTexts(table, keys);
      return places.map(({ cohort }, order) => {
        const chunk = chunks.get(nameOf(keys[order]!));
        return chunk && toProfile(chunk, unit, node ?? cohort.total);
      });
    },
    async profilesOf(place, units) {
      const chunks = await readTexts(
        table,
        units.map((unit) => chunkKey(place, unit)),
      );
      return units.flatMap((unit) => {
        const chunk = chunks.get(nameOf(chunkKey(place, unit)));
        return (chunk && toProfile(chunk, unit)) ?? [];
      });
    },
    async unit(unit) {
      const item = await get(table, unitKey(unit), false);
      return item && bodyOf<UnitRecord>(item);
    },
    unitSets: async () => (await query(table, unitSets)).map((item) => bodyOf<PublicUnitSet>(item)),
    async names(unitSet, key) {
      const item = await lastAtOrBefore(table, nameChunkKey(unitSet, key));
      return item ? bodyOf<NameEntry[]>(item) : [];
    },
    async parts(edition) {
      const items = await query(table, editionParts(edition));
      return items.map((item) => plainItem(item) as unknown as PartRegistration);
    },
    plans: async () => (await query(table, plans)).map((item) => bodyOf<PlanDefinition>(item)),
    async indicesUsing(period, indicators) {
      const items = await query(table, periodEditions(period));
      return items
        .filter(({ indicators: used }) => used?.SS?.some((each) => indicators.includes(each)))
        .map(({ index }) => index!.S!);
    },
  };
}

async function get({ client, tableName }: Table, key: Key, consistent: boolean) {
  const command = new GetItemCommand({
    TableName: tableName,
    Key: { pk: { S: key.pk }, sk: { S: key.sk } },
    ConsistentRead: consistent,
  });
  return (await client.send(command)).Item;
}

/** What was written before the pointer that led here; a copy that lags may not have it yet. */
const getWritten = async (table: Table, key: Key) =>
  (await get(table, key, false)) ?? (await get(table, key, true));

async function texts(table: Table, key: Key): Promise<Texts | undefined> {
  const item = await getWritten(table, key);
  return item && textsOf(item);
}

const textsOf = ({ body, intervals }: Item): Texts => ({ body: body!.S!, intervals: intervals?.S });
const summaryOf = ({ body }: Texts) => new JsonText<EditionSummary>(body);
const bodyOf = <Body>({ body }: Item): Body => JSON.parse(body!.S!);

async function lastAtOrBefore({ client, tableName }: Table, { pk, sk }: Key): Promise<Item | undefined> {
  const command = new QueryCommand({
    TableName: tableName,
    KeyConditionExpression: 'pk = :pk AND sk <= :sk',
    ExpressionAttributeValues: { ':pk': { S: pk }, ':sk': { S: sk } },
    ScanIndexForward: false,
    Limit: 1,
  });
  return (await client.send(command)).Items?.[0];
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
      ExpressionAttributeValues: { ':pk': { S: pk }, ...(prefix && { ':prefix': { S: prefix } }) },
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
async function readTexts(table: Table, keys: Key[]): Promise<Map<string, Texts>> {
  const found = new Map<string, Texts>();
  for (const consistent of [false, true]) {
    const missing = keys.filter((key) => !found.has(nameOf(key)));
    for (const item of await getItems(table, missing, { consistent }))
      found.set(nameOf({ pk: item['pk']!.S!, sk: item['sk']!.S! }), textsOf(item));
  }
  return found;
}
