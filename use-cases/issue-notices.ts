import type { EventOf } from '../contracts/events.ts';
import { contentHash } from '../domain/release/content-hash.ts';
import type { Ledger } from './deadline-ports.ts';
import { envelope } from './event-envelope.ts';
import type { Clock, EventPublisher, Identifiers } from './ports.ts';

export type Notice = {
  /** What makes it this notice and no other: asked for again, it is not sent again. */
  about: readonly string[];
  correlationId: string;
  data: EventOf<'notice.due'>['data'];
};

export type IssueNoticesPorts = {
  ledger: Ledger;
  events: EventPublisher;
  clock: Clock;
  identifiers: Identifiers;
};

/**
 * Input: notices that are due.
 * Output: whether all of them have been sent; `false` where another worker is about to send one.
 * Course: each is claimed, sent, and settled. A worker that dies in between leaves a claim that lapses; the notice
 *   that is then sent once more has the same id, by which whoever sends mail or posts to webhooks knows it.
 */
export async function issueNotices(ports: IssueNoticesPorts, notices: readonly Notice[]): Promise<boolean> {
  const { ledger, clock, events } = ports;
  const claims = await Promise.all(
    notices.map(async (notice) => {
      const id = await contentHash(notice.about);
      return { notice, id, claim: await ledger.claim(id, clock.now()) };
    }),
  );
  const claimed = claims.filter(({ claim }) => claim === 'claimed');
  await events.publish(
    claimed.map(({ id, notice: { correlationId, data } }) => ({
      ...envelope(ports, 'notice.due', { correlationId, causationId: correlationId }, data),
      id,
    })),
  );
  await Promise.all(claimed.map(({ id }) => ledger.settle(id, clock.now())));
  return claims.every(({ claim }) => claim !== 'held-by-another');
}
