import {
  GetObjectCommand,
  type GetObjectCommandInput,
  HeadObjectCommand,
  NotFound,
} from '@aws-sdk/client-s3';
import type { UploadedFile, UploadReader } from '../../use-cases/ports.ts';
import type { Bucket } from './json-object.ts';

export const createUploadReader = (uploads: Bucket): UploadReader => ({
  getUpload: (key, version) => getUpload(uploads, key, version),
});

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
