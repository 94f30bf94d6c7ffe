import middy from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createAuditLog } from '../../adapters/dynamodb/audit-log.ts';
import { createCandidates } from '../../adapters/dynamodb/candidates.ts';
import {
  createEditionCalendar,
  createEditionSubmissions,
  createLedger,
  createWaitingSubmissions,
} from '../../adapters/dynamodb/deadline-store.ts';
import { createEditionStore } from '../../adapters/dynamodb/edition-store.ts';
import { createKeyStore } from '../../adapters/dynamodb/key-store.ts';
import { createLatePermissions } from '../../adapters/dynamodb/late-permissions.ts';
import { createPlanStore } from '../../adapters/dynamodb/plan-store.ts';
import { createRankIntervals } from '../../adapters/dynamodb/rank-intervals.ts';
import { createReleaseOrders } from '../../adapters/dynamodb/release-orders.ts';
import { createReleaseRecords } from '../../adapters/dynamodb/release-records.ts';
import { createReleaseStore } from '../../adapters/dynamodb/release-store.ts';
import { createRunStore } from '../../adapters/dynamodb/run-store.ts';
import { createSubmissionRequests } from '../../adapters/dynamodb/submission-requests.ts';
import { createSubmissionStore } from '../../adapters/dynamodb/submission-store.ts';
import { createUnitRegistry } from '../../adapters/dynamodb/unit-registry.ts';
import { createVerifications } from '../../adapters/dynamodb/verifications.ts';
import { createWebhookStore } from '../../adapters/dynamodb/webhook-store.ts';
import { createWithdrawals } from '../../adapters/dynamodb/withdrawals.ts';
import { createEventPublisher } from '../../adapters/eventbridge/event-publisher.ts';
import { createUploadRowReader } from '../../adapters/files/upload-rows.ts';
import { fileSignatures } from '../../adapters/identity/detached-signature.ts';
import { createKmsSigner } from '../../adapters/kms/signer.ts';
import { createWebhookSecrets } from '../../adapters/kms/webhook-secrets.ts';
import { createPublicReader } from '../../adapters/public-reader/dynamodb-public-reader.ts';
import { createAnalysisStore } from '../../adapters/s3/analysis-store.ts';
import { createFileRetention } from '../../adapters/s3/file-retention.ts';
import { createProofStore } from '../../adapters/s3/proof-store.ts';
import { createRecordFiles, digestOf } from '../../adapters/s3/record-files.ts';
import { createRecordStore } from '../../adapters/s3/record-store.ts';
import { createUploadGrants } from '../../adapters/s3/upload-grants.ts';
import { createUploadFinder, createUploadReader } from '../../adapters/s3/upload-reader.ts';
import { createMailer } from '../../adapters/sns/mailer.ts';
import { createDeliveryQueue } from '../../adapters/sqs/delivery-queue.ts';
import { createRetryLater } from '../../adapters/sqs/retry-later.ts';
import { createIdentifiers } from '../../adapters/system/identifiers.ts';
import { auditedActs, type EventType } from '../../contracts/events.ts';
import { webhookTypes } from '../../contracts/webhooks.ts';
import { createHandler as appendAudit } from '../../lambdas/append-audit/handler.ts';
import { createHandler as assessRanks } from '../../lambdas/assess-ranks/handler.ts';
import { createHandler as attest } from '../../lambdas/attest/handler.ts';
import { createHandler as carryOutOrders } from '../../lambdas/carry-out-orders/handler.ts';
import { createHandler as deliverWebhooks } from '../../lambdas/deliver-webhooks/handler.ts';
import { createHandler as deskApi } from '../../lambdas/desk-api/handler.ts';
import { createHandler as mailNotices } from '../../lambdas/mail-notices/handler.ts';
import { createHandler as publishRelease } from '../../lambdas/publish-release/handler.ts';
import { createHandler as recomputeRankings } from '../../lambdas/recompute-rankings/handler.ts';
import { createHandler as registerDefinitions } from '../../lambdas/register-definitions/handler.ts';
import { createHandler as routeWebhooks } from '../../lambdas/route-webhooks/handler.ts';
import type { Log } from '../../lambdas/shared/log.ts';
import { type BatchResults, partialBatch, type Retries } from '../../lambdas/shared/queue-worker.ts';
import { createHandler as validateSubmission } from '../../lambdas/validate-submission/handler.ts';
import { createHandler as watchDeadlines } from '../../lambdas/watch-deadlines/handler.ts';
import { retryDelay } from '../../use-cases/deliver-webhook.ts';
import { recomputedOn } from '../../use-cases/editions-to-recompute.ts';
import { Unauthorised } from '../../use-cases/errors.ts';
import type { Identity } from '../../use-cases/identity.ts';
import { createTakenIn } from '../../use-cases/taken-in.ts';
import type { WebhookSender } from '../../use-cases/webhook-ports.ts';
import { dynamoDb, eventBridge, kms, s3, sns, sqs } from './cloud/clients.ts';
import { names } from './cloud/cloud.ts';

/** Who gets which events of the bus, as the rules of the stacks have it. */
export const subscriptions: Partial<Record<WorkerName, readonly EventType[]>> = {
  'recompute-rankings': recomputedOn,
  'publish-release': ['ranking.computed'],
  'assess-ranks': ['ranking.computed'],
  'carry-out-orders': ['order.given'],
  attest: ['release.published', 'submission.decided'],
  'append-audit': auditedActs,
  'mail-notices': ['notice.due'],
  'route-webhooks': [...webhookTypes, 'webhook.pinged'],
};

export type Surroundings = {
  now(): Date;
  waitUntil(time: Date): Promise<void>;
  sender: WebhookSender;
  log: Log;
  people: Record<string, Identity>;
};

export type Worker = (event: SQSEvent) => Promise<SQSBatchResponse>;
export type Desk = (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>;
export type WorkerName = keyof ReturnType<typeof workers>;

const table = { client: dynamoDb, tableName: names.table, pause: async () => {} };
const records = { client: s3, bucket: names.records };
const uploads = { client: s3, bucket: names.uploads };

/** Each call wires anew, as a cold start does: nothing is remembered from the one before. */
const stores = ({ now }: Surroundings) => ({
  submissions: createSubmissionStore(table),
  editions: createEditionStore(table),
  runs: createRunStore({ ...table, records }),
  releases: createReleaseStore(table),
  candidates: createCandidates(table),
  records: createRecordStore(records),
  units: createUnitRegistry(table),
  plans: createPlanStore(table),
  uploads: createUploadReader(uploads),
  rows: createUploadRowReader(),
  events: createEventPublisher({ client: eventBridge, eventBusName: 'bus', pause: async () => {} }),
  clock: { now },
  identifiers: createIdentifiers({ now }),
  webhooks: createWebhookStore(table),
  ledger: createLedger(table),
  orders: createReleaseOrders(table),
  keys: createKeyStore(table),
  proofs: createProofStore(records),
  audit: createAuditLog({ ...table, tableName: names.audit }),
  filed: createEditionSubmissions(table),
  secrets: createWebhookSecrets({ client: kms, keyId: 'webhooks' }),
  takenIn: createTakenIn(),
});

/** The functions behind queues, as their index.ts wires them. */
export function workers(around: Surroundings) {
  const { log } = around;
  const worker = <Ports>(
    create: (ports: Ports, log: Log) => (event: SQSEvent) => Promise<BatchResults>,
    ports: Ports,
    retries: Retries = {},
  ): Worker => {
    const batch = partialBatch(log, { retryLater: createRetryLater(sqs), ...retries });
    return middy(create(ports, log)).use(batch) as unknown as Worker;
  };
  const all = stores(around);
  return {
    'register-definitions': () => worker(registerDefinitions, all),
    'validate-submission': () => worker(validateSubmission, { ...all, signatures: fileSignatures }),
    'recompute-rankings': () => worker(recomputeRankings, all),
    'publish-release': () => worker(publishRelease, all),
    'assess-ranks': () =>
      worker(assessRanks, {
        ...all,
        runs: createPublicReader(table),
        analyses: createAnalysisStore(records),
        intervals: createRankIntervals(table),
      }),
    'carry-out-orders': () =>
      worker(carryOutOrders, {
        ...all,
        records: createReleaseRecords(table),
        waitUntil: around.waitUntil,
      }),
    attest: () =>
      worker(attest, {
        ...all,
        releases: createReleaseRecords(table),
        runs: createPublicReader(table),
        retention: createFileRetention(uploads, { mode: 'COMPLIANCE', days: 3650 }),
        files: createRecordFiles(records),
        digestOf,
        signer: createKmsSigner({ client: kms, keyId: 'signing' }),
      }),
    'append-audit': () => worker(appendAudit, all),
    'watch-deadlines': () =>
      worker(watchDeadlines, {
        ...all,
        calendar: createEditionCalendar(table),
        waiting: createWaitingSubmissions(table),
        uploads: createUploadFinder(uploads),
        reminderDays: [3],
        waitingHours: 4,
      }),
    'mail-notices': () =>
      worker(mailNotices, { ...all, mailer: createMailer({ client: sns, topicArn: 'notices' }) }),
    'route-webhooks': () =>
      worker(routeWebhooks, {
        ...all,
        deliveries: createDeliveryQueue({ client: sqs, queueUrl: 'deliver-webhooks' }),
      }),
    'deliver-webhooks': () =>
      worker(deliverWebhooks, { ...all, sender: around.sender }, { delay: retryDelay }),
  };
}

/** The desk, where a token is the name of a person. */
export function desk(around: Surroundings): Desk {
  const ports = {
    ...stores(around),
    requests: createSubmissionRequests(table),
    releaseRecords: createReleaseRecords(table),
    reader: createPublicReader(table),
    uploads: createUploadGrants(uploads),
    files: createUploadReader(uploads),
    plainHttp: false,
    permissions: createLatePermissions(table),
    withdrawals: createWithdrawals(table),
    verifications: createVerifications(table),
    signatures: fileSignatures,
  };
  const verify = async (token: string) => {
    const identity = around.people[token];
    if (!identity) throw new Unauthorised('unknown');
    return identity;
  };
  return deskApi({ ports, verifier: { verify }, origins: ['https://desk.example'], log: around.log });
}
