import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Submission, SubmissionStatus } from '../../use-cases/ports.ts';
import { agencySubmissionKey, submissionKey } from './keys.ts';
import { readReport, storedReport } from './stored-report.ts';
import { putOf, type Table, updateOf } from './table.ts';

/** How a submission was judged. */
export type Decision = Pick<
  Submission,
  'status' | 'objectVersion' | 'decidedAt' | 'part' | 'report' | 'touched'
>;

/** The submission, and what its agency's list shows of it. */
export function creationOf(table: Table, submission: Submission): TransactWriteItem[] {
  const { report, touched, objectVersion, part, definition, ...listed } = submission;
  const stored = { ...submission, report: report && storedReport(report) };
  return [
    putOf(
      table,
      { ...submissionKey(submission.id), ...stored },
      { ConditionExpression: 'attribute_not_exists(pk)' },
    ),
    putOf(table, { ...agencySubmissionKey(submission.agency, submission.id), ...listed }),
  ];
}

export function submissionOf({ pk, sk, report, ...fields }: Record<string, unknown>): Submission {
  const submission = fields as Submission;
  return typeof report === 'string' ? { ...submission, report: readReport(report) } : submission;
}

/** The submission and its list entry leave `from`, on condition that it is there: the first write may refuse. */
export function changeOf(
  table: Table,
  { id, agency }: Pick<Submission, 'id' | 'agency'>,
  from: SubmissionStatus,
  { report, ...decision }: Decision,
): TransactWriteItem[] {
  const { status, decidedAt } = decision;
  const change = assignment({ ...decision, report: report && storedReport(report) });
  return [
    updateOf(table, submissionKey(id), {
      ...change,
      ConditionExpression: '#status = :from',
      values: { ...change.values, ':from': from },
    }),
    updateOf(table, agencySubmissionKey(agency, id), assignment({ status, decidedAt })),
  ];
}

/** Sets every attribute that has a value and leaves the others as they are. */
function assignment(attributes: Record<string, unknown>) {
  const set = Object.entries(attributes).filter(([, value]) => value !== undefined);
  return {
    UpdateExpression: `SET ${set.map(([name]) => `#${name} = :${name}`).join(', ')}`,
    ExpressionAttributeNames: Object.fromEntries(set.map(([name]) => [`#${name}`, name])),
    values: Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
  };
}
