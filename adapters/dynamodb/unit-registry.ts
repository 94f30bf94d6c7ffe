import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { type NameChunk, nameChunks, nameEntries } from '../../domain/units/name-search.ts';
import type { UnitSetRecord } from '../../domain/units/unit-records.ts';
import type { UnitRegistry } from '../../use-cases/ports.ts';
import { backOff, type Pause } from '../system/pause.ts';
import { writeAll } from './batch-write.ts';
import { type Key, nameChunkKey, unitKey, unitSetKey, unitSetNames } from './keys.ts';
import { queryAll, type Table, toItem } from './table.ts';

/**
 * New names first, those of chunks that are no more last: a search in between may find a unit by an old name, and
 * misses none.
 */
export const createUnitRegistry = ({
  pause = backOff,
  ...table
}: Table & { pause?: Pause }): UnitRegistry => ({
  async register(units, sets) {
    const chunks = sets.map((set) => ({ set: set.id, chunks: nameChunks(nameEntries(set.units)) }));
    const items = [
      ...units.map((unit) => ({ ...unitKey(unit.id), body: JSON.stringify(unit) })),
      ...sets.map((set) => ({ ...unitSetKey(set.id), body: JSON.stringify(described(set)) })),
      ...chunks.flatMap(({ set, chunks }) => chunks.map((chunk) => chunkItem(set, chunk))),
    ];
    await writeAll(table, items, pause);
    await Promise.all(chunks.map(({ set, chunks }) => removeOthers(table, set, chunks)));
  },
});

const described = ({ units, ...set }: UnitSetRecord) => ({ ...set, units: units.length });

const chunkItem = (set: string, { from, entries }: NameChunk) => ({
  ...nameChunkKey(set, from),
  body: JSON.stringify(entries),
});

async function removeOthers(table: Table, set: string, chunks: NameChunk[]): Promise<void> {
  const kept = new Set(chunks.map(({ from }) => nameChunkKey(set, from).sk));
  const stored = await queryAll<Key>(table, unitSetNames(set));
  for (const { pk, sk } of stored.filter((chunk) => !kept.has(chunk.sk)))
    await table.client.send(new DeleteItemCommand({ TableName: table.tableName, Key: toItem({ pk, sk }) }));
}
