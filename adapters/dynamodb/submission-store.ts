import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Submission, SubmissionStore } from '../../use-cases/ports.ts';
import { acceptSubmission } from './accept-submission.ts';
import { getItems } from './batch-get.ts';
import { agencySubmissionKey, agencySubmissions, partKey, submissionKey } from './keys.ts';
import { changeOf, creationOf, submissionOf } from './submission-item.ts';
import { getItem, type Table, toItem, transact } from './table.ts';

const pageSize = 50;

export function createSubmissionStore(table: Table): SubmissionStore {
  return {
    async create(submission) {
      // Identifiers are never given twice: one that refuses is this submission, created by another try.
      await transact(table, creationOf(table, submission));
    },
    async get(id) {
      const item = await getItem<Record<string, unknown>>(table, submissionKey(id));
      if (!item) return undefined;
      const [submission] = await withSupersession(table, [submissionOf(item)]);
      return submission;
    },
    listByAgency: (agency, cursor) => listByAgency(table, agency, cursor),
    accept: (acceptance) => acceptSubmission(table, acceptance),
    async decide(submission, decision) {
      const refused = await transact(table, changeOf(table, submission, 'awaiting-upload', decision));
      return refused ? 'already-decided' : 'decided';
    },
  };
}

/** The cursor is the last submission of a page: the next page begins with the one sent before it. */
async function listByAgency(table: Table, agency: string, cursor?: string) {
  const { pk, prefix } = agencySubmissions(agency);
  const { Items = [], LastEvaluatedKey } = await table.client.send(
    new QueryCommand({
      TableName: table.tableName,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: toItem({ ':pk': pk, ':prefix': prefix }),
      ScanIndexForward: false,
      Limit: pageSize,
      ...(cursor && { ExclusiveStartKey: toItem(agencySubmissionKey(agency, cursor)) }),
    }),
  );
  const listed = Items.map((item) => submissionOf(unmarshall(item)));
  const submissions = await withSupersession(table, listed);
  const last = submissions.at(-1);
  return LastEvaluatedKey && last ? { submissions, cursor: last.id } : { submissions };
}

/** An accepted file is superseded from the moment when its slot names a newer one: no other item says so. */
async function withSupersession(table: Table, submissions: Submission[]): Promise<Submission[]> {
  const accepted = submissions.filter(({ status, edition }) => status === 'accepted' && edition);
  if (accepted.length === 0) return submissions;
  const slots = await getItems(table, accepted.map(slotKey), { consistent: true });
  const inForce = new Set(slots.map((item) => unmarshall(item)['submissionId'] as string));
  return submissions.map((submission) =>
    accepted.includes(submission) && !inForce.has(submission.id)
      ? { ...submission, status: 'superseded' }
      : submission,
  );
}

const slotKey = ({ edition, cohort, agency }: Submission) =>
  partKey(edition!, { source: { ...edition!, cohort: cohort! }, agency });
