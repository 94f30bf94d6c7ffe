import type { Run } from '../../domain/release/run.ts';
import type { RunStore } from '../../use-cases/ports.ts';
import { type Bucket, getJson, putJson } from '../s3/json-object.ts';
import { runObject } from '../s3/record-keys.ts';
import { backOff, type Pause } from '../system/pause.ts';
import { writeAll } from './batch-write.ts';
import { runKey } from './keys.ts';
import { type RunItem, type RunSummary, rowItems, summaryItem } from './run-items.ts';
import { getItem, type Table } from './table.ts';

/** `records` is the bucket that keeps each run whole; the table keeps it in pages. */
export function createRunStore({
  records,
  pause = backOff,
  ...table
}: Table & { records: Bucket; pause?: Pause }): RunStore {
  const mark = (run: string) => getItem<RunItem>(table, runKey(run));
  return {
    isComplete: async (run) => (await mark(run)) !== undefined,
    get: (run) => getJson<Run>(records, runObject(run)),
    async save(run) {
      await Promise.all([putJson(records, runObject(run.id), run), writeAll(table, rowItems(run), pause)]);
      await writeAll(table, [summaryItem(run)], pause);
    },
    async summary(run) {
      const item = await mark(run);
      return item && releaseSummary(JSON.parse(item.body) as RunSummary);
    },
  };
}

const releaseSummary = ({ results, cohorts, inputs, sample }: RunSummary) => ({
  results,
  ...(sample && { sample }),
  cohorts: cohorts.map(({ id, origin, nodes }) => ({
    id,
    origin,
    total: nodes[0]!.code,
    nodes: nodes.map(({ code }) => code),
  })),
  comparedWith: inputs.previous,
});
