import type { EventOf } from '../contracts/events.ts';
import type { ReleaseOrder } from './order-ports.ts';

/** An order as events tell of it. */
export const describeOrder = (order: ReleaseOrder): EventOf<'order.given'>['data'] => ({
  order: order.id,
  edition: order.edition,
  kind: order.kind,
  at: order.at,
  by: order.by,
  ...(order.note && { note: order.note }),
  ...(order.kind === 'release' ? { run: order.candidate.run } : { revision: order.revision }),
});
