import { createHash } from 'node:crypto';
import { DeleteObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import type { PageStore, PortalFile } from '../../use-cases/portal-ports.ts';
import type { Bucket } from './json-object.ts';

/** Readers may keep a page for a minute, and show it for five more while they fetch the next. */
const shortLived = 'public, max-age=60, stale-while-revalidate=300';
const forEver = 'public, max-age=31536000, immutable';

/** A file's key is its path. The version of an object is its ETag, which is the MD5 of what was put in one piece. */
export const createPageStore = ({ client, bucket: Bucket }: Bucket): PageStore => ({
  async list(place) {
    const isBelow = place.endsWith('/');
    const found = new Map<string, string>();
    let ContinuationToken: string | undefined;
    do {
      const page = await client.send(
        new ListObjectsV2Command({
          Bucket,
          Prefix: place,
          ...(!isBelow && { Delimiter: '/' }),
          ...(ContinuationToken && { ContinuationToken }),
        }),
      );
      for (const { Key, ETag } of page.Contents ?? [])
        if (isBelow || Key === place) found.set(Key!, ETag!.replaceAll('"', ''));
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken);
    return found;
  },

  versionOf: ({ body }) => createHash('md5').update(body).digest('hex'),

  async put({ path, type, body }) {
    await client.send(
      new PutObjectCommand({
        Bucket,
        Key: path,
        Body: body,
        ContentType: type.startsWith('text/') ? `${type}; charset=utf-8` : type,
        CacheControl: cachingOf(path),
      }),
    );
  },

  async remove(path) {
    await client.send(new DeleteObjectCommand({ Bucket, Key: path }));
  },
});

const cachingOf = (path: PortalFile['path']): string => (path.startsWith('assets/') ? forEver : shortLived);
