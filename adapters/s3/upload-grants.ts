import type { S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import type { UploadGrants } from '../../use-cases/ports.ts';

/** The form must be sent with a `Content-Type` field, of any value, before the file. */
export function createUploadGrants({ client, bucket }: { client: S3Client; bucket: string }): UploadGrants {
  return {
    async grant(key, { maximumBytes, seconds }) {
      // S3 puts the uploader's file name in its place: the key would no longer be exact.
      if (/\$\{filename\}/.test(key)) throw new RangeError(`"${key}" is not an exact key`);
      const { url, fields } = await createPresignedPost(client, {
        Bucket: bucket,
        Key: key,
        Conditions: [
          ['content-length-range', 0, maximumBytes],
          ['starts-with', '$Content-Type', ''],
        ],
        Expires: seconds,
      });
      return { url, fields, expiresAt: expiryOf(fields['Policy']!) };
    },
  };
}

/** As signed, to the second: S3 goes by the policy and by nothing else. */
function expiryOf(policy: string): string {
  const { expiration } = JSON.parse(Buffer.from(policy, 'base64').toString()) as { expiration: string };
  return expiration;
}
