import type { SQSEvent } from 'aws-lambda';
import { type AssessRanksPorts, assessRanks } from '../../use-cases/assess-ranks.ts';
import { parseBusMessage } from '../shared/bus-message.ts';
import type { Log } from '../shared/log.ts';
import { eachMessage } from '../shared/queue-worker.ts';

export const createHandler = (ports: AssessRanksPorts, log: Log) => (event: SQSEvent) =>
  eachMessage(event.Records, async (body) => {
    const { correlationId, data } = parseBusMessage(body, 'ranking.computed');
    await assessRanks(ports, data.run, data.release.cohorts);
    log.info('ranks assessed', { correlationId, edition: data.edition, run: data.run });
  });
