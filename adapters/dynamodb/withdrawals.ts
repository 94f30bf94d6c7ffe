import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { EditionRef } from '../../domain/methodology/edition-definition.ts';
import type { Submission, SubmissionStatus } from '../../use-cases/ports.ts';
import type { Withdrawal, Withdrawals } from '../../use-cases/withdraw-submission.ts';
import { datasetGrowthWrite, slotItem } from './dataset.ts';
import { partKey } from './keys.ts';
import { changeOf } from './submission-item.ts';
import { checkOf, deleteOf, putOf, type Table, transact } from './table.ts';

/** What an accepted file is stored as; which of them is in force, the slot says. */
const kept: SubmissionStatus[] = ['accepted', 'superseded'];

export const createWithdrawals = (table: Table): Withdrawals => ({
  async withdraw(withdrawal) {
    const { submission, status, at, holding, previous } = withdrawal;
    const from: SubmissionStatus[] = status === 'cancelled' ? ['awaiting-upload'] : kept;
    const refused = await transact(table, [
      ...changeOf(table, submission, from, { status, withdrawnAt: at }),
      ...(previous ? changeOf(table, previous.submission, kept, { status: 'accepted' }) : []),
      ...(holding.length === 0 ? [stillWithoutSlot(table, submission)] : []),
      ...holding.map((edition) => slotChange(table, edition, withdrawal)),
      ...holding.map((edition) => datasetGrowthWrite(table, edition)),
    ]);
    return refused ? 'changed' : 'done';
  },
});

/** The slot passes to the previous file, or becomes empty, on condition that it still holds this one. */
function slotChange(
  table: Table,
  edition: EditionRef,
  { submission, previous }: Withdrawal,
): TransactWriteItem {
  const condition = { ConditionExpression: 'submissionId = :id', values: { ':id': submission.id } };
  return previous
    ? putOf(table, slotItem(edition, previous.registration), condition)
    : deleteOf(table, partKey(edition, slotOf(submission)), condition);
}

/** The withdrawal of a newer file may have brought this one back. */
const stillWithoutSlot = (table: Table, submission: Submission): TransactWriteItem =>
  checkOf(table, partKey(submission.edition!, slotOf(submission)), {
    ConditionExpression: 'attribute_not_exists(pk) OR submissionId <> :id',
    values: { ':id': submission.id },
  });

const slotOf = ({ edition, cohort, agency }: Submission) => ({
  source: { ...edition!, cohort: cohort! },
  agency,
});
