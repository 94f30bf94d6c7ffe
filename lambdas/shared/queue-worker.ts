import type { MiddlewareObj } from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { createSqsClient } from '../../adapters/sqs/client.ts';
import { createRetryLater } from '../../adapters/sqs/retry-later.ts';
import { submissionIdOf } from '../../use-cases/submission-key.ts';
import type { Log } from './log.ts';

/** How each message of a batch ended, in the batch's order. */
export type BatchResults = PromiseSettledResult<unknown>[];

export type Retries = {
  /** For how many seconds a message is hidden that failed when it was delivered for the nth time. */
  delay?: (deliveries: number) => number | undefined;
  retryLater?: (record: SQSRecord, seconds: number) => Promise<void>;
};

/** Most trouble is over in a moment. What lasts longer waits for as long as the queue hides a message. */
const soonOnce = (deliveries: number) => (deliveries === 1 ? 5 : undefined);

/**
 * Reports, one by one, the messages to be delivered again. What a file contains is judged by the use case and
 * never fails a message; what fails here is mended by a retry, or by an operator from the dead-letter queue.
 */
export function partialBatch(
  log: Log,
  { delay = soonOnce, retryLater = createRetryLater(createSqsClient()) }: Retries = {},
): MiddlewareObj<SQSEvent, BatchResults | SQSBatchResponse> {
  const hide = async (record: SQSRecord) => {
    const seconds = delay(Number(record.attributes.ApproximateReceiveCount));
    if (seconds !== undefined) await retryLater(record, seconds);
  };
  return {
    after: async (request) => {
      const results = request.response as BatchResults;
      const failed = request.event.Records.filter(({ messageId, body }, position) => {
        const result = results[position]!;
        if (result.status === 'fulfilled') return false;
        log.error('message failed', { correlationId: correlationOf(body), messageId, error: result.reason });
        return true;
      });
      // Where that fails too, the queue delivers in its own time.
      await settle(failed, hide);
      request.response = {
        batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })),
      };
    },
  };
}

/** The submission or order that a message goes back to; a message that cannot be read goes back to none. */
function correlationOf(body: string): string | undefined {
  try {
    const { detail, correlationId } = JSON.parse(body);
    return correlationId ?? detail?.correlationId ?? submissionIdOf(String(detail?.object?.key));
  } catch {
    return undefined;
  }
}

/** Runs one task an item, all at once, and keeps how each ended. */
export const settle = <Item, Result>(items: Item[], task: (item: Item) => Promise<Result>) =>
  Promise.allSettled(items.map(async (item) => task(item)));

/** Handles the messages of a batch one after another: each may hold a large file. */
export async function eachMessage(
  records: SQSRecord[],
  handle: (body: unknown) => Promise<void>,
): Promise<BatchResults> {
  const results: BatchResults = [];
  for (const record of records) {
    const [result] = await Promise.allSettled([Promise.resolve(record.body).then(JSON.parse).then(handle)]);
    results.push(result);
  }
  return results;
}
