import { monotonicFactory } from 'ulid';
import type { Clock, Identifiers } from '../../use-cases/ports.ts';

/** ULIDs of the clock's time. Those made within one millisecond still sort in the order they were made. */
export function createIdentifiers(clock: Clock): Identifiers {
  const ulid = monotonicFactory();
  return { next: () => ulid(clock.now().getTime()) };
}
