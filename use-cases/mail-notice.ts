import type { EventOf } from '../contracts/events.ts';
import type { Ledger } from './deadline-ports.ts';
import { Upstream } from './errors.ts';
import { noticeText } from './notice-text.ts';
import type { Clock } from './ports.ts';

export interface Mailer {
  /** @param audience an agency, or `operators` */
  send(message: { audience: string; subject: string; body: string }): Promise<void>;
}

export type MailNoticePorts = { mailer: Mailer; ledger: Ledger; clock: Clock };

/**
 * Input: a notice.
 * Output: whether it was mailed now, or before.
 * Course: claimed, mailed, settled; the event of a notice that comes twice is mailed once.
 *
 * @throws {Upstream} where another worker holds it: if that one dies, the next delivery mails it.
 */
export async function mailNotice(
  { mailer, ledger, clock }: MailNoticePorts,
  { id, data }: EventOf<'notice.due'>,
): Promise<'mailed' | 'repeated'> {
  const act = `mail-${id}`;
  const claim = await ledger.claim(act, clock.now());
  if (claim === 'settled') return 'repeated';
  if (claim === 'held-by-another') throw new Upstream(`Notice ${id} is being mailed by another worker`);
  const { subject, body } = noticeText(data);
  await mailer.send({
    audience: data.agency ?? 'operators',
    // A mail's subject is ASCII, as SNS takes it.
    subject: subject.en,
    body: `${subject.vi}\n\n${body.vi}\n\n----\n\n${subject.en}\n\n${body.en}\n`,
  });
  await ledger.settle(act, clock.now());
  return 'mailed';
}
