import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import canonicalize from 'canonicalize';

export type Bucket = { client: S3Client; bucket: string };

/** S3 asks for one where a bucket locks what is written (`retention`); it checks the bytes that arrive by it. */
export const checked = { ChecksumAlgorithm: 'CRC32' } as const;

/** In canonical form (RFC 8785), so that an object named by its content hash has that SHA-256 as a file too. */
export async function putJson({ client, bucket }: Bucket, key: string, value: object): Promise<void> {
  const body = canonicalize(value)!;
  await client.send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: key,
      Body: body,
      ContentType: 'application/json',
      ...checked,
    }),
  );
}

/** @returns `undefined` when there is no such object. */
export async function getJson<Value>(bucket: Bucket, key: string): Promise<Value | undefined> {
  const text = await getText(bucket, key);
  return text === undefined ? undefined : (JSON.parse(text) as Value);
}

/** @returns `undefined` when there is no such object. */
export async function getText({ client, bucket }: Bucket, key: string): Promise<string | undefined> {
  try {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return await Body!.transformToString();
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}
