import type { Text } from '../domain/methodology/definitions.ts';
import { type EditionRef, editionId } from '../domain/methodology/edition-definition.ts';
import { describeOrder } from './describe-order.ts';
import { Conflict, InvalidInput, NotFound } from './errors.ts';
import { envelope } from './event-envelope.ts';
import { type Identity, requireRole } from './identity.ts';
import type { Candidates, ReleaseOrder, ReleaseOrders } from './order-ports.ts';
import type { Clock, EventPublisher, Identifiers } from './ports.ts';
import type { ReleaseRecords } from './proof-ports.ts';

export type ReleaseOrdersPorts = {
  orders: ReleaseOrders;
  candidates: Candidates;
  releaseRecords: ReleaseRecords;
  events: EventPublisher;
  clock: Clock;
  identifiers: Identifiers;
};

export type OrderRequest = {
  kind: ReleaseOrder['kind'];
  run?: string | undefined;
  revision?: number | undefined;
  at?: string | undefined;
  note?: Text | undefined;
  idempotencyKey?: string | undefined;
};

/**
 * Input: what an operator wants done to an edition's releases: release the run that waits, roll back to an
 *   earlier release, withdraw one, or say something of one; now, or at a set time.
 * Output: the order, which stands until it is carried out or cancelled.
 * Course: everything that can be refused is refused now, not at the hour of a release. Nothing is done here: what
 *   carries orders out finds this one even if the news of it is lost. Sent again under the same key, it is the
 *   order that stands or stood, and is announced again.
 *
 * @throws {Forbidden} for other roles; {Conflict} where another order stands, or the run is not the newest
 */
export async function giveOrder(
  ports: ReleaseOrdersPorts,
  identity: Identity,
  { edition, ...request }: OrderRequest & { edition: EditionRef },
): Promise<ReleaseOrder> {
  requireRole(identity, 'operator');
  const last = await ports.orders.last(edition);
  if (last && isRepeated(last, identity, request)) return announced(ports, last);
  const now = ports.clock.now().toISOString();
  const at = request.at === undefined ? now : new Date(request.at).toISOString();
  const common = {
    id: ports.identifiers.next(),
    edition: { index: edition.index, period: edition.period },
    at: at < now ? now : at,
    givenAt: now,
    by: { subject: identity.subject, agency: identity.agency },
    ...(request.note && { note: request.note }),
    ...(request.idempotencyKey && { request: request.idempotencyKey }),
    state: 'waiting' as const,
  };
  const order: ReleaseOrder =
    request.kind === 'release'
      ? { ...common, kind: 'release', candidate: await waitingRun(ports, edition, request.run) }
      : { ...common, kind: request.kind, revision: await possibleRevision(ports, edition, request) };
  if (await ports.orders.give(order, last)) return announced(ports, order);
  const overtaking = await ports.orders.last(edition);
  if (overtaking && isRepeated(overtaking, identity, request)) return announced(ports, overtaking);
  throw another(edition, overtaking);
}

const isRepeated = (last: ReleaseOrder, { agency }: Identity, { kind, idempotencyKey }: OrderRequest) =>
  idempotencyKey !== undefined &&
  last.request === idempotencyKey &&
  last.kind === kind &&
  last.by.agency === agency;

async function announced(ports: ReleaseOrdersPorts, order: ReleaseOrder): Promise<ReleaseOrder> {
  await announce(ports, order);
  return order;
}

async function waitingRun({ candidates }: ReleaseOrdersPorts, edition: EditionRef, run: string | undefined) {
  const candidate = await candidates.get(edition);
  if (!candidate) throw new Conflict(`No run of ${editionId(edition)} waits for its release.`);
  if (run !== candidate.run)
    throw new Conflict('Name the run that waits, so that what you have seen is what is released.', {
      parameter: 'run',
      allowed: [candidate.run],
    });
  const { index: _, period: __, ...waiting } = candidate;
  return waiting;
}

async function possibleRevision(
  { releaseRecords }: ReleaseOrdersPorts,
  edition: EditionRef,
  { kind, revision, note }: OrderRequest,
): Promise<number> {
  if (revision === undefined) throw new InvalidInput('Say of which release.', { parameter: 'revision' });
  const releases = await releaseRecords.list(edition);
  const record = releases.find((each) => each.revision === revision);
  if (!record)
    throw new NotFound(`${editionId(edition)} has no release ${revision}.`, {
      parameter: 'revision',
      allowed: releases.map((each) => String(each.revision)),
    });
  if (!note)
    throw new InvalidInput('Say why, in both languages: the public reads it.', { parameter: 'note' });
  if (record.withdrawn && kind !== 'annotate')
    throw new Conflict(`Release ${revision} of ${editionId(edition)} was withdrawn.`, {
      parameter: 'revision',
    });
  return revision;
}

const another = (edition: EditionRef, standing: ReleaseOrder | undefined) =>
  new Conflict(
    `An order to ${standing?.kind} stands for ${editionId(edition)}, for ${standing?.at}: wait for it, or cancel it first.`,
  );

const announce = (ports: ReleaseOrdersPorts, order: ReleaseOrder) =>
  ports.events.publish([
    envelope(ports, 'order.given', { correlationId: order.id, causationId: order.id }, describeOrder(order)),
  ]);

/**
 * Output: the last order for an edition, carried out or not.
 *
 * @throws {NotFound}
 */
export async function getOrder(
  { orders }: Pick<ReleaseOrdersPorts, 'orders'>,
  identity: Identity,
  { edition }: { edition: EditionRef },
): Promise<ReleaseOrder> {
  requireRole(identity, 'operator');
  const order = await orders.last(edition);
  if (order) return order;
  throw new NotFound(`No order was ever given for ${editionId(edition)}.`);
}

/** @throws {Conflict} for an order that is carried out already. */
export async function cancelOrder(
  ports: ReleaseOrdersPorts,
  identity: Identity,
  question: { edition: EditionRef },
): Promise<ReleaseOrder> {
  const order = await getOrder(ports, identity, question);
  if (order.state !== 'cancelled' && !(await ports.orders.cancel(order)))
    throw new Conflict(`The order of ${order.givenAt} is carried out. Roll back instead.`);
  const cause = { correlationId: order.id, causationId: order.id };
  const by = { subject: identity.subject, agency: identity.agency };
  await ports.events.publish([envelope(ports, 'order.cancelled', cause, { ...describeOrder(order), by })]);
  return { ...order, state: 'cancelled' };
}

/**
 * Output: the orders that are due and not carried out, announced again: for an operator where the clock that
 *   carries orders out stands still, as it does on some emulators.
 */
export async function announceDueOrders(
  ports: ReleaseOrdersPorts,
  identity: Identity,
): Promise<ReleaseOrder[]> {
  requireRole(identity, 'operator');
  const now = ports.clock.now().toISOString();
  const due = (await ports.orders.standing()).filter(({ at }) => at <= now);
  for (const order of due) await announce(ports, order);
  return due;
}
