import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { type NameChunk, nameChunks, nameEntries } from '../../domain/units/name-search.ts';
import type { UnitRecord, UnitSetRecord } from '../../domain/units/unit-records.ts';
import type { UnitRegistry } from '../../use-cases/ports.ts';
import { backOff, type Pause } from '../system/pause.ts';
import { type Key, nameChunkKey, unitKey, unitSetKey, unitSetNames } from './keys.ts';
import { checkOf, deleteOf, putOf, queryAll, type Table, transactPatiently } from './table.ts';

/** Of the writes that one transaction holds, besides the check of the set. */
const batchSize = 25;

type PatientTable = Table & { pause: Pause };

/**
 * Each item remembers the submission that wrote it and refuses an older one, as definitions do. Of a set's names,
 * the new ones come first and go only where the set is still this submission's; those of chunks that are no more
 * go last: a search in between may find a unit by an old name, and misses none.
 */
export const createUnitRegistry = ({
  pause = backOff,
  ...table
}: Table & { pause?: Pause }): UnitRegistry => ({
  async register(units, sets, submission) {
    const patient = { ...table, pause };
    await registerUnits(patient, units, submission);
    for (const set of sets) await registerSet(patient, set, submission);
  },
});

const notNewer = (definitionSubmission: string) => ({
  ConditionExpression: 'attribute_not_exists(pk) OR definitionSubmission <= :submission',
  values: { ':submission': definitionSubmission },
});

async function registerUnits({ pause, ...table }: PatientTable, units: UnitRecord[], by: string) {
  const writes = units.map((unit) =>
    putOf(table, { ...unitKey(unit.id), definitionSubmission: by, body: JSON.stringify(unit) }, notNewer(by)),
  );
  for (let batch of batchesOf(writes))
    while (batch.length > 0) {
      const refused = await transactPatiently(table, batch, pause);
      // A unit that a newer submission has written stays, and holds up no other.
      batch = refused ? batch.filter((_, place) => !refused.has(place)) : [];
    }
}

async function registerSet({ pause, ...table }: PatientTable, set: UnitSetRecord, by: string) {
  const { units, ...described } = set;
  const body = JSON.stringify({ ...described, units: units.length });
  const item = { ...unitSetKey(set.id), definitionSubmission: by, body };
  if (await transactPatiently(table, [putOf(table, item, notNewer(by))], pause)) return;
  const chunks = nameChunks(nameEntries(units)).map((chunk) => chunkItem(set.id, chunk));
  const kept = new Set(chunks.map(({ sk }) => sk));
  const stored = await queryAll<Key>(table, unitSetNames(set.id));
  const writes = [
    ...chunks.map((chunk) => putOf(table, chunk)),
    ...stored.filter(({ sk }) => !kept.has(sk)).map(({ pk, sk }) => deleteOf(table, { pk, sk }, {})),
  ];
  const stillOurs = checkOf(table, unitSetKey(set.id), {
    ConditionExpression: 'definitionSubmission = :submission',
    values: { ':submission': by },
  });
  for (const batch of batchesOf(writes))
    if (await transactPatiently(table, [stillOurs, ...batch], pause)) return;
}

const chunkItem = (set: string, { from, entries }: NameChunk) => ({
  ...nameChunkKey(set, from),
  body: JSON.stringify(entries),
});

const batchesOf = (writes: TransactWriteItem[]): TransactWriteItem[][] =>
  Array.from({ length: Math.ceil(writes.length / batchSize) }, (_, batch) =>
    writes.slice(batch * batchSize, (batch + 1) * batchSize),
  );
