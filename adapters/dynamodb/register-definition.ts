import type { EditionDefinition, EditionRef } from '../../domain/methodology/edition-definition.ts';
import type { AgendaEntry } from '../../use-cases/ports.ts';
import { catalogueKey, editionKey, editionStateKey, indexKey, periodEditionKey } from './keys.ts';
import { getItem, putItem, type Table, updateItem } from './table.ts';

/**
 * Makes the definition current, unless a newer definitions submission was there first.
 *
 * Each item remembers the submission that wrote it and refuses an older one, so the items end the same in
 * whatever order registrations arrive. The edition's state is written last: a retry after a crash before it
 * still reports `registered`.
 */
export async function registerDefinition(
  table: Table,
  definition: EditionDefinition,
  hash: string,
  submissionId: string,
): Promise<'registered' | 'unchanged' | 'superseded'> {
  const edition = { index: definition.index.id, period: definition.period };
  await listIndicators(table, edition, definition, submissionId);
  await describeIndex(table, definition.index, submissionId);
  await listEdition(table, edition, definition, submissionId);
  return makeCurrent(table, edition, hash, submissionId);
}

const notNewer = 'attribute_not_exists(definitionSubmission) OR definitionSubmission <= :submission';

async function listIndicators(
  table: Table,
  edition: EditionRef,
  { cohorts }: EditionDefinition,
  definitionSubmission: string,
): Promise<void> {
  const indicators = cohorts.flatMap((cohort) => (cohort.origin === 'imported' ? [] : cohort.indicators));
  const entry = {
    ...periodEditionKey(edition),
    index: edition.index,
    definitionSubmission,
    // The table knows no empty set: an edition that only reprints has none.
    indicators: indicators.length > 0 ? new Set(indicators.map(({ id }) => id)) : undefined,
  };
  await putItem(table, entry, {
    ConditionExpression: notNewer,
    values: { ':submission': definitionSubmission },
  });
}

/** What was told of its deadlines stays: the entry is changed, not replaced. */
function listEdition(table: Table, edition: EditionRef, definition: EditionDefinition, by: string) {
  const { name, submission, cohorts, reporters, reviewers } = agendaEntry(edition, definition);
  return updateItem(table, editionKey(edition), {
    UpdateExpression:
      'SET #index = :index, #period = :period, #name = :name, #window = :window, cohorts = :cohorts, ' +
      'reporters = :reporters, reviewers = :reviewers, definitionSubmission = :submission',
    ConditionExpression: notNewer,
    ExpressionAttributeNames: {
      '#index': 'index',
      '#period': 'period',
      '#name': 'name',
      '#window': 'window',
    },
    values: {
      ':index': edition.index,
      ':period': edition.period,
      ':name': name,
      ':window': submission,
      ':cohorts': cohorts,
      ':reporters': reporters,
      ':reviewers': reviewers,
      ':submission': by,
    },
  });
}

const agendaEntry = (
  edition: EditionRef,
  { index, submission, cohorts, reporters, reviewers = [] }: EditionDefinition,
): AgendaEntry => ({
  ...edition,
  name: index.name,
  submission,
  cohorts: cohorts.flatMap(({ origin, id, name }) => (origin === 'restated' ? [] : [{ id, name }])),
  reporters: reporters.map(({ agency, cohorts }) => ({ agency, ...(cohorts && { cohorts }) })),
  reviewers,
});

/** An index is described by whichever of its editions was defined last. */
async function describeIndex(
  table: Table,
  { id, name, shortName, description, publisher }: EditionDefinition['index'],
  definitionSubmission: string,
): Promise<void> {
  const entry = {
    ...catalogueKey(id),
    index: id,
    definitionSubmission,
    name,
    shortName,
    description,
    publisher,
  };
  await putItem(table, entry, {
    ConditionExpression: notNewer,
    values: { ':submission': definitionSubmission },
  });
  await updateItem(table, indexKey(id), {
    UpdateExpression:
      'SET #index = :index, #name = :name, shortName = :shortName, publisher = :publisher, ' +
      'definitionSubmission = :submission, editions = if_not_exists(editions, :none)',
    ConditionExpression: notNewer,
    ExpressionAttributeNames: { '#index': 'index', '#name': 'name' },
    values: {
      ':index': id,
      ':name': name,
      ':shortName': shortName,
      ':publisher': publisher,
      ':submission': definitionSubmission,
      ':none': {},
    },
  });
}

async function makeCurrent(
  table: Table,
  edition: EditionRef,
  hash: string,
  submissionId: string,
): Promise<'registered' | 'unchanged' | 'superseded'> {
  const key = editionStateKey(edition);
  const values = { ':hash': hash, ':submission': submissionId };
  const ExpressionAttributeNames = { '#definition': 'definition' };
  const replaced = await updateItem(table, key, {
    UpdateExpression: 'SET #definition = :hash, definitionSubmission = :submission ADD datasetVersion :one',
    ConditionExpression: `(attribute_not_exists(#definition) OR #definition <> :hash) AND (${notNewer})`,
    ExpressionAttributeNames,
    values: { ...values, ':one': 1 },
  });
  if (replaced) return 'registered';

  // Said again by a newer submission, it outranks what an older one may still bring.
  const confirmed = await updateItem(table, key, {
    UpdateExpression: 'SET definitionSubmission = :submission',
    ConditionExpression: '#definition = :hash AND definitionSubmission <= :submission',
    ExpressionAttributeNames,
    values,
  });
  if (confirmed) return 'unchanged';

  const state = await getItem<{ definition: string; definitionSubmission: string }>(table, key);
  if (state && state.definitionSubmission > submissionId)
    return state.definition === hash ? 'unchanged' : 'superseded';
  // Another registration came between the two writes: what holds now decides.
  return makeCurrent(table, edition, hash, submissionId);
}
