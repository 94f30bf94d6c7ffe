import { PutObjectLegalHoldCommand, PutObjectRetentionCommand } from '@aws-sdk/client-s3';
import type { FileRetention } from '../../use-cases/proof-ports.ts';
import type { Bucket } from './json-object.ts';

/** How long nobody may delete a version, and whether somebody with a permission of its own may all the same. */
export type Retention = { mode: 'GOVERNANCE' | 'COMPLIANCE'; days: number };

export const createFileRetention = (
  { client, bucket }: Bucket,
  { mode, days }: Retention,
): FileRetention => ({
  async keep(key, version, from) {
    const RetainUntilDate = new Date(Date.parse(from) + days * 86_400_000);
    await client.send(
      new PutObjectRetentionCommand({
        Bucket: bucket,
        Key: key,
        VersionId: version,
        Retention: { Mode: mode, RetainUntilDate },
      }),
    );
  },
});

/** A legal hold has no end: it lies on a version until it is lifted, whatever its retention. */
export async function holdObject(
  { client, bucket }: Bucket,
  { key, version }: { key: string; version?: string | undefined },
  status: 'ON' | 'OFF',
): Promise<void> {
  await client.send(
    new PutObjectLegalHoldCommand({
      Bucket: bucket,
      Key: key,
      VersionId: version,
      LegalHold: { Status: status },
    }),
  );
}
