import { GetObjectCommand, HeadObjectCommand, NotFound, S3ServiceException } from '@aws-sdk/client-s3';
import type { UploadedFile, UploadReader } from '../../use-cases/ports.ts';
import type { Bucket } from './json-object.ts';

export const createUploadReader = (uploads: Bucket): UploadReader => ({
  getUpload: (key, version) => getUpload(uploads, key, version),
});

/** The newest version where none is named. */
async function getUpload(
  { client, bucket }: Bucket,
  key: string,
  version: string | undefined,
): Promise<UploadedFile | undefined> {
  try {
    const command = new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: version });
    const { Body, VersionId } = await client.send(command);
    // "null" is S3's own name for the version of an object in a bucket that keeps none.
    return { version: VersionId ?? 'null', body: Body as AsyncIterable<Uint8Array> };
  } catch (error) {
    if (error instanceof S3ServiceException && absent.has(error.name)) return undefined;
    throw error;
  }
}

/** What S3 calls an object or a version that is not there. */
const absent = new Set(['NoSuchKey', 'NoSuchVersion']);

/** Whether files have arrived. */
export const createUploadFinder = ({ client, bucket }: Bucket) => ({
  async exists(key: string): Promise<boolean> {
    try {
      await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
      return true;
    } catch (error) {
      if (error instanceof NotFound) return false;
      throw error;
    }
  },
});
