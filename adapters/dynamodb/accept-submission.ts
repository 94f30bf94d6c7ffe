import type { Acceptance, Submission } from '../../use-cases/ports.ts';
import { datasetGrowthWrite, slotWrite } from './dataset.ts';
import { agencySubmissions } from './keys.ts';
import { changeOf, type Decision } from './submission-item.ts';
import { queryAll, type Table, transact } from './table.ts';

/** A transaction holds 100 writes: two for the submission, two for each edition. */
const mostEditions = 45;

/**
 * Input: a file that was found right, and the editions whose dataset it changes.
 * Output: whether it is part of them now.
 * Course: one transaction, which the submission's status and each slot may refuse. A slot that refuses holds a
 *   newer file, so this one is superseded before it was ever current.
 */
export async function acceptSubmission(
  table: Table,
  acceptance: Acceptance,
): Promise<'accepted' | 'superseded' | 'already-decided'> {
  const { submission, objectVersion, decidedAt, report, registration, touched } = acceptance;
  if (touched.length > mostEditions)
    throw new RangeError(
      `Submission ${submission.id} touches ${touched.length} editions; one transaction holds ${mostEditions}`,
    );
  const decision = { objectVersion, decidedAt, report, part: registration.hash };
  const refused = await transact(table, [
    ...changeOf(table, submission, 'awaiting-upload', { ...decision, status: 'accepted', touched }),
    ...touched.map((edition) => slotWrite(table, edition, registration, '<=')),
    ...touched.map((edition) => datasetGrowthWrite(table, edition)),
  ]);
  if (refused && !refused.has(0)) return supersede(table, submission, decision);
  const accepted = !refused || refused.get(0)?.['status'] === 'accepted';
  if (accepted) await supersedeOlder(table, acceptance);
  return refused ? 'already-decided' : 'accepted';
}

async function supersede(table: Table, submission: Submission, decision: Omit<Decision, 'status'>) {
  const outcome: Decision = { ...decision, status: 'superseded' };
  const refused = await transact(table, changeOf(table, submission, 'awaiting-upload', outcome));
  return refused ? 'already-decided' : 'superseded';
}

/**
 * Marks the files that this one took the place of. It comes after the acceptance and again with every retry
 * of it, so a crash in between leaves no file marked as current that is not. One that is refused is marked.
 */
async function supersedeOlder(table: Table, { registration }: Acceptance): Promise<void> {
  const { agency } = registration;
  for (const { id } of await acceptedBefore(table, registration))
    await transact(table, changeOf(table, { id, agency }, 'accepted', { status: 'superseded' }));
}

const acceptedBefore = (table: Table, { agency, submissionId, source }: Acceptance['registration']) =>
  queryAll<Pick<Submission, 'id'>>(table, agencySubmissions(agency), {
    FilterExpression:
      '#status = :accepted AND id < :id AND cohort = :cohort AND edition.#index = :index AND edition.#period = :period',
    ExpressionAttributeNames: { '#status': 'status', '#index': 'index', '#period': 'period' },
    values: {
      ':accepted': 'accepted',
      ':id': submissionId,
      ':cohort': source.cohort,
      ':index': source.index,
      ':period': source.period,
    },
  });
