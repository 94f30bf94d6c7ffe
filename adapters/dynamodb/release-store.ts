import type { EditionRef } from '../../domain/methodology/edition-definition.ts';
import type { ReleasePointer, ReleaseStore } from '../../use-cases/ports.ts';
import { backOff, type Pause } from '../system/pause.ts';
import { catalogue, indexKey, releaseKey } from './keys.ts';
import {
  getItem,
  isConflict,
  putOf,
  queryAll,
  type Refusals,
  type Table,
  transact,
  updateItem,
  updateOf,
} from './table.ts';

const mostTries = 20;

type NewRelease = Omit<ReleasePointer, 'revision'>;
type Outcome = { outcome: 'published' | 'unchanged' | 'stale'; revision: number };

export function createReleaseStore({ pause = backOff, ...table }: Table & { pause?: Pause }): ReleaseStore {
  return {
    pointers: async (index) => ({ index, editions: await pointersOf(table, index) }),
    publish: (edition, release) => publish(table, edition, release, pause),
    async indices() {
      const entries = await queryAll<{ index: string }>(table, catalogue);
      return entries.map(({ index }) => index);
    },
  };
}

async function pointersOf(table: Table, index: string): Promise<Record<string, ReleasePointer>> {
  const item = await getItem<{ editions?: Record<string, ReleasePointer> }>(table, indexKey(index));
  return item?.editions ?? {};
}

/** Decides by what readers see now; when that moved meanwhile, decides again. */
async function publish(
  table: Table,
  edition: EditionRef,
  release: NewRelease,
  pause: Pause,
): Promise<Outcome> {
  for (let tries = 1; tries <= mostTries; tries += 1) {
    const outcome = await tryPublish(table, edition, release);
    if (outcome) return outcome;
    await pause(tries);
  }
  throw new Error(`The release of ${edition.index}/${edition.period} moved at each of ${mostTries} tries`);
}

/** @returns nothing when another worker moved the pointer between the read and the write. */
async function tryPublish(
  table: Table,
  edition: EditionRef,
  release: NewRelease,
): Promise<Outcome | undefined> {
  try {
    const current = (await pointersOf(table, edition.index))[edition.period];
    return await decide(table, edition, release, current);
  } catch (error) {
    if (isConflict(error)) return undefined;
    throw error;
  }
}

async function decide(
  table: Table,
  edition: EditionRef,
  release: NewRelease,
  current: ReleasePointer | undefined,
): Promise<Outcome | undefined> {
  const revision = (current?.revision ?? 0) + 1;
  if (current?.run === release.run) return keep(table, edition, release, current);
  if (current && current.datasetVersion > release.datasetVersion)
    return { outcome: 'stale', revision: current.revision };
  const refused = await move(table, edition, { ...release, revision }, current);
  return refused ? undefined : { outcome: 'published', revision };
}

/** The same run of a newer dataset: nothing changes for readers, but an older dataset's run is stale from now on. */
async function keep(table: Table, edition: EditionRef, release: NewRelease, current: ReleasePointer) {
  const unchanged: Outcome = { outcome: 'unchanged', revision: current.revision };
  if (release.datasetVersion <= current.datasetVersion) return unchanged;
  const raised = await updateItem(table, indexKey(edition.index), {
    UpdateExpression: 'SET editions.#period.datasetVersion = :version',
    ConditionExpression: 'editions.#period.#run = :run AND editions.#period.datasetVersion < :version',
    ExpressionAttributeNames: { '#period': edition.period, '#run': 'run' },
    values: { ':run': release.run, ':version': release.datasetVersion },
  });
  return raised ? unchanged : undefined;
}

/** @returns refusals when the pointer is no longer where it was read. */
function move(
  table: Table,
  edition: EditionRef,
  pointer: ReleasePointer,
  current: ReleasePointer | undefined,
): Promise<Refusals | undefined> {
  const asRead = current
    ? {
        ConditionExpression:
          'editions.#period.revision = :revision AND editions.#period.datasetVersion = :version',
        values: { ':revision': current.revision, ':version': current.datasetVersion },
      }
    : { ConditionExpression: 'attribute_not_exists(editions.#period)' };
  return transact(table, [
    updateOf(table, indexKey(edition.index), {
      UpdateExpression: 'SET editions.#period = :pointer',
      ExpressionAttributeNames: { '#period': edition.period },
      ...asRead,
      values: { ...asRead.values, ':pointer': pointer },
    }),
    putOf(
      table,
      { ...releaseKey(edition, pointer.revision), ...pointer },
      { ConditionExpression: 'attribute_not_exists(pk)' },
    ),
  ]);
}
