import type { SQSEvent } from 'aws-lambda';
import { objectCreated } from '../../contracts/events.ts';
import { type RegisterDefinitionsPorts, registerDefinitions } from '../../use-cases/register-definitions.ts';
import { submissionIdOf } from '../../use-cases/submission-key.ts';
import type { Log } from '../shared/log.ts';
import { eachMessage } from '../shared/queue-worker.ts';

export const createHandler = (ports: RegisterDefinitionsPorts, log: Log) => (event: SQSEvent) =>
  eachMessage(event.Records, async (body) => {
    const { object } = objectCreated.parse(body).detail;
    const upload = { key: object.key, version: object['version-id'] };
    const outcome = await registerDefinitions(ports, upload);
    log.info('definitions judged', { correlationId: submissionIdOf(object.key), ...upload, outcome });
  });
