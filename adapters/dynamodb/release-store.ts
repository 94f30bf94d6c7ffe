import type { EditionRef } from '../../domain/methodology/edition-definition.ts';
import type { IndexPointers, ReleaseInPlace, ReleasePointer, ReleaseStore } from '../../use-cases/ports.ts';
import { backOff, type Pause } from '../system/pause.ts';
import { underDefinition } from './dataset.ts';
import { catalogue, editionStateKey, indexKey, releaseKey } from './keys.ts';
import {
  checkOf,
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

type Outcome = { outcome: 'published' | 'unchanged' | 'stale' | 'held'; revision: number };

/** A release on its way, and the definition that must be in force for it. */
type Proposal = {
  edition: EditionRef;
  release: Omit<ReleasePointer, 'revision'>;
  definition: string | undefined;
};

export function createReleaseStore({ pause = backOff, ...table }: Table & { pause?: Pause }): ReleaseStore {
  return {
    pointers: (index) => pointersOf(table, index),
    publish: (edition, release, { definition, seen } = {}) =>
      publish(table, { edition, release, definition }, seen, pause),
    async indices() {
      const entries = await queryAll<{ index: string }>(table, catalogue);
      return entries.map(({ index }) => index);
    },
  };
}

async function pointersOf(table: Table, index: string): Promise<IndexPointers> {
  const item = await getItem<Partial<IndexPointers>>(table, indexKey(index));
  const withdrawn = item?.withdrawn;
  return { index, editions: item?.editions ?? {}, ...(withdrawn && { withdrawn }) };
}

/** Where the last release was withdrawn, nothing is shown and nothing takes its place by itself. */
function inPlaceOf({ editions, withdrawn }: IndexPointers, period: string): ReleaseInPlace | null {
  const gone = withdrawn?.[period];
  if (editions[period] || !gone) return editions[period] ?? null;
  return { run: '', revision: gone.revision, datasetVersion: 0, held: true };
}

/** Decides by what is in place; when that moved meanwhile, decides again. */
async function publish(
  table: Table,
  proposal: Proposal,
  seen: ReleaseInPlace | null | undefined,
  pause: Pause,
): Promise<Outcome> {
  const { index, period } = proposal.edition;
  let inPlace = seen;
  for (let tries = 1; tries <= mostTries; tries += 1) {
    const outcome = await tryPublish(table, proposal, inPlace);
    if (outcome) return outcome;
    if (inPlace === undefined) await pause(tries);
    inPlace = undefined;
  }
  throw new Error(`The release of ${index}/${period} moved at each of ${mostTries} tries`);
}

/** @returns nothing when another worker moved the pointer between the read and the write. */
async function tryPublish(
  table: Table,
  proposal: Proposal,
  seen: ReleaseInPlace | null | undefined,
): Promise<Outcome | undefined> {
  const { index, period } = proposal.edition;
  try {
    const inPlace = seen === undefined ? inPlaceOf(await pointersOf(table, index), period) : seen;
    return await decide(table, proposal, inPlace);
  } catch (error) {
    if (isConflict(error)) return undefined;
    throw error;
  }
}

async function decide(
  table: Table,
  proposal: Proposal,
  inPlace: ReleaseInPlace | null,
): Promise<Outcome | undefined> {
  const { release } = proposal;
  if (inPlace?.run === release.run) return keep(table, proposal, inPlace);
  if (inPlace?.held) return { outcome: 'held', revision: inPlace.revision };
  if (inPlace && inPlace.datasetVersion > release.datasetVersion) return stale(inPlace);
  const revision = (inPlace?.revision ?? 0) + 1;
  const refused = await move(table, proposal, { ...release, revision }, inPlace);
  if (!refused) return { outcome: 'published', revision };
  return refused.has(place.definition) ? stale(inPlace) : undefined;
}

const stale = (inPlace: ReleaseInPlace | null): Outcome => ({
  outcome: 'stale',
  revision: inPlace?.revision ?? 0,
});

/** The same run of a newer dataset: nothing changes for readers, but an older dataset's run is stale from now on. */
async function keep(table: Table, { edition, release }: Proposal, inPlace: ReleaseInPlace) {
  const unchanged: Outcome = { outcome: 'unchanged', revision: inPlace.revision };
  if (release.datasetVersion <= inPlace.datasetVersion) return unchanged;
  const raised = await updateItem(table, indexKey(edition.index), {
    UpdateExpression: 'SET editions.#period.datasetVersion = :version',
    ConditionExpression: 'editions.#period.#run = :run AND editions.#period.datasetVersion < :version',
    ExpressionAttributeNames: { '#period': edition.period, '#run': 'run' },
    values: { ':run': release.run, ':version': release.datasetVersion },
  });
  return raised ? unchanged : undefined;
}

/** Of the writes of a release, the one that may refuse for its own reason. */
const place = { definition: 2 };

/** @returns refusals when the pointer is no longer where it was read, or the definition not in force. */
function move(
  table: Table,
  { edition, definition }: Proposal,
  pointer: ReleasePointer,
  inPlace: ReleaseInPlace | null,
): Promise<Refusals | undefined> {
  const asRead = inPlace
    ? {
        ConditionExpression:
          'editions.#period.revision = :revision AND editions.#period.datasetVersion = :version',
        values: { ':revision': inPlace.revision, ':version': inPlace.datasetVersion },
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
    ...(definition ? [checkOf(table, editionStateKey(edition), underDefinition(definition))] : []),
  ]);
}
