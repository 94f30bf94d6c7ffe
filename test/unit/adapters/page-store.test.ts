import { DeleteObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, it } from 'vitest';
import { createPageStore } from '../../../adapters/s3/page-store.ts';

const client = new S3Client({ region: 'ap-southeast-1' });
const sent = mockClient(client);
const store = createPageStore({ client, bucket: 'pages' });
const page = { path: 'vi/plans', type: 'text/html' as const, body: '<h1>Chỉ tiêu</h1>' };

beforeEach(() => sent.reset());

it('lists all that lies below a place, page after page', async () => {
  sent
    .on(ListObjectsV2Command)
    .resolvesOnce({ Contents: [{ Key: 'vi/a', ETag: '"1"' }], NextContinuationToken: 'more' })
    .resolvesOnce({ Contents: [{ Key: 'vi/b', ETag: '"2"' }] });
  expect([...(await store.list('vi/'))]).toEqual([
    ['vi/a', '1'],
    ['vi/b', '2'],
  ]);
  expect(sent.commandCalls(ListObjectsV2Command)[1]!.args[0].input.ContinuationToken).toBe('more');
});

it('finds one page, and none whose name only begins alike', async () => {
  sent.on(ListObjectsV2Command).resolves({
    Contents: [
      { Key: 'vi', ETag: '"1"' },
      { Key: 'vista', ETag: '"2"' },
    ],
  });
  expect([...(await store.list('vi'))]).toEqual([['vi', '1']]);
  expect(sent.commandCalls(ListObjectsV2Command)[0]!.args[0].input.Delimiter).toBe('/');
});

it('knows the version that S3 will give a page: the MD5 of its bytes', () => {
  expect(store.versionOf(page)).toMatch(/^[0-9a-f]{32}$/);
  expect(store.versionOf({ ...page, body: 'other' })).not.toBe(store.versionOf(page));
});

it('puts pages for a minute and assets for ever, and takes away', async () => {
  await store.put(page);
  await store.put({ path: 'assets/styles-A.css', type: 'text/css', body: '' });
  await store.remove('vi/old');
  const [html, css] = sent.commandCalls(PutObjectCommand).map(({ args }) => args[0].input);
  expect(html).toMatchObject({
    Bucket: 'pages',
    Key: 'vi/plans',
    ContentType: 'text/html; charset=utf-8',
    CacheControl: 'public, max-age=60, stale-while-revalidate=300',
  });
  expect(css).toMatchObject({ CacheControl: 'public, max-age=31536000, immutable' });
  expect(sent.commandCalls(DeleteObjectCommand)[0]!.args[0].input).toMatchObject({ Key: 'vi/old' });
});
