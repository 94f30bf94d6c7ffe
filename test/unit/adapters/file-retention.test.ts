import { PutObjectCommand, PutObjectRetentionCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, it } from 'vitest';
import { createFileRetention } from '../../../adapters/s3/file-retention.ts';
import { putJson } from '../../../adapters/s3/json-object.ts';

const uploads = { client: new S3Client({}), bucket: 'uploads' };

it('locks the version that was judged, for as long as the stage says, from the judgement on', async () => {
  const s3 = mockClient(uploads.client).onAnyCommand().resolves({});
  const retention = createFileRetention(uploads, { mode: 'COMPLIANCE', days: 10 });
  await retention.keep('submissions/01K/dti.csv', 'v1', '2026-03-30T10:00:00.000Z');
  expect(s3.commandCalls(PutObjectRetentionCommand)[0]?.args[0].input).toEqual({
    Bucket: 'uploads',
    Key: 'submissions/01K/dti.csv',
    VersionId: 'v1',
    Retention: { Mode: 'COMPLIANCE', RetainUntilDate: new Date('2026-04-09T10:00:00.000Z') },
  });
});

it('writes records with the checksum without which S3 refuses them where it locks by itself', async () => {
  const s3 = mockClient(uploads.client).onAnyCommand().resolves({});
  await putJson(uploads, 'parts/1.json', {});
  expect(s3.commandCalls(PutObjectCommand)[0]?.args[0].input.ChecksumAlgorithm).toBe('CRC32');
});
