import { paginateListObjectsV2 } from '@aws-sdk/client-s3';
import type { Bucket } from './json-object.ts';
import { receiptObject } from './record-keys.ts';

const [prefix, ending] = receiptObject('\n').split('\n') as [string, string];

/** The submissions that have a receipt, oldest first: their ids sort by time. */
export async function receiptedSubmissions({ client, bucket }: Bucket): Promise<string[]> {
  const ids: string[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix }))
    ids.push(...Contents.map(({ Key }) => Key!.slice(prefix.length, -ending.length)));
  return ids.sort();
}
