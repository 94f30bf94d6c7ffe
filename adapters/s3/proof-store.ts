import { PutObjectCommand, S3ServiceException } from '@aws-sdk/client-s3';
import canonicalize from 'canonicalize';
import type { SignedDocument } from '../../contracts/proof-documents.ts';
import type { ProofStore } from '../../use-cases/proof-ports.ts';
import { type Bucket, checked, getText } from './json-object.ts';
import { manifestObject, receiptObject } from './record-keys.ts';

/** Two signatures of one document differ: the first that is written is the one that readers may have seen. */
export const createProofStore = (records: Bucket): ProofStore => ({
  manifest: (edition, revision) => getText(records, manifestObject(edition, revision)),
  keepManifest: (edition, revision, signed) => keepFirst(records, manifestObject(edition, revision), signed),
  receipt: (submission) => getText(records, receiptObject(submission)),
  keepReceipt: (submission, signed) => keepFirst(records, receiptObject(submission), signed),
});

async function keepFirst(records: Bucket, key: string, signed: SignedDocument): Promise<string> {
  const { client, bucket } = records;
  const Body = canonicalize(signed)!;
  try {
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body,
        ContentType: 'application/jose+json',
        IfNoneMatch: '*',
        ...checked,
      }),
    );
    return Body;
  } catch (error) {
    // 412: it is there. 409: another is being written at this moment, and will be.
    const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
    const first = status === 412 || status === 409 ? await getText(records, key) : undefined;
    if (!first) throw error;
    return first;
  }
}
