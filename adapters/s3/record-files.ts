import { createHash } from 'node:crypto';
import { GetObjectCommand, NoSuchKey } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { Digest, RecordFile, RecordFiles } from '../../use-cases/proof-ports.ts';
import type { Bucket } from './json-object.ts';
import { definitionObject, partObject, runObject } from './record-keys.ts';

/** Long enough for a slow line to begin; the address behind it does not end. */
const linkSeconds = 300;

export const createRecordFiles = ({ client, bucket }: Bucket): RecordFiles => ({
  async digest(file) {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: keyOf(file) }));
      return await digestOf(Body as AsyncIterable<Uint8Array>);
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  },
  link: (file) =>
    getSignedUrl(client, new GetObjectCommand({ Bucket: bucket, Key: keyOf(file) }), {
      expiresIn: linkSeconds,
    }),
});

/** Of a stream, of which no more than a chunk is held. */
export async function digestOf(body: AsyncIterable<Uint8Array>): Promise<Digest> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of body) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { sha256: hash.digest('hex'), bytes };
}

const keyOf = ({ kind, name }: RecordFile): string =>
  ({ definition: definitionObject, part: partObject, run: runObject, 'previous-run': runObject })[kind](name);
