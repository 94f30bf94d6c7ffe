import {
  GetObjectCommand,
  type GetObjectCommandInput,
  HeadObjectCommand,
  NotFound,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { ObjectStore, UploadedFile } from '../../use-cases/ports.ts';
import { type Bucket, getJson, putJson } from './json-object.ts';
import { definitionObject, partObject } from './record-keys.ts';

type Buckets = { client: S3Client; uploadsBucket: string; recordsBucket: string };

export function createObjectStore({ client, uploadsBucket, recordsBucket }: Buckets): ObjectStore {
  const uploads = { client, bucket: uploadsBucket };
  const records = { client, bucket: recordsBucket };
  return {
    getUpload: (key, version) => getUpload(uploads, key, version),
    getDefinition: (hash) => getJson(records, definitionObject(hash)),
    putDefinition: (hash, definition) => putJson(records, definitionObject(hash), definition),
    getPart: (hash) => getJson(records, partObject(hash)),
    putPart: (hash, part) => putJson(records, partObject(hash), part),
  };
}

/**
 * The newest version where none is named. The body is fetched when it is read, so that a file which is
 * turned down for its size leaves no connection open.
 */
async function getUpload(
  uploads: Bucket,
  key: string,
  version: string | undefined,
): Promise<UploadedFile | undefined> {
  const object = { Bucket: uploads.bucket, Key: key };
  try {
    const found = await uploads.client.send(new HeadObjectCommand({ ...object, VersionId: version }));
    const { ContentLength = 0, VersionId } = found;
    // "null" is S3's own name for the version of an object in a bucket that keeps none.
    return {
      size: ContentLength,
      version: VersionId ?? 'null',
      body: bodyOf(uploads, { ...object, VersionId }),
    };
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}

async function* bodyOf({ client }: Bucket, version: GetObjectCommandInput): AsyncIterable<Uint8Array> {
  const { Body } = await client.send(new GetObjectCommand(version));
  yield* Body as AsyncIterable<Uint8Array>;
}
