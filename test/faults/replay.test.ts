import { unmarshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from 'vitest';
import { replayPorts } from '../../scripts/replay-ports.ts';
import type { IndexPointers } from '../../use-cases/ports.ts';
import { replayEdition } from '../../use-cases/replay-edition.ts';
import { callee, dynamoDb, s3 } from './cloud/clients.ts';
import { Cloud, names } from './cloud/cloud.ts';
import { MemoryTables } from './cloud/memory-tables.ts';
import { inOrder } from './state.ts';
import { undisturbedDays } from './sweep.ts';

/** New ones: a store remembers what it has read. */
const ports = () =>
  replayPorts({ client: dynamoDb, tableName: names.table }, { client: s3, bucket: names.records });

const on = <Result>(cloud: Cloud, task: () => Promise<Result>) =>
  callee.run(async (command) => cloud.answer(command, {} as never), task);

type Stored = Record<string, unknown> & { pk: string; sk: string };
const itemsOf = (cloud: Cloud) => cloud.tables.items(names.table).map((item) => unmarshall(item) as Stored);

/** The world of the story when a reviewer has decided, and all that is in force is released. */
async function lived(): Promise<Cloud> {
  const days = await undisturbedDays();
  return days.find(({ name }) => name === 'a newer file comes')!.before.cloud;
}

const editions = [
  { index: 'network', period: '2021' },
  { index: 'network', period: '2022' },
  { index: 'access', period: '2022' },
];

describe('editions of which only S3 is left', () => {
  it('have the same rankings, releases and files in force again', async () => {
    const before = await lived();
    const after = new Cloud(new MemoryTables(), before.buckets.fork());
    for (const edition of editions) {
      const replays = await on(after, () => replayEdition(ports(), edition));
      expect(replays.every(({ computed }) => computed)).toBe(true);
    }
    expect(seen(after)).toEqual(seen(before));
    expect(seen(after).length).toBeGreaterThan(25);
  });

  it('are not made of a part that was changed', async () => {
    const { buckets } = await lived();
    const changed = buckets.fork();
    for (const [name, versions] of changed.objects())
      if (name.startsWith('records/parts/'))
        changed.put({
          Bucket: names.records,
          Key: name.slice(8),
          Body: String(versions[0]).replace('40', '41'),
        });
    const cloud = new Cloud(new MemoryTables(), changed);
    const replay = on(cloud, () => replayEdition(ports(), editions[1]!));
    await expect(replay).rejects.toThrow(/was changed: its hash is/);
    expect(itemsOf(cloud)).toEqual([]);
  });
});

/** What readers and recomputations see, of released runs; counters of the table begin anew. */
function seen(cloud: Cloud): unknown[] {
  const items = itemsOf(cloud);
  const shown = items.filter(({ sk }) => sk === 'CURRENT') as unknown as IndexPointers[];
  const released = new Set(
    items.filter(({ sk }) => sk.startsWith('RELEASE#')).map(({ run }) => `RUN#${run}`),
  );
  const kept = items
    .filter(({ pk, sk }) => released.has(pk) || sk.startsWith('RELEASE#') || sk.startsWith('DATASET#'))
    .map(({ datasetVersion: _, ...item }) =>
      item['kind'] === 'verification' ? { ...item, submissionId: 'of the decision' } : item,
    );
  const pointers = shown.flatMap(({ index, editions }) =>
    Object.entries(editions).map(([period, { datasetVersion: _, ...pointer }]) => ({
      index,
      period,
      pointer,
    })),
  );
  return [...kept, ...pointers].map(inOrder).sort();
}
