import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { EditionRef } from '../../domain/methodology/edition-definition.ts';
import type { PartRegistration } from '../../use-cases/ports.ts';
import { editionStateKey, type Key, partKey } from './keys.ts';
import { putOf, type Table, updateOf } from './table.ts';

/**
 * Puts a part into an edition's dataset, on condition that the slot is empty or holds an older submission;
 * with `<=`, the same one too.
 */
export function slotWrite(
  table: Table,
  edition: EditionRef,
  registration: PartRegistration,
  comparison: '<' | '<=',
): TransactWriteItem {
  return putOf(table, slotItem(edition, registration), {
    ConditionExpression: `attribute_not_exists(pk) OR submissionId ${comparison} :id`,
    values: { ':id': registration.submissionId },
  });
}

export function slotItem(
  edition: EditionRef,
  { source, agency, submissionId, hash, kind }: PartRegistration,
): Key & PartRegistration {
  const slot = { source: editionAndCohort(source), agency, submissionId, hash, kind };
  return { ...partKey(edition, slot), ...slot };
}

const editionAndCohort = ({ index, period, cohort }: PartRegistration['source']) => ({
  index,
  period,
  cohort,
});

export const datasetGrowth = { UpdateExpression: 'ADD datasetVersion :one', values: { ':one': 1 } };

/** Tells the runs of the dataset as it was from those of the dataset as it becomes. */
export const datasetGrowthWrite = (table: Table, edition: EditionRef): TransactWriteItem =>
  updateOf(table, editionStateKey(edition), datasetGrowth);

/** The same, on condition that the edition has this definition still. */
export const datasetGrowthUnder = (table: Table, edition: EditionRef, definition: string) =>
  updateOf(table, editionStateKey(edition), {
    ...datasetGrowth,
    ...underDefinition(definition),
    values: { ...datasetGrowth.values, ...underDefinition(definition).values },
  });

/** On condition that the edition has this definition. */
export const underDefinition = (definition: string) => ({
  ConditionExpression: '#definition = :definition',
  ExpressionAttributeNames: { '#definition': 'definition' },
  values: { ':definition': definition },
});
