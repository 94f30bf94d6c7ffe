import type { SQSEvent } from 'aws-lambda';
import { auditedActs } from '../../contracts/events.ts';
import { type AuditLog, appendAudit } from '../../use-cases/append-audit.ts';
import type { Clock } from '../../use-cases/ports.ts';
import { parseBusMessage } from '../shared/bus-message.ts';
import type { Log } from '../shared/log.ts';
import { eachMessage } from '../shared/queue-worker.ts';

export const createHandler = (ports: { audit: AuditLog; clock: Clock }, log: Log) => (event: SQSEvent) =>
  eachMessage(event.Records, async (body) => {
    const message = parseBusMessage(body, ...auditedActs);
    await appendAudit(ports, message);
    log.info('act recorded', { correlationId: message.correlationId, act: message.type });
  });
