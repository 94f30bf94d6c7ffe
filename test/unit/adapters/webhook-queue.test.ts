import { DecryptCommand, EncryptCommand, KMSClient } from '@aws-sdk/client-kms';
import {
  ChangeMessageVisibilityCommand,
  GetQueueUrlCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import type { Context, SQSRecord } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { createWebhookSecrets } from '../../../adapters/kms/webhook-secrets.ts';
import { createDeliveryQueue } from '../../../adapters/sqs/delivery-queue.ts';
import { createRetryLater } from '../../../adapters/sqs/retry-later.ts';
import { createHandler } from '../../../lambdas/deliver-webhooks/handler.ts';
import { partialBatch } from '../../../lambdas/shared/queue-worker.ts';
import { retryDelay } from '../../../use-cases/deliver-webhook.ts';
import { WebhookWorld } from '../../fakes/webhooks.ts';
import { memoryLog } from '../api/request.ts';

const sqs = mockClient(SQSClient);
const kms = mockClient(KMSClient);
beforeEach(() => {
  sqs.reset();
  kms.reset();
});

const delivery = (id: string) => ({
  webhook: { agency: 'mic', id },
  message: {
    id: 'm1',
    type: 'notice.due',
    timestamp: '2026-03-30T10:00:00.000Z',
    schemaVersion: 1,
    data: {},
  },
});

describe('the delivery queue', () => {
  const queue = createDeliveryQueue({ client: new SQSClient({}), queueUrl: 'https://sqs.test/deliver' });

  it('takes a message a delivery', async () => {
    sqs.on(SendMessageCommand).resolves({ MessageId: '1' });
    const deliveries = ['1', '2', '3'].map(delivery);
    await queue.enqueue(deliveries);
    const sent = sqs.commandCalls(SendMessageCommand).map(({ args }) => args[0].input);
    expect(sent.map(({ QueueUrl }) => QueueUrl)).toEqual(Array(3).fill('https://sqs.test/deliver'));
    expect(sent.map(({ MessageBody }) => JSON.parse(MessageBody!))).toEqual(deliveries);
  });

  it('asks nothing for no delivery, and fails when one was refused', async () => {
    await queue.enqueue([]);
    expect(sqs.calls()).toEqual([]);
    sqs.on(SendMessageCommand).rejects(new Error('Throttled'));
    await expect(queue.enqueue([delivery('1')])).rejects.toThrow('Throttled');
  });
});

describe('a message that failed', () => {
  const record = (receiptHandle: string, tries: number, body: unknown): SQSRecord =>
    ({
      messageId: receiptHandle,
      receiptHandle,
      body: JSON.stringify(body),
      eventSourceARN: 'arn:aws:sqs:ap-southeast-1:123456789012:civindex-prod-deliver-webhooks',
      attributes: { ApproximateReceiveCount: String(tries) },
    }) as SQSRecord;

  it('is hidden for longer after each try, alone', async () => {
    sqs.on(GetQueueUrlCommand).resolves({ QueueUrl: 'https://sqs.test/deliver' });
    sqs.on(ChangeMessageVisibilityCommand).resolves({});
    const hooks = new WebhookWorld();
    await hooks.webhooks.create({
      id: '1',
      agency: 'mic',
      url: 'https://mic.example.org/hook',
      types: ['notice.due'],
      sealedSecret: `sealed whsec_${Buffer.alloc(32, 7).toString('base64')}`,
      createdAt: '',
      createdBy: '',
    });
    hooks.status = 500;
    const [ports, log] = [{ ...hooks, clock: { now: () => new Date() } }, memoryLog()];
    const retries = { delay: retryDelay, retryLater: createRetryLater(new SQSClient({})) };
    const handle = middy(createHandler(ports, log)).use(partialBatch(log, retries));
    const Records = [
      record('a', 1, delivery('1')),
      record('b', 3, delivery('1')),
      record('c', 1, delivery('gone')),
    ];
    expect(await handle({ Records }, {} as Context)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'a' }, { itemIdentifier: 'b' }],
    });
    const hidden = sqs.commandCalls(ChangeMessageVisibilityCommand).map(({ args }) => args[0].input);
    expect(hidden).toEqual([
      { QueueUrl: 'https://sqs.test/deliver', ReceiptHandle: 'a', VisibilityTimeout: 5 },
      { QueueUrl: 'https://sqs.test/deliver', ReceiptHandle: 'b', VisibilityTimeout: 1800 },
    ]);
    expect(sqs.commandCalls(GetQueueUrlCommand)).toHaveLength(1);
  });
});

describe('the secret of a webhook', () => {
  it('is sealed for that webhook, and a fresh one each time', async () => {
    kms.on(EncryptCommand).resolves({ CiphertextBlob: Buffer.from('sealed') });
    const secrets = createWebhookSecrets({ client: new KMSClient({}), keyId: 'key' });
    const webhook = { agency: 'mic', id: '1' };
    const [first, second] = [await secrets.issue(webhook), await secrets.issue(webhook)];
    expect(first.secret).not.toBe(second.secret);
    expect(Buffer.from(first.secret.replace('whsec_', ''), 'base64')).toHaveLength(32);
    expect(first.sealed).toBe(Buffer.from('sealed').toString('base64'));
    expect(kms.commandCalls(EncryptCommand)[0]?.args[0].input).toMatchObject({
      KeyId: 'key',
      EncryptionContext: webhook,
    });
  });

  it('opens in the same context only', async () => {
    kms.on(DecryptCommand).resolves({ Plaintext: Buffer.alloc(32, 7) });
    const secrets = createWebhookSecrets({ client: new KMSClient({}), keyId: 'key' });
    const secret = await secrets.open(Buffer.from('sealed').toString('base64'), { agency: 'mic', id: '1' });
    expect(secret).toBe(`whsec_${Buffer.alloc(32, 7).toString('base64')}`);
    expect(kms.commandCalls(DecryptCommand)[0]?.args[0].input).toMatchObject({
      CiphertextBlob: Buffer.from('sealed'),
      EncryptionContext: { agency: 'mic', id: '1' },
    });
  });
});
