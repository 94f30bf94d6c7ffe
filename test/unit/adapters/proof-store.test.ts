import { GetObjectCommand, PutObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { createProofStore } from '../../../adapters/s3/proof-store.ts';
import { createRecordFiles } from '../../../adapters/s3/record-files.ts';

const client = new S3Client({
  region: 'ap-southeast-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});
const s3 = mockClient(client);
const store = createProofStore({ client, bucket: 'records' });
const edition = { index: 'dti-province', period: '2022' };
const signed = { signature: 'c', payload: 'a', protected: 'b' };
const text = '{"payload":"a","protected":"b","signature":"c"}';

beforeEach(() => void s3.reset());

const refusal = (httpStatusCode: number) =>
  new S3ServiceException({ name: 'Refused', $fault: 'client', $metadata: { httpStatusCode } });

describe('the store of proofs', () => {
  it('writes a manifest where there is none', async () => {
    s3.on(PutObjectCommand).resolves({});
    expect(await store.keepManifest(edition, 2, signed)).toBe(text);
    expect(s3.commandCalls(PutObjectCommand)[0]!.args[0].input).toMatchObject({
      Key: 'manifests/dti-province/2022/2.json',
      Body: text,
      IfNoneMatch: '*',
    });
  });

  it.each([412, 409])('keeps the first of two, and answers with it (%i)', async (status) => {
    s3.on(PutObjectCommand).rejects(refusal(status));
    s3.on(GetObjectCommand).resolves({ Body: { transformToString: async () => 'the first' } as never });
    expect(await store.keepReceipt('01J1', signed)).toBe('the first');
  });

  it('fails where it may not write', async () => {
    s3.on(PutObjectCommand).rejects(refusal(403));
    await expect(store.keepManifest(edition, 2, signed)).rejects.toThrow();
  });
});

describe('the files of a release', () => {
  it('are linked by an address that ends', async () => {
    const files = createRecordFiles({ client, bucket: 'records' });
    const url = new URL(await files.link({ kind: 'previous-run', name: '00ff' }));
    expect(url.pathname).toContain('runs/00ff.json');
    expect(url.searchParams.get('X-Amz-Expires')).toBe('300');
  });
});
