import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it } from 'vitest';
import { lookAt } from '../../../scripts/look.ts';

const now = new Date('2026-03-30T10:00:00.000Z');
const at = (time: string) => Date.parse(`2026-03-30T${time}.000Z`);

function surroundings(dead: number, messages: object[], lines: { message: string; timestamp: number }[]) {
  const [sqs, logs] = [mockClient(SQSClient), mockClient(CloudWatchLogsClient)];
  sqs.on(GetQueueUrlCommand).callsFake(({ QueueName }) => ({ QueueUrl: QueueName }));
  sqs.on(GetQueueAttributesCommand).callsFake(({ QueueUrl }) => ({
    Attributes: QueueUrl.endsWith('-dead-letters')
      ? { ApproximateNumberOfMessages: String(dead) }
      : { ApproximateNumberOfMessages: '7', ApproximateNumberOfMessagesNotVisible: '2' },
  }));
  sqs.on(ReceiveMessageCommand).resolves({ Messages: messages as never });
  logs.on(FilterLogEventsCommand).callsFake(({ filterPattern }) => ({
    // As the emulator does: without regard to case, and lines have no id.
    events: lines.filter(({ message }) =>
      message.toLowerCase().includes(JSON.parse(filterPattern).toLowerCase()),
    ),
  }));
  return { sqs, clients: { sqs: new SQSClient({}), logs: new CloudWatchLogsClient({}) } };
}

describe('a look at a worker', () => {
  it('tells what waits, what was given up and why, and which errors came how often', async () => {
    const failed = (message: string, timestamp: number) => ({
      timestamp,
      message: JSON.stringify({
        level: 'ERROR',
        message: 'message failed',
        error: { name: 'Upstream', message },
      }),
    });
    const { clients, sqs } = surroundings(
      2,
      [
        {
          Attributes: { SentTimestamp: String(at('09:30:00')) },
          Body: JSON.stringify({ detail: { object: { key: 'submissions/01K/dti.csv' } } }),
        },
        {
          Attributes: { SentTimestamp: String(at('09:40:00')) },
          MessageAttributes: { ERROR_MESSAGE: { StringValue: 'no permission' } },
          Body: JSON.stringify({
            detail: { type: 'observations.accepted', correlationId: '01K', data: { editions: [] } },
          }),
        },
      ],
      [
        failed('the read timed out', at('09:10:00')),
        failed('the read timed out', at('09:30:00')),
        { timestamp: at('09:20:00'), message: '2026 Task timed out after 60.00 seconds\n' },
        { timestamp: at('09:50:00'), message: '(node:7) DeprecationWarning: url.parse() is prone to errors' },
      ],
    );
    expect(await lookAt(clients, 'civindex-prod-validate-submission', now)).toEqual([
      'queue         7 waiting, 2 in work, 0 resting',
      'dead letters  2',
      '  2026-03-30T09:30:00.000Z  submissions/01K/dti.csv',
      '  2026-03-30T09:40:00.000Z  observations.accepted 01K {"editions":[]}  not delivered: no permission',
      'errors        in the last 2 hours',
      '  2 ×  message failed: Upstream: the read timed out  (last 2026-03-30T09:30:00.000Z)',
      '  1 ×  2026 Task timed out after 60.00 seconds  (last 2026-03-30T09:20:00.000Z)',
    ]);
    expect(sqs.commandCalls(ReceiveMessageCommand)[0]?.args[0].input.VisibilityTimeout).toBe(0);
  });

  it('says so where all is quiet, and takes no message out', async () => {
    const { clients, sqs } = surroundings(0, [], []);
    expect((await lookAt(clients, 'civindex-prod-attest', now)).slice(1)).toEqual([
      'dead letters  0',
      'errors        none in the last 2 hours',
    ]);
    expect(sqs.commandCalls(ReceiveMessageCommand)).toEqual([]);
  });
});
