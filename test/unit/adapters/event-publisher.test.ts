import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { createEventPublisher } from '../../../adapters/eventbridge/event-publisher.ts';
import type { EventOf } from '../../../contracts/events.ts';

const client = new EventBridgeClient({});
const bus = mockClient(client);
const publisher = createEventPublisher({ client, eventBusName: 'civindex-test', pause: async () => {} });

const released = (revision: number): EventOf<'release.published'> => ({
  id: `01J${revision}`,
  type: 'release.published',
  schemaVersion: 1,
  time: '2023-07-12T01:00:00.000Z',
  correlationId: '01J0',
  causationId: '01J0',
  data: { edition: { index: 'dti-province', period: '2022' }, run: 'r1', revision },
});

const revisionsSent = () =>
  bus
    .commandCalls(PutEventsCommand)
    .map((call) => call.args[0].input.Entries!.map(({ Detail }) => JSON.parse(Detail!).data.revision));

describe('publishing events', () => {
  beforeEach(() => void bus.reset());

  it('puts the whole envelope on the bus, by its type', async () => {
    bus.on(PutEventsCommand).resolves({ FailedEntryCount: 0 });
    await publisher.publish([released(1)]);
    expect(bus.commandCalls(PutEventsCommand)[0]!.args[0].input.Entries).toEqual([
      {
        EventBusName: 'civindex-test',
        Source: 'civindex',
        DetailType: 'release.published',
        Time: new Date('2023-07-12T01:00:00.000Z'),
        Detail: JSON.stringify(released(1)),
      },
    ]);
  });

  it('sends ten at a time', async () => {
    bus.on(PutEventsCommand).resolves({ FailedEntryCount: 0 });
    await publisher.publish(Array.from({ length: 23 }, (_, order) => released(order + 1)));
    expect(revisionsSent().map((batch) => batch.length)).toEqual([10, 10, 3]);
  });

  it('sends again only what the bus refused', async () => {
    bus
      .on(PutEventsCommand)
      .resolvesOnce({
        FailedEntryCount: 1,
        Entries: [{ EventId: 'e1' }, { ErrorCode: 'ThrottlingException' }, { EventId: 'e3' }],
      })
      .resolves({ FailedEntryCount: 0 });
    await publisher.publish([released(1), released(2), released(3)]);
    expect(revisionsSent()).toEqual([[1, 2, 3], [2]]);
  });

  it('throws when the bus goes on refusing', async () => {
    bus.on(PutEventsCommand).resolves({ FailedEntryCount: 1, Entries: [{ ErrorCode: 'InternalFailure' }] });
    await expect(publisher.publish([released(1)])).rejects.toThrow(
      'refused 1 events 5 times, the last time with InternalFailure',
    );
  });
});
