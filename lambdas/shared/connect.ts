import { createCandidates } from '../../adapters/dynamodb/candidates.ts';
import { createDynamoDbClient } from '../../adapters/dynamodb/client.ts';
import { createEditionStore } from '../../adapters/dynamodb/edition-store.ts';
import { createPlanStore } from '../../adapters/dynamodb/plan-store.ts';
import { createReleaseStore } from '../../adapters/dynamodb/release-store.ts';
import { createRunStore } from '../../adapters/dynamodb/run-store.ts';
import { createSubmissionStore } from '../../adapters/dynamodb/submission-store.ts';
import { createUnitRegistry } from '../../adapters/dynamodb/unit-registry.ts';
import { createEventBridgeClient } from '../../adapters/eventbridge/client.ts';
import { createEventPublisher } from '../../adapters/eventbridge/event-publisher.ts';
import { createS3Client } from '../../adapters/s3/client.ts';
import { createRecordStore } from '../../adapters/s3/record-store.ts';
import { createUploadReader } from '../../adapters/s3/upload-reader.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { createIdentifiers } from '../../adapters/system/identifiers.ts';
import { createTakenIn } from '../../use-cases/taken-in.ts';

/** The ports of a worker, on the clients of this execution environment. */
export function connect(env: { TABLE_NAME: string; RECORDS_BUCKET: string; EVENT_BUS_NAME: string }) {
  const table = { client: createDynamoDbClient(), tableName: env.TABLE_NAME };
  const records = { client: createS3Client(), bucket: env.RECORDS_BUCKET };
  return {
    submissions: createSubmissionStore(table),
    editions: createEditionStore(table),
    runs: createRunStore({ ...table, records }),
    releases: createReleaseStore(table),
    candidates: createCandidates(table),
    records: createRecordStore(records),
    units: createUnitRegistry(table),
    plans: createPlanStore(table),
    uploadsIn: (bucket: string) => createUploadReader({ client: records.client, bucket }),
    events: createEventPublisher({ client: createEventBridgeClient(), eventBusName: env.EVENT_BUS_NAME }),
    clock: systemClock,
    identifiers: createIdentifiers(systemClock),
    takenIn: createTakenIn(),
  };
}
