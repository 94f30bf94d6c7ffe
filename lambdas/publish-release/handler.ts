import type { SQSEvent } from 'aws-lambda';
import { decodeTime, isValid } from 'ulid';
import { type PublishReleasePorts, publishRelease } from '../../use-cases/publish-release.ts';
import { parseBusMessage } from '../shared/bus-message.ts';
import { counted } from '../shared/counted.ts';
import type { Log } from '../shared/log.ts';
import { eachMessage } from '../shared/queue-worker.ts';

export const createHandler = (ports: PublishReleasePorts, log: Log) => (event: SQSEvent) =>
  eachMessage(event.Records, async (body) => {
    const { id, correlationId, data } = parseBusMessage(body, 'ranking.computed');
    const outcome = await publishRelease(ports, data, { correlationId, causationId: id });
    const released = outcome === 'published' ? secondsToRelease(correlationId) : {};
    log.info('release decided', { correlationId, ...data, outcome, index: data.edition.index, ...released });
  });

/** How long ago the file was announced, of which readers see the effect now: its id begins with the time. */
const secondsToRelease = (submission: string) =>
  isValid(submission)
    ? counted({ SecondsToRelease: (Date.now() - decodeTime(submission)) / 1000 }, 'index')
    : {};
