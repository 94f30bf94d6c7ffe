import type { Run } from '../../domain/release/run.ts';
import type { RunRelease, RunStore } from '../../use-cases/ports.ts';
import { type Bucket, getJson, putJson } from '../s3/json-object.ts';
import { runObject } from '../s3/record-keys.ts';
import { backOff, type Pause } from '../system/pause.ts';
import { remember } from '../system/remember.ts';
import { writeAll } from './batch-write.ts';
import { runKey } from './keys.ts';
import { itemsOf, type RunItem, type RunSummary, runSummary } from './run-items.ts';
import { getItem, putOf, type Table, transactPatiently } from './table.ts';

/** So many items go into one transaction: it holds 100 and 4 MB, and costs twice what a batch does. */
const fewItems = 25;
const fewBytes = 2 * 1024 * 1024;
/** Of the runs that an execution environment has saved. */
const mostRemembered = 100;

/** `records` is the bucket that keeps each run whole; the table keeps it in pages. */
export function createRunStore({
  records,
  pause = backOff,
  ...table
}: Table & { records: Bucket; pause?: Pause }): RunStore {
  const saved = new Map<string, RunRelease>();
  return {
    get: (run) => getJson<Run>(records, runObject(run)),
    async save(run) {
      const few = fewItemsOf(run);
      const writing = few ? writeTogether(table, few, pause) : writeAll(table, itemsOf(run), pause);
      await Promise.all([putJson(records, runObject(run.id), run), writing]);
      const release = releaseOf(runSummary(run));
      remember(saved, mostRemembered, run.id, release);
      return release;
    },
    remembered: (run) => saved.get(run),
    async summary(run) {
      const item = await getItem<RunItem>(table, runKey(run));
      return item && releaseOf(JSON.parse(item.body) as RunSummary);
    },
  };
}

/** `undefined` for a run of more. */
function fewItemsOf(run: Run): RunItem[] | undefined {
  const items: RunItem[] = [];
  let bytes = 0;
  for (const item of itemsOf(run)) {
    items.push(item);
    bytes += item.body.length;
    if (items.length > fewItems || bytes > fewBytes) return undefined;
  }
  return items;
}

/** All or none of them, in one request. Another worker that writes the same run is waited for. */
const writeTogether = (table: Table, items: RunItem[], pause: Pause) =>
  transactPatiently(
    table,
    items.map((item) => putOf(table, item)),
    pause,
  );

const releaseOf = ({ results, cohorts, inputs, sample, unitChunks }: RunSummary): RunRelease => ({
  results,
  ...(sample && { sample }),
  cohorts: cohorts.map(({ id, origin, nodes, unitSet }, place) => ({
    id,
    origin,
    total: nodes[0]!.code,
    nodes: nodes.map(({ code }) => code),
    unitChunks: unitChunks[place]!,
    units: nodes[0]!.statistics.units,
    unitSet: unitSet.id,
  })),
  comparedWith: inputs.previous,
  ...(inputs.earlier && { looksBack: true }),
});
