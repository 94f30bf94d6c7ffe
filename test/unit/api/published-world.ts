import { precedingPeriod } from '../../../domain/release/comparison.ts';
import type { Run } from '../../../domain/release/run.ts';
import { createHandler } from '../../../lambdas/public-api/handler.ts';
import {
  edition,
  editionIds,
  partsOf,
  plans,
  runOf,
  submissionFiles,
  unitSets,
  units,
} from '../seeds/seeds.ts';
import { PublicTable } from './public-table.ts';
import { memoryLog, request } from './request.ts';

/** The public API over the seeds of the named indices: every edition that has files, released in order. */
export async function publishedWorld(indices: readonly string[]) {
  const table = new PublicTable();
  for (const index of indices)
    for (const run of await runsOf(index)) await releaseSeed(table, `${index}/${run.period}`, run);
  await table.register(units, unitSets);
  for (const plan of plans) table.plan(plan);
  const handler = createHandler({ ...table.ports, log: memoryLog() });
  const ask = (address: string, headers: Record<string, string> = {}) =>
    handler(request(address, { headers }));
  return { table, handler, ask };
}

/** A run of the seeds with the definition and the files that it was computed from. */
export async function releaseSeed(table: PublicTable, id: string, run?: Run): Promise<void> {
  const released = run ?? (await runOf(id));
  table.release(released, 1);
  table.define(released.inputs.definition, edition(id));
  for (const { hash, part } of await partsOf(id)) table.parts.set(hash, part);
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
