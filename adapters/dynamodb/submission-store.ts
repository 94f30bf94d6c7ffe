import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { SubmissionStore } from '../../use-cases/ports.ts';
import { acceptSubmission } from './accept-submission.ts';
import { agencySubmissionKey, agencySubmissions, submissionKey } from './keys.ts';
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
      return item && submissionOf(item);
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
async function listByAgency({ client, tableName }: Table, agency: string, cursor?: string) {
  const { pk, prefix } = agencySubmissions(agency);
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: toItem({ ':pk': pk, ':prefix': prefix }),
      ScanIndexForward: false,
      Limit: pageSize,
      ...(cursor && { ExclusiveStartKey: toItem(agencySubmissionKey(agency, cursor)) }),
    }),
  );
  const submissions = Items.map((item) => submissionOf(unmarshall(item)));
  const last = submissions.at(-1);
  return LastEvaluatedKey && last ? { submissions, cursor: last.id } : { submissions };
}
