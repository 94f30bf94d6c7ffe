import type { SQSEvent } from 'aws-lambda';
import { type MeasureCoveragePorts, measureCoverage } from '../../use-cases/measure-coverage.ts';
import { type WatchDeadlinesPorts, watchDeadlines } from '../../use-cases/watch-deadlines.ts';
import { type WatchWaitingFilesPorts, watchWaitingFiles } from '../../use-cases/watch-waiting-files.ts';
import { counted } from '../shared/counted.ts';
import type { Log } from '../shared/log.ts';
import { settle } from '../shared/queue-worker.ts';

/** A metric counts the lines that say this: see lib/stacks/deadlines-stack.ts. */
export const waitsTooLong = 'file waits for too long';

/** Messages say only that it is time to look: one look answers all of a batch. */
export const createHandler =
  (ports: WatchDeadlinesPorts & WatchWaitingFilesPorts & MeasureCoveragePorts, log: Log) =>
  async (event: SQSEvent) => {
    const looked = Promise.all([deadlines(ports, log), files(ports, log), coverage(ports, log)]);
    return settle(event.Records, () => looked);
  };

async function deadlines(ports: WatchDeadlinesPorts, log: Log): Promise<void> {
  const told = await watchDeadlines(ports);
  if (told.length > 0) log.info('deadlines told', { told });
}

async function files(ports: WatchWaitingFilesPorts, log: Log): Promise<void> {
  for (const { id, agency, createdAt } of await watchWaitingFiles(ports))
    log.warn(waitsTooLong, { correlationId: id, agency, createdAt });
}

async function coverage(ports: MeasureCoveragePorts, log: Log): Promise<void> {
  for (const { edition, expected, percent } of await measureCoverage(ports))
    log.info('coverage', { edition, expected, ...counted({ Coverage: percent }, 'edition') });
}
