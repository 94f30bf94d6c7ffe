import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
  type PutEventsResultEntry,
} from '@aws-sdk/client-eventbridge';
import { type Event, eventSource } from '../../contracts/events.ts';
import type { EventPublisher } from '../../use-cases/ports.ts';
import { backOff, type Pause } from '../system/pause.ts';

/** As many as one request takes. */
const batchSize = 10;
const mostTries = 5;

type Options = { client: EventBridgeClient; eventBusName: string; pause?: Pause };

/** @throws {Error} when the bus has refused an event as often as it was tried: the caller's retry sends all again. */
export function createEventPublisher({ client, eventBusName, pause = backOff }: Options): EventPublisher {
  return {
    async publish(events) {
      const entries = events.map((event) => entryOf(event, eventBusName));
      for (let start = 0; start < entries.length; start += batchSize)
        await putEvents(client, entries.slice(start, start + batchSize), pause);
    },
  };
}

const entryOf = (event: Event, eventBusName: string): PutEventsRequestEntry => ({
  EventBusName: eventBusName,
  Source: eventSource,
  DetailType: event.type,
  Time: new Date(event.time),
  Detail: JSON.stringify(event),
});

async function putEvents(client: EventBridgeClient, batch: PutEventsRequestEntry[], pause: Pause) {
  let remaining = batch;
  for (let tries = 1; ; tries += 1) {
    const { FailedEntryCount, Entries } = await client.send(new PutEventsCommand({ Entries: remaining }));
    if (!FailedEntryCount) return;
    const refused = (entry: PutEventsResultEntry | undefined) => entry?.ErrorCode !== undefined;
    const code = Entries?.find(refused)?.ErrorCode;
    remaining = remaining.filter((_, place) => refused(Entries?.[place]));
    if (tries === mostTries)
      throw new Error(
        `The bus refused ${remaining.length} events ${tries} times, the last time with ${code}`,
      );
    await pause(tries);
  }
}
