import { ChangeMessageVisibilityCommand, GetQueueUrlCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** A message as Lambda delivers it. */
type Received = { eventSourceARN: string; receiptHandle: string };

/** Hides a message that failed for so many seconds, twelve hours at most; then it is delivered again. */
export function createRetryLater(client: SQSClient) {
  const urls = new Map<string, Promise<string>>();
  const urlOf = (arn: string) => {
    const url =
      urls.get(arn) ??
      client
        .send(new GetQueueUrlCommand({ QueueName: arn.slice(arn.lastIndexOf(':') + 1) }))
        .then(({ QueueUrl }) => QueueUrl!);
    urls.set(arn, url);
    return url;
  };
  return async ({ eventSourceARN, receiptHandle }: Received, seconds: number): Promise<void> => {
    const QueueUrl = await urlOf(eventSourceARN);
    await client.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: seconds,
      }),
    );
  };
}
