import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { IndexPointers } from '../../use-cases/ports.ts';
import { type Cloud, names } from './cloud/cloud.ts';

/** Runs that readers are shown and of which the item is missing that is written last. */
export function halfRuns({ tables }: Cloud): string[] {
  const items = tables.items(names.table);
  const complete = new Set(items.filter(({ sk }) => sk?.S === 'META').map(({ pk }) => pk!.S!));
  return items
    .filter(({ pk, sk }) => pk!.S!.startsWith('INDEX#') && sk?.S === 'CURRENT')
    .flatMap((item) => Object.values((unmarshall(item) as IndexPointers).editions))
    .map(({ run }) => run)
    .filter((run) => !complete.has(`RUN#${run}`));
}
