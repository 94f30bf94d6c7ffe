import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { createRecordStore } from '../../../adapters/s3/record-store.ts';
import { createUploadReader } from '../../../adapters/s3/upload-reader.ts';
import { contentHash } from '../../../domain/release/content-hash.ts';
import type { ObservationsPart } from '../../../domain/submission/part.ts';

const client = new S3Client({});
const s3 = mockClient(client);
const uploads = createUploadReader({ client, bucket: 'uploads' });
const records = createRecordStore({ client, bucket: 'records' });
const key = 'submissions/01J1/provinces.csv';

async function text(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe('objects in S3', () => {
  beforeEach(() => void s3.reset());

  it('streams the version of an upload that was asked for', async () => {
    const body = Readable.from([Buffer.from('unit,score\n'), Buffer.from('1')]);
    s3.on(GetObjectCommand, { Bucket: 'uploads', Key: key, VersionId: 'v2' }).resolves({
      Body: body as never,
      VersionId: 'v2',
    });
    const file = await uploads.getUpload(key, 'v2');
    expect(file!.version).toBe('v2');
    expect(await text(file!.body)).toBe('unit,score\n1');
  });

  it('says which version it read where none was asked for', async () => {
    s3.on(GetObjectCommand).resolves({ Body: Readable.from([]) as never, VersionId: 'v7' });
    expect((await uploads.getUpload(key, undefined))!.version).toBe('v7');
  });

  it('has nothing where there is no such upload, version, part or definition', async () => {
    s3.on(GetObjectCommand).rejects(new NoSuchKey({ message: 'no such key', $metadata: {} }));
    expect(await uploads.getUpload(key, 'v9')).toBeUndefined();
    expect(await records.getPart('00ff')).toBeUndefined();
    expect(await records.getDefinition('00ff')).toBeUndefined();
    const noVersion = { name: 'NoSuchVersion', $fault: 'client', $metadata: {} } as const;
    s3.on(GetObjectCommand).rejects(new S3ServiceException(noVersion));
    expect(await uploads.getUpload(key, 'v9')).toBeUndefined();
  });

  it('fetches a definition once: what is named by its content never changes', async () => {
    const definition = { schema: 1, period: '2022' };
    const transformToString = async () => JSON.stringify(definition);
    s3.on(GetObjectCommand).resolves({ Body: { transformToString } as never });
    for (let asked = 0; asked < 3; asked++) expect(await records.getDefinition('0042')).toEqual(definition);
    expect(s3.commandCalls(GetObjectCommand)).toHaveLength(1);
  });

  it('reads a small part once, also for those who ask while it is being read', async () => {
    const part = { schema: 1, kind: 'observations', period: '2022', observations: [] };
    const transformToString = async () => JSON.stringify(part);
    s3.on(GetObjectCommand).resolves({ Body: { transformToString } as never });
    const asked = await Promise.all([records.getPart('0043'), records.getPart('0043')]);
    expect([...asked, await records.getPart('0043')]).toEqual([part, part, part]);
    expect(s3.commandCalls(GetObjectCommand)).toHaveLength(1);
  });

  it('asks again for a part that was absent, unreadable or large', async () => {
    const large = { schema: 1, kind: 'observations', period: 'x'.repeat(200_000), observations: [] };
    s3.on(GetObjectCommand)
      .rejectsOnce(new NoSuchKey({ message: 'no such key', $metadata: {} }))
      .rejectsOnce(new Error('Slow down'))
      .resolves({ Body: { transformToString: async () => JSON.stringify(large) } as never });
    expect(await records.getPart('0044')).toBeUndefined();
    await expect(records.getPart('0044')).rejects.toThrow('Slow down');
    for (let asked = 0; asked < 2; asked++) expect(await records.getPart('0044')).toEqual(large);
    expect(s3.commandCalls(GetObjectCommand)).toHaveLength(4);
  });

  it('does not take a refusal for absence', async () => {
    s3.on(GetObjectCommand).rejects(Object.assign(new Error('Access Denied'), { name: 'AccessDenied' }));
    await expect(records.getPart('00ff')).rejects.toThrow('Access Denied');
  });

  it('writes a part so that its name is the SHA-256 of its bytes', async () => {
    s3.on(PutObjectCommand).resolves({});
    const part: ObservationsPart = {
      schema: 1,
      kind: 'observations',
      period: '2022',
      observations: [{ unit: 'da-nang', indicator: 'broadband', value: 0.91, status: 'A' }],
    };
    const hash = await contentHash(part);
    await records.putPart(hash, part);
    const { Bucket, Key, Body } = s3.commandCalls(PutObjectCommand)[0]!.args[0].input;
    expect([Bucket, Key]).toEqual(['records', `parts/${hash}.json`]);
    expect(
      createHash('sha256')
        .update(Body as string)
        .digest('hex'),
    ).toBe(hash);
  });
});
