import type { SQSEvent } from 'aws-lambda';
import { type CarryOutOrdersPorts, carryOutOrders } from '../../use-cases/carry-out-orders.ts';
import type { Log } from '../shared/log.ts';
import { eachMessage } from '../shared/queue-worker.ts';

/**
 * The schedule knocks every minute; whoever knocks waits for the orders of the next 90 seconds, so that one knock
 * may be lost or late and none of them is.
 */
const lookAhead = 90_000;

/** A message says only that something may be due: the orders themselves lie in the table. */
export const createHandler = (ports: CarryOutOrdersPorts, log: Log) => (event: SQSEvent) =>
  eachMessage(event.Records, async () => {
    const orders = await carryOutOrders(ports, lookAhead);
    for (const { id, kind, edition, at, by } of orders)
      log.info('order carried out', { id, kind, edition, at, by });
  });
