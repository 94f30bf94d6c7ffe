import { setTimeout as sleep } from 'node:timers/promises';
import { GetObjectCommand, NoSuchKey, S3Client } from '@aws-sdk/client-s3';
import { readJson } from '../adapters/http/read-json.ts';
import type { Responses } from '../contracts/public-responses.ts';
import { releasePath } from '../web/address.ts';
import { emulatorCredentials, emulatorRegion } from './emulator-environment.ts';

export type LocalPage = { body: Uint8Array; headers: Record<string, string> };
export type LocalPages = (key: string) => Promise<LocalPage | undefined>;

/** Reads pages from the emulator's bucket, as CloudFront reads them from the real one. */
export function localPages(endpoint: string, bucket: string): LocalPages {
  const client = new S3Client({
    endpoint,
    region: emulatorRegion,
    credentials: emulatorCredentials,
    forcePathStyle: true,
  });
  return async (Key) => {
    try {
      const found = await client.send(new GetObjectCommand({ Bucket: bucket, Key }));
      const headers = {
        'Content-Type': found.ContentType!,
        'Cache-Control': found.CacheControl!,
        ETag: found.ETag!,
      };
      return { body: await found.Body!.transformToByteArray(), headers };
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  };
}

/** Waits until the current release of every edition has its pages. */
export async function untilDrawn(apiUrl: string, pages: LocalPages, deadline: number): Promise<number> {
  const end = Date.now() + deadline;
  const missing = new Set(['vi', ...(await releasePages(apiUrl))]);
  const count = missing.size;
  while (missing.size > 0) {
    for (const key of missing) if (await pages(key)) missing.delete(key);
    if (missing.size > 0 && Date.now() > end)
      throw new Error(`Not drawn after ${deadline / 1000} s: ${[...missing].join(', ')}`);
    if (missing.size > 0) await sleep(300);
  }
  return count;
}

async function releasePages(apiUrl: string): Promise<string[]> {
  const { indices } = await readJson<Responses['listIndices']>(`${apiUrl}/v1/indices`);
  const lists = await Promise.all(
    indices.map(({ links }) => readJson<Responses['listEditions']>(`${apiUrl}${links.editions}`)),
  );
  return lists.flatMap(({ index, editions }) =>
    editions.map(({ period, release }) => `vi${releasePath(index.id, period, release.revision)}`),
  );
}
