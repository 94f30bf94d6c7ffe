import {
  DeleteMessageCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';

/** Longer than it takes to send ten messages on. */
const hiddenSeconds = 60;

/**
 * Sends every dead letter of a queue to the queue again, those that never were in it too. A message that was sent
 * and could not be taken away is there twice, which every worker bears.
 *
 * @returns how many were sent
 */
export async function redrive(client: SQSClient, queue: string): Promise<number> {
  const urlOf = async (name: string) =>
    (await client.send(new GetQueueUrlCommand({ QueueName: name }))).QueueUrl!;
  const [from, to] = await Promise.all([urlOf(`${queue}-dead-letters`), urlOf(queue)]);
  const receive = new ReceiveMessageCommand({
    QueueUrl: from,
    MaxNumberOfMessages: 10,
    VisibilityTimeout: hiddenSeconds,
    WaitTimeSeconds: 1,
  });
  let sent = 0;
  for (;;) {
    const { Messages = [] } = await client.send(receive);
    if (Messages.length === 0) return sent;
    for (const { Body, ReceiptHandle } of Messages) {
      await client.send(new SendMessageCommand({ QueueUrl: to, MessageBody: Body }));
      await client.send(new DeleteMessageCommand({ QueueUrl: from, ReceiptHandle }));
      sent += 1;
    }
  }
}
