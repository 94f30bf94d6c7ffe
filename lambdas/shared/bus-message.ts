import { z } from 'zod';
import { type EventOf, type EventType, event } from '../../contracts/events.ts';

/** What a rule on the bus puts into a queue: EventBridge's envelope, with ours as its detail. */
const busMessage = z.object({ detail: event });

/** @throws {z.ZodError} when the message is not an event of the given types: it belongs in the dead-letter queue. */
export function parseBusMessage<Type extends EventType>(body: unknown, ...types: Type[]): EventOf<Type> {
  const { detail } = busMessage.parse(body);
  if (!types.some((type) => type === detail.type))
    throw new z.ZodError([
      {
        code: 'custom',
        path: ['detail', 'type'],
        message: `${detail.type} is not for this queue`,
        input: body,
      },
    ]);
  return detail as EventOf<Type>;
}
