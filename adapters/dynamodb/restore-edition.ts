import type { RestoredEdition } from '../../use-cases/replay-edition.ts';
import { backOff, type Pause } from '../system/pause.ts';
import { writeAll } from './batch-write.ts';
import { slotItem } from './dataset.ts';
import { indexKey, releaseKey } from './keys.ts';
import { type Table, updateItem } from './table.ts';

/** Writes what a replay found: files in force and releases first, what readers see last. */
export const createRestore =
  ({ pause = backOff, ...table }: Table & { pause?: Pause }) =>
  async ({ edition, slots, releases }: RestoredEdition): Promise<void> => {
    const items = [
      ...slots.map((slot) => slotItem(edition, slot)),
      ...releases.map((release) => ({ ...releaseKey(edition, release.revision), ...release })),
    ];
    await writeAll(table, items, pause);
    await updateItem(table, indexKey(edition.index), {
      UpdateExpression: 'SET editions.#period = :pointer',
      ExpressionAttributeNames: { '#period': edition.period },
      values: { ':pointer': releases.at(-1) },
    });
  };
