import { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { createUploadGrants } from '../../../adapters/s3/upload-grants.ts';

const client = new S3Client({
  region: 'ap-southeast-1',
  credentials: { accessKeyId: 'example', secretAccessKey: 'example' },
});
const grants = createUploadGrants({ client, bucket: 'uploads' });
const key = 'submissions/01J1/Tỉnh thành.csv';

describe('a grant to upload', () => {
  it('is for one key, up to a size, for a time', async () => {
    const before = Date.now();
    const { url, fields, expiresAt } = await grants.grant(key, { maximumBytes: 5_000_000, seconds: 900 });
    const policy = JSON.parse(Buffer.from(fields['Policy']!, 'base64').toString());
    expect(url).toBe('https://uploads.s3.ap-southeast-1.amazonaws.com/');
    expect(fields['key']).toBe(key);
    expect(policy.conditions).toContainEqual({ key });
    expect(policy.conditions).toContainEqual(['content-length-range', 0, 5_000_000]);
    expect(policy.conditions).toContainEqual(['starts-with', '$Content-Type', '']);
    expect(policy.expiration).toBe(expiresAt);
    const seconds = (Date.parse(expiresAt) - before) / 1000;
    expect(Math.abs(seconds - 900)).toBeLessThan(60);
  });

  it('is not given for a key that the uploader would complete', async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: S3's own variable, as an attacker would send it
    const open = 'submissions/01J1/${filename}';
    await expect(grants.grant(open, { maximumBytes: 1, seconds: 1 })).rejects.toThrow('not an exact key');
  });
});
