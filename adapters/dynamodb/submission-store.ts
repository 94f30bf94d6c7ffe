import { paginateQuery } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { editionId } from '../../domain/methodology/edition-definition.ts';
import type { Submission, SubmissionFilter, SubmissionStore } from '../../use-cases/ports.ts';
import { backOff, type Pause } from '../system/pause.ts';
import { acceptSubmission } from './accept-submission.ts';
import { getItems } from './batch-get.ts';
import { agencySubmissionKey, agencySubmissions, partKey, submissionKey } from './keys.ts';
import { changeOf, creationOf, submissionOf } from './submission-item.ts';
import { getItem, type Table, toItem, transact } from './table.ts';

const pageSize = 50;

export function createSubmissionStore({
  pause = backOff,
  ...table
}: Table & { pause?: Pause }): SubmissionStore {
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
    listByAgency: (...question) => listByAgency(table, ...question),
    accept: (acceptance) => acceptSubmission(table, acceptance, pause),
    async decide(submission, decision) {
      const refused = await transact(table, changeOf(table, submission, 'awaiting-upload', decision));
      return refused ? 'already-decided' : 'decided';
    },
  };
}

/**
 * The cursor is the last submission of a page: the next page begins with the one sent before it. What the filter
 * leaves out is known only when the slots have been read, so that several queries may make a page.
 */
async function listByAgency(
  table: Table,
  agency: string,
  cursor?: string,
  filter: SubmissionFilter = {},
): Promise<{ submissions: Submission[]; cursor?: string }> {
  const { pk, prefix } = agencySubmissions(agency);
  const pages = paginateQuery(
    { client: table.client, pageSize },
    {
      TableName: table.tableName,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: toItem({ ':pk': pk, ':prefix': prefix }),
      ScanIndexForward: false,
      ...(cursor && { ExclusiveStartKey: toItem(agencySubmissionKey(agency, cursor)) }),
    },
  );
  const submissions: Submission[] = [];
  for await (const { Items = [], LastEvaluatedKey } of pages) {
    const listed = await withSupersession(
      table,
      Items.map((item) => submissionOf(unmarshall(item))),
    );
    submissions.push(...listed.filter((submission) => passes(submission, filter)));
    if (submissions.length < pageSize) continue;
    const page = submissions.slice(0, pageSize);
    const more = submissions.length > pageSize || LastEvaluatedKey !== undefined;
    return more ? { submissions: page, cursor: page.at(-1)!.id } : { submissions: page };
  }
  return { submissions };
}

const passes = (submission: Submission, { edition, status }: SubmissionFilter): boolean =>
  (!status || submission.status === status) &&
  (!edition || (submission.edition !== undefined && editionId(submission.edition) === editionId(edition)));

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
