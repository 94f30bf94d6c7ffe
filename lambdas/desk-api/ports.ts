import { createAuditLog } from '../../adapters/dynamodb/audit-log.ts';
import { createCandidates } from '../../adapters/dynamodb/candidates.ts';
import { createDynamoDbClient } from '../../adapters/dynamodb/client.ts';
import { createEditionSubmissions } from '../../adapters/dynamodb/deadline-store.ts';
import { createEditionStore } from '../../adapters/dynamodb/edition-store.ts';
import { createLatePermissions } from '../../adapters/dynamodb/late-permissions.ts';
import { createReleaseOrders } from '../../adapters/dynamodb/release-orders.ts';
import { createReleaseRecords } from '../../adapters/dynamodb/release-records.ts';
import { createSubmissionRequests } from '../../adapters/dynamodb/submission-requests.ts';
import { createSubmissionStore } from '../../adapters/dynamodb/submission-store.ts';
import { createVerifications } from '../../adapters/dynamodb/verifications.ts';
import { createWebhookStore } from '../../adapters/dynamodb/webhook-store.ts';
import { createWithdrawals } from '../../adapters/dynamodb/withdrawals.ts';
import { createEventBridgeClient } from '../../adapters/eventbridge/client.ts';
import { createEventPublisher } from '../../adapters/eventbridge/event-publisher.ts';
import { createUploadRowReader } from '../../adapters/files/upload-rows.ts';
import { fileSignatures } from '../../adapters/identity/detached-signature.ts';
import { createKmsClient } from '../../adapters/kms/client.ts';
import { createWebhookSecrets } from '../../adapters/kms/webhook-secrets.ts';
import { createPublicReader } from '../../adapters/public-reader/dynamodb-public-reader.ts';
import { createS3Client } from '../../adapters/s3/client.ts';
import { createProofStore } from '../../adapters/s3/proof-store.ts';
import { createRecordStore } from '../../adapters/s3/record-store.ts';
import { createUploadGrants } from '../../adapters/s3/upload-grants.ts';
import { createUploadReader } from '../../adapters/s3/upload-reader.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { createIdentifiers } from '../../adapters/system/identifiers.ts';

type Env = {
  TABLE_NAME: string;
  AUDIT_TABLE_NAME: string;
  UPLOADS_BUCKET: string;
  RECORDS_BUCKET: string;
  EVENT_BUS_NAME: string;
  WEBHOOK_KEY: string;
  LOCAL_WEBHOOKS: boolean;
};

/** What the desk asks of AWS. */
export function createPorts(env: Env) {
  const table = { client: createDynamoDbClient(), tableName: env.TABLE_NAME };
  const s3 = createS3Client();
  const records = { client: s3, bucket: env.RECORDS_BUCKET };
  const uploads = { client: s3, bucket: env.UPLOADS_BUCKET };
  return {
    submissions: createSubmissionStore(table),
    requests: createSubmissionRequests(table),
    editions: createEditionStore(table),
    records: createRecordStore(records),
    filed: createEditionSubmissions(table),
    proofs: createProofStore(records),
    audit: createAuditLog({ ...table, tableName: env.AUDIT_TABLE_NAME }),
    candidates: createCandidates(table),
    orders: createReleaseOrders(table),
    releaseRecords: createReleaseRecords(table),
    reader: createPublicReader(table),
    uploads: createUploadGrants(uploads),
    files: createUploadReader(uploads),
    rows: createUploadRowReader(),
    signatures: fileSignatures,
    webhooks: createWebhookStore(table),
    secrets: createWebhookSecrets({ client: createKmsClient(), keyId: env.WEBHOOK_KEY }),
    plainHttp: env.LOCAL_WEBHOOKS,
    permissions: createLatePermissions(table),
    withdrawals: createWithdrawals(table),
    verifications: createVerifications(table),
    events: createEventPublisher({
      client: createEventBridgeClient(),
      eventBusName: env.EVENT_BUS_NAME,
    }),
    clock: systemClock,
    identifiers: createIdentifiers(systemClock),
  };
}
