import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Submission, SubmissionStatus } from '../../use-cases/ports.ts';
import {
  agencySubmissionKey,
  editionSubmissionKey,
  type Key,
  submissionKey,
  waitingSubmissionKey,
} from './keys.ts';
import { readReport, storedReport } from './stored-report.ts';
import { putOf, type Table, updateOf } from './table.ts';

/** How a submission was judged. */
export type Decision = Pick<
  Submission,
  'status' | 'objectVersion' | 'decidedAt' | 'withdrawnAt' | 'part' | 'report' | 'touched'
>;

type Listed = Pick<Submission, 'id' | 'agency' | 'edition'>;

/** The lists that show it: its agency's, and for data its edition's. */
const listings = ({ id, agency, edition }: Listed): Key[] => [
  agencySubmissionKey(agency, id),
  ...(edition ? [editionSubmissionKey(edition, id)] : []),
];

/** The submission, what lists show of it, and that its file is awaited. */
export function creationOf(table: Table, submission: Submission): TransactWriteItem[] {
  const { report, touched, objectVersion, part, definition, ...listed } = submission;
  const stored = { ...submission, report: report && storedReport(report) };
  return [
    putOf(
      table,
      { ...submissionKey(submission.id), ...stored },
      { ConditionExpression: 'attribute_not_exists(pk)' },
    ),
    ...listings(submission).map((key) => putOf(table, { ...key, ...listed })),
    putOf(table, { ...waitingSubmissionKey(submission.id), id: submission.id }),
  ];
}

export function submissionOf({ pk, sk, report, ...fields }: Record<string, unknown>): Submission {
  const submission = fields as Submission;
  return typeof report === 'string' ? { ...submission, report: readReport(report) } : submission;
}

/** The submission and its list entries leave `from`, on condition that they are there: the first write may refuse. */
export function changeOf(
  table: Table,
  submission: Listed,
  from: SubmissionStatus | readonly SubmissionStatus[],
  { report, ...decision }: Decision,
): TransactWriteItem[] {
  const { status, decidedAt, withdrawnAt } = decision;
  const change = assignment({ ...decision, report: report && storedReport(report) });
  const states = [from].flat().map((state, place) => [`:from${place}`, state] as const);
  return [
    updateOf(table, submissionKey(submission.id), {
      ...change,
      ConditionExpression: `#status IN (${states.map(([name]) => name).join(', ')})`,
      values: { ...change.values, ...Object.fromEntries(states) },
    }),
    ...listings(submission).map((key) =>
      updateOf(table, key, assignment({ status, decidedAt, withdrawnAt })),
    ),
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
