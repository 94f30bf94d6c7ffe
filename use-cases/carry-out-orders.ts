import type { Event } from '../contracts/events.ts';
import { describeOrder } from './describe-order.ts';
import { Conflict } from './errors.ts';
import { envelope } from './event-envelope.ts';
import type { OrderResult, ReleaseChange, ReleaseOrder, ReleaseOrders } from './order-ports.ts';
import type { Clock, EventPublisher, Identifiers, ReleasePointer, ReleaseStore } from './ports.ts';
import type { ReleaseRecords } from './proof-ports.ts';
import type { Erratum } from './read-ports.ts';

export type CarryOutOrdersPorts = {
  orders: ReleaseOrders;
  releases: Pick<ReleaseStore, 'pointers'>;
  records: Pick<ReleaseRecords, 'get'>;
  events: EventPublisher;
  clock: Clock;
  identifiers: Identifiers;
  /** Comes back when the clock is at the time or past it. */
  waitUntil(time: Date): Promise<void>;
};

const mostTries = 20;

/**
 * Input: the time until which orders are waited for, in milliseconds from now.
 * Output: every order that is due by then, carried out at its second.
 * Course: an order is carried out in one transaction that marks it done, and announced after. One that was
 *   done and not announced is announced now: it may come twice, and consumers know it by its release. An order
 *   that fails holds up no other.
 */
export async function carryOutOrders(ports: CarryOutOrdersPorts, lookAhead: number): Promise<ReleaseOrder[]> {
  const horizon = new Date(ports.clock.now().getTime() + lookAhead).toISOString();
  const due = (await ports.orders.standing()).filter(({ at }) => at <= horizon);
  const results = await Promise.allSettled(due.map((order) => carryOutOne(ports, order)));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  return due;
}

async function carryOutOne(ports: CarryOutOrdersPorts, order: ReleaseOrder): Promise<void> {
  if (order.state === 'waiting') await ports.waitUntil(new Date(order.at));
  const done = order.state === 'waiting' ? await carryOut(ports, order) : order;
  if (!done) return;
  await ports.events.publish(announcements(ports, done));
  await ports.orders.announced(done);
}

/** @returns nothing when the order was cancelled, or another worker has carried it out. */
async function carryOut(ports: CarryOutOrdersPorts, order: ReleaseOrder): Promise<ReleaseOrder | undefined> {
  for (let tries = 1; tries <= mostTries; tries += 1) {
    const change = await changeOf(ports, order);
    if (await ports.orders.carryOut(order, change)) return { ...order, state: 'done', result: change.result };
    const last = await ports.orders.last(order.edition);
    if (last?.id !== order.id || last.state !== 'waiting') return undefined;
  }
  throw new Conflict(`The releases of ${order.edition.index}/${order.edition.period} moved at every try`);
}

/** Decided by what readers see at that moment. */
async function changeOf(ports: CarryOutOrdersPorts, order: ReleaseOrder): Promise<ReleaseChange> {
  const { index, period } = order.edition;
  const { editions, withdrawn } = await ports.releases.pointers(index);
  const before = { current: editions[period], withdrawn };
  const last = before.current?.revision ?? withdrawn?.[period]?.revision ?? 0;
  const at = ports.clock.now().toISOString();
  const erratum = (kind: Erratum['kind'], revision: number) =>
    order.note && { erratum: { period, revision, kind, at, note: order.note } };
  if (order.kind === 'release') {
    const pointer = { ...released(order, at), revision: last + 1 };
    return { before, pointer, result: resultOf(pointer), ...(last > 0 && erratum('revision', last + 1)) };
  }
  const { revision } = order;
  if (order.kind === 'annotate') return { before, result: { revision }, ...erratum('note', revision) };
  if (order.kind === 'withdraw') {
    const withdrawal = { revision, at, note: order.note! };
    return { before, withdrawal, result: { revision }, ...erratum('withdrawal', revision) };
  }
  const pointer = { ...(await restored(ports, order, before.current, at)), revision: last + 1 };
  return { before, pointer, result: resultOf(pointer), ...erratum('roll-back', last + 1) };
}

const resultOf = ({ revision, run }: ReleasePointer): OrderResult => ({ revision, run });

type NewPointer = Omit<ReleasePointer, 'revision'>;

const released = (
  { candidate, note }: ReleaseOrder & { kind: 'release' },
  publishedAt: string,
): NewPointer => ({
  run: candidate.run,
  ...candidate.release,
  datasetVersion: candidate.datasetVersion,
  publishedAt,
  ...(note && { note }),
});

/** The run of an earlier release again, held there: a later computation must not undo what an operator decided. */
async function restored(
  { records }: CarryOutOrdersPorts,
  { edition, revision, note }: ReleaseOrder & { revision: number },
  current: ReleasePointer | undefined,
  publishedAt: string,
): Promise<NewPointer> {
  const record = await records.get(edition, revision);
  if (!record || record.withdrawn)
    throw new Conflict(`Release ${revision} of ${edition.index}/${edition.period} cannot be shown again`);
  const { revision: _, note: __, rolledBackTo, withdrawn, ...rest } = record;
  return {
    ...rest,
    publishedAt,
    datasetVersion: Math.max(rest.datasetVersion, current?.datasetVersion ?? 0),
    rolledBackTo: rolledBackTo ?? revision,
    held: true,
    ...(note && { note }),
  };
}

/** Who gave an order is for the audit log; what became of the release is for everybody. */
function announcements(ports: CarryOutOrdersPorts, order: ReleaseOrder): Event[] {
  const { id, edition, kind } = order;
  const { revision, run } = order.result!;
  const cause = { correlationId: id, causationId: id };
  const done = envelope(ports, 'order.done', cause, { ...describeOrder(order), revision });
  if (kind === 'withdraw') return [done, envelope(ports, 'release.withdrawn', cause, { edition, revision })];
  if (!run) return [done];
  return [done, envelope(ports, 'release.published', cause, { edition, run, revision })];
}
