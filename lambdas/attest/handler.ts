import type { SQSEvent } from 'aws-lambda';
import { type AttestReleasePorts, attestRelease } from '../../use-cases/attest-release.ts';
import { type SignReceiptPorts, signReceipt } from '../../use-cases/sign-receipt.ts';
import { parseBusMessage } from '../shared/bus-message.ts';
import type { Log } from '../shared/log.ts';
import { eachMessage } from '../shared/queue-worker.ts';

export const createHandler = (ports: AttestReleasePorts & SignReceiptPorts, log: Log) => (event: SQSEvent) =>
  eachMessage(event.Records, async (body) => {
    const message = parseBusMessage(body, 'release.published', 'submission.decided');
    if (message.type === 'release.published')
      await attestRelease(ports, message.data.edition, message.data.revision);
    else await signReceipt(ports, message.data);
    log.info('signed', { correlationId: message.correlationId, type: message.type, ...message.data });
  });
