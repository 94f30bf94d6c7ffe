import type { SQSEvent } from 'aws-lambda';
import { objectCreated } from '../../contracts/events.ts';
import { submissionIdOf } from '../../use-cases/submission-key.ts';
import { type ValidateSubmissionPorts, validateSubmission } from '../../use-cases/validate-submission.ts';
import { counted } from '../shared/counted.ts';
import type { Log } from '../shared/log.ts';
import { eachMessage } from '../shared/queue-worker.ts';

export const createHandler = (ports: ValidateSubmissionPorts, log: Log) => (event: SQSEvent) =>
  eachMessage(event.Records, async (body) => {
    const { object } = objectCreated.parse(body).detail;
    const upload = { key: object.key, version: object['version-id'] };
    const outcome = await validateSubmission(ports, upload);
    const judged = { correlationId: submissionIdOf(object.key), ...upload, outcome };
    log.info('upload judged', { ...judged, ...counted({ Submissions: 1 }, 'outcome') });
  });
