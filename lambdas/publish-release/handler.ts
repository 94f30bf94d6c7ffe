import type { SQSEvent } from 'aws-lambda';
import { type PublishReleasePorts, publishRelease } from '../../use-cases/publish-release.ts';
import { parseBusMessage } from '../shared/bus-message.ts';
import type { Log } from '../shared/log.ts';
import { eachMessage } from '../shared/queue-worker.ts';

export const createHandler = (ports: PublishReleasePorts, log: Log) => (event: SQSEvent) =>
  eachMessage(event.Records, async (body) => {
    const { id, correlationId, data } = parseBusMessage(body, 'ranking.computed');
    const outcome = await publishRelease(ports, data, { correlationId, causationId: id });
    log.info('release decided', { correlationId, ...data, outcome });
  });
