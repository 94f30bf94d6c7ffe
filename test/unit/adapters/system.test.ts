import { decodeTime } from 'ulid';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createS3Client } from '../../../adapters/s3/client.ts';
import { createIdentifiers } from '../../../adapters/system/identifiers.ts';

describe('identifiers', () => {
  it('sort in the order they were made, within one millisecond too', () => {
    const at = new Date('2023-06-01T02:00:00.000Z');
    const identifiers = createIdentifiers({ now: () => at });
    const made = Array.from({ length: 1000 }, () => identifiers.next());
    expect(made).toEqual(made.toSorted());
    expect(new Set(made).size).toBe(1000);
    expect(decodeTime(made[0]!)).toBe(at.getTime());
  });
});

describe('the S3 client', () => {
  afterEach(() => void vi.unstubAllEnvs());

  it.each([
    ['true', true],
    ['false', false],
  ])('S3_PATH_STYLE=%s puts the bucket in the path: %s', async (setting, expected) => {
    vi.stubEnv('S3_PATH_STYLE', setting);
    expect(createS3Client().config.forcePathStyle).toBe(expected);
  });
});
