import type { SQSEvent } from 'aws-lambda';
import { type MailNoticePorts, mailNotice } from '../../use-cases/mail-notice.ts';
import { parseBusMessage } from '../shared/bus-message.ts';
import type { Log } from '../shared/log.ts';
import { settle } from '../shared/queue-worker.ts';

export const createHandler = (ports: MailNoticePorts, log: Log) => (event: SQSEvent) =>
  settle(event.Records, async ({ body }) => {
    const notice = parseBusMessage(JSON.parse(body), 'notice.due');
    const outcome = await mailNotice(ports, notice);
    const { id, correlationId, data } = notice;
    log.info('notice handled', { correlationId, id, notice: data.notice, agency: data.agency, outcome });
  });
