import middy from '@middy/core';
import type { Context, SQSRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { partialBatch, type Retries, settle } from '../../../lambdas/shared/queue-worker.ts';
import { memoryLog } from '../api/request.ts';

const record = (messageId: string, deliveries: number, body: string) =>
  ({ messageId, body, attributes: { ApproximateReceiveCount: String(deliveries) } }) as SQSRecord;

function worker(retryLater: NonNullable<Retries['retryLater']>) {
  const handle = middy(({ Records }: { Records: SQSRecord[] }) =>
    settle(Records, async ({ body }) => {
      if (body === 'broken') throw new Error('connection lost');
    }),
  ).use(partialBatch(memoryLog(), { retryLater }));
  return (...Records: SQSRecord[]) => handle({ Records }, {} as Context);
}

describe('a message that a worker could not handle', () => {
  it('comes again in seconds after the first failure, and in the time of its queue after others', async () => {
    const hidden: [string, number][] = [];
    const handle = worker(async ({ messageId }, seconds) => void hidden.push([messageId, seconds]));
    const records = [record('a', 1, 'broken'), record('b', 1, 'whole'), record('c', 2, 'broken')];
    expect(await handle(...records)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'a' }, { itemIdentifier: 'c' }],
    });
    expect(hidden).toEqual([['a', 5]]);
  });

  it('comes in the time of its queue when the queue cannot be told', async () => {
    const handle = worker(() => Promise.reject(new Error('the queue does not answer')));
    expect(await handle(record('a', 1, 'broken'))).toEqual({ batchItemFailures: [{ itemIdentifier: 'a' }] });
  });
});
