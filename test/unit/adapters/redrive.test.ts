import {
  DeleteMessageCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { redrive } from '../../../adapters/sqs/redrive.ts';

const sqs = mockClient(SQSClient);
beforeEach(() => {
  sqs.reset();
  sqs.on(GetQueueUrlCommand).callsFake(({ QueueName }) => ({ QueueUrl: QueueName }));
});

const batch = (...bodies: string[]) => ({
  Messages: bodies.map((Body) => ({ Body, ReceiptHandle: `handle of ${Body}` })),
});

describe('a redrive', () => {
  it('sends each dead letter to its queue before it takes it away, until there is none', async () => {
    sqs.on(ReceiveMessageCommand).resolvesOnce(batch('a', 'b')).resolvesOnce(batch('c')).resolves({});
    expect(await redrive(new SQSClient({}), 'attest')).toBe(3);
    const acts = sqs.calls().flatMap(({ args: [command] }) => {
      if (command instanceof SendMessageCommand)
        return [`${command.input.QueueUrl} gets ${command.input.MessageBody}`];
      if (!(command instanceof DeleteMessageCommand)) return [];
      return [`${command.input.QueueUrl} loses ${command.input.ReceiptHandle}`];
    });
    expect(acts).toEqual(
      ['a', 'b', 'c'].flatMap((body) => [
        `attest gets ${body}`,
        `attest-dead-letters loses handle of ${body}`,
      ]),
    );
  });

  it('loses no message that its queue refuses', async () => {
    sqs.on(ReceiveMessageCommand).resolves(batch('a'));
    sqs.on(SendMessageCommand).rejects(new Error('Throttled'));
    await expect(redrive(new SQSClient({}), 'attest')).rejects.toThrow('Throttled');
    expect(sqs.commandCalls(DeleteMessageCommand)).toEqual([]);
  });
});
