import {
  DynamoDBClient,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { createSubmissionStore } from '../../../adapters/dynamodb/submission-store.ts';
import type { Acceptance } from '../../../use-cases/ports.ts';

const client = new DynamoDBClient({});
const dynamodb = mockClient(client);
const pauses: number[] = [];
const store = createSubmissionStore({
  client,
  tableName: 'civindex',
  pause: async (failed) => void pauses.push(failed),
});

const edition = { index: 'dti-province', period: '2022' };
const acceptance: Acceptance = {
  submission: {
    id: '01J2',
    kind: 'data',
    agency: 'mic',
    submittedBy: 'nguyen.an',
    fileName: 'provinces.csv',
    key: 'submissions/01J2/provinces.csv',
    createdAt: '2023-06-01T02:00:00.000Z',
    status: 'awaiting-upload',
    edition,
    cohort: 'provinces',
  },
  judgedBy: 'd1',
  objectVersion: 'v1',
  decidedAt: '2023-06-01T02:00:05.000Z',
  report: { outcome: 'accepted', rows: 63, findings: [], total: { errors: 0, warnings: 0 } },
  registration: {
    source: { ...edition, cohort: 'provinces' },
    agency: 'mic',
    submissionId: '01J2',
    hash: 'p1',
    kind: 'observations',
  },
  touched: [edition],
};

const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({
    message: 'Transaction cancelled',
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });

describe('accepting a submission', () => {
  beforeEach(() => dynamodb.reset());

  it('writes the submission, its list entries, the slot and the dataset version in one transaction', async () => {
    dynamodb.on(TransactWriteItemsCommand).resolves({});
    expect(await store.accept(acceptance)).toBe('accepted');
    const [call] = dynamodb.commandCalls(TransactWriteItemsCommand);
    const items = call!.args[0].input.TransactItems!.map(({ Put, Update }) => (Put?.Item ?? Update?.Key)!);
    expect(items.map(({ pk, sk }) => `${pk!.S} ${sk!.S}`)).toEqual([
      'SUBMISSION#01J2 META',
      'AGENCY#mic SUBMISSION#01J2',
      'EDITION#dti-province/2022 SUBMISSION#01J2',
      'EDITION#dti-province/2022 DATASET',
      'EDITION#dti-province/2022 DATASET#dti-province/2022#provinces#mic',
    ]);
  });

  it('tries again while another transaction holds an item, and gives up to the queue in the end', async () => {
    const conflict = cancelled('None', 'None', 'TransactionConflict', 'None');
    dynamodb.on(TransactWriteItemsCommand).rejectsOnce(conflict).rejectsOnce(conflict).resolves({});
    expect(await store.accept(acceptance)).toBe('accepted');
    expect(pauses.splice(0)).toEqual([1, 2]);
    dynamodb.on(TransactWriteItemsCommand).rejects(conflict);
    await expect(store.accept(acceptance)).rejects.toThrow(TransactionCanceledException);
    expect(pauses.splice(0)).toHaveLength(7);
  });

  it('is superseded when the slot refuses, even where another item was in conflict', async () => {
    dynamodb
      .on(TransactWriteItemsCommand)
      .rejectsOnce(cancelled('TransactionConflict', 'None', 'None', 'None', 'ConditionalCheckFailed'))
      .resolves({});
    expect(await store.accept(acceptance)).toBe('superseded');
    const [, second] = dynamodb.commandCalls(TransactWriteItemsCommand);
    const values = second!.args[0].input.TransactItems![0]!.Update!.ExpressionAttributeValues!;
    expect(values[':status']).toEqual({ S: 'superseded' });
  });

  it('is already decided when another worker judged it between the two transactions', async () => {
    dynamodb
      .on(TransactWriteItemsCommand)
      .rejectsOnce(cancelled('None', 'None', 'None', 'None', 'ConditionalCheckFailed'))
      .rejects(cancelled('ConditionalCheckFailed', 'None'));
    expect(await store.accept(acceptance)).toBe('already-decided');
  });

  it('writes nothing when the edition has another definition by now', async () => {
    dynamodb
      .on(TransactWriteItemsCommand)
      .rejectsOnce(cancelled('None', 'None', 'None', 'ConditionalCheckFailed', 'ConditionalCheckFailed'))
      .resolves({});
    expect(await store.accept(acceptance)).toBe('definition-changed');
    expect(dynamodb.commandCalls(TransactWriteItemsCommand)).toHaveLength(1);
  });
});
