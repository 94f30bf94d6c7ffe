import type { EventOf, EventType } from '../contracts/events.ts';
import type { Clock, Identifiers } from './ports.ts';

/** The upload that it all began with, and the event or submission that came just before. */
export type Cause = { correlationId: string; causationId: string };

/** Fills the envelope of an event: who caused it, when, under which correlation id. */
export function envelope<Type extends EventType>(
  { clock, identifiers }: { clock: Clock; identifiers: Identifiers },
  type: Type,
  cause: Cause,
  data: EventOf<Type>['data'],
): EventOf<Type> {
  return {
    id: identifiers.next(),
    type,
    schemaVersion: 1,
    time: clock.now().toISOString(),
    ...cause,
    data,
  } as EventOf<Type>;
}
