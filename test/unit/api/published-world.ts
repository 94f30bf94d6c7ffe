import { precedingPeriod } from '../../../domain/release/comparison.ts';
import type { Run } from '../../../domain/release/run.ts';
import { createHandler } from '../../../lambdas/public-api/handler.ts';
import { editionIds, plans, runOf, submissionFiles, unitSets, units } from '../seeds/seeds.ts';
import { PublicTable } from './public-table.ts';
import { memoryLog, request } from './request.ts';

/** The public API over the seeds of the named indices: every edition that has files, released in order. */
export async function publishedWorld(indices: readonly string[]) {
  const table = new PublicTable();
  for (const index of indices) for (const run of await runsOf(index)) table.release(run, 1);
  await table.register(units, unitSets);
  for (const plan of plans) table.plan(plan);
  const handler = createHandler({ ...table.ports, log: memoryLog() });
  const ask = (address: string, headers: Record<string, string> = {}) =>
    handler(request(address, { headers }));
  return { table, handler, ask };
}

async function runsOf(index: string): Promise<Run[]> {
  const runs = new Map<string, Run>();
  const withFiles = new Set(submissionFiles().map(({ index, period }) => `${index}/${period}`));
  for (const id of editionIds.filter((each) => each.startsWith(`${index}/`) && withFiles.has(each))) {
    const period = id.split('/')[1]!;
    const before = precedingPeriod(runs.keys(), period);
    runs.set(period, await runOf(id, before ? runs.get(before) : null));
  }
  return [...runs.values()];
}
