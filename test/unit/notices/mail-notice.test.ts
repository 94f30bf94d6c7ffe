import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { createMailer } from '../../../adapters/sns/mailer.ts';
import type { EventOf } from '../../../contracts/events.ts';
import { mailNotice } from '../../../use-cases/mail-notice.ts';
import { DeadlineWorld } from '../../fakes/deadlines.ts';
import { World } from '../../fakes/in-memory.ts';

const sns = mockClient(SNSClient);
const notice = (data: EventOf<'notice.due'>['data'], id = 'n1'): EventOf<'notice.due'> => ({
  id,
  type: 'notice.due',
  schemaVersion: 1,
  time: '2026-03-24T10:00:00.000Z',
  correlationId: 'c',
  causationId: 'c',
  data,
});
const closing = notice({
  notice: 'window-closing',
  agency: 'mic',
  edition: { index: 'dti-province', period: '2025' },
  closes: '2026-03-31T17:00:00+07:00',
  timeZone: 'Asia/Ho_Chi_Minh',
});

let now: Date;
let deadlines: DeadlineWorld;
const mail = (each = closing) =>
  mailNotice(
    {
      mailer: createMailer({ client: new SNSClient({}), topicArn: 'arn:topic' }),
      ledger: deadlines.ledger,
      clock: { now: () => now },
    },
    each,
  );
const sent = () => sns.commandCalls(PublishCommand).map(({ args }) => args[0].input);

beforeEach(() => {
  sns.reset();
  sns.on(PublishCommand).resolves({ MessageId: '1' });
  deadlines = new DeadlineWorld(new World());
  now = new Date('2026-03-24T10:00:00Z');
});

describe('a notice by mail', () => {
  it('is in both languages, tells the deadline on the clock of the edition, and goes to its agency', async () => {
    expect(await mail()).toBe('mailed');
    const [message] = sent();
    expect(message).toMatchObject({
      TopicArn: 'arn:topic',
      Subject: 'Civindex: dti-province/2025: the deadline is near',
      MessageAttributes: { audience: { DataType: 'String', StringValue: 'mic' } },
    });
    expect(message?.Message).toContain('chưa nộp đủ tệp số liệu cho dti-province/2025');
    expect(message?.Message).toMatch(/The deadline is 31 March 2026.* 17:00 \(Asia\/Ho_Chi_Minh\)/);
  });

  it('for nobody in particular goes to the operators, and names who is missing', async () => {
    const edition = { index: 'dti-province', period: '2025' };
    await mail(notice({ notice: 'window-closed', edition, missing: ['mic', 'vecom'] }));
    expect(sent()[0]?.MessageAttributes?.['audience']?.StringValue).toBe('operators');
    expect(sent()[0]?.Message).toContain('2 agencies have not: mic, vecom.');
  });

  it('has a subject that SNS takes, however long the name', async () => {
    const edition = { index: 'x'.repeat(80), period: '2025' };
    for (const kind of ['window-opened', 'window-closing', 'window-closed'] as const)
      await mail(notice({ notice: kind, agency: 'mic', edition }, kind));
    for (const kind of ['file-waiting', 'file-missing'] as const)
      await mail(notice({ notice: kind, agency: 'mic', submissionId: '01', since: now.toISOString() }, kind));
    for (const { Subject } of sent()) expect(Subject).toMatch(/^[\x20-\x7e]{1,99}$/);
  });

  it('is sent once though its event comes twice, one after the other or at once', async () => {
    const [first, second] = await Promise.allSettled([mail(), mail()]);
    expect([first.status, second.status]).toEqual(['fulfilled', 'rejected']);
    expect(await mail()).toBe('repeated');
    expect(sent()).toHaveLength(1);
  });

  it('is sent by the next delivery when the worker died before it was', async () => {
    sns.on(PublishCommand).rejectsOnce(new Error('the worker died')).resolves({ MessageId: '1' });
    await expect(mail()).rejects.toThrow('died');
    now = new Date('2026-03-24T10:03:00Z');
    expect(await mail()).toBe('mailed');
  });
});
