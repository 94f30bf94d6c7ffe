import { expect, inject, it } from 'vitest';
import { writeAll } from '../../../adapters/dynamodb/batch-write.ts';
import { createCandidates } from '../../../adapters/dynamodb/candidates.ts';
import { createEditionStore } from '../../../adapters/dynamodb/edition-store.ts';
import { createReleaseOrders } from '../../../adapters/dynamodb/release-orders.ts';
import { createReleaseRecords } from '../../../adapters/dynamodb/release-records.ts';
import { createReleaseStore } from '../../../adapters/dynamodb/release-store.ts';
import { itemsOf } from '../../../adapters/dynamodb/run-items.ts';
import type { Table } from '../../../adapters/dynamodb/table.ts';
import { chunkCount } from '../../../adapters/dynamodb/unit-chunks.ts';
import { createPublicReader } from '../../../adapters/public-reader/dynamodb-public-reader.ts';
import type { Run } from '../../../domain/release/run.ts';
import { createHandler } from '../../../lambdas/public-api/handler.ts';
import { carryOutOrders } from '../../../use-cases/carry-out-orders.ts';
import { giveOrder, type OrderRequest } from '../../../use-cases/release-orders.ts';
import { World } from '../../fakes/in-memory.ts';
import { memoryLog, request } from '../../unit/api/request.ts';
import { dti2022, editionUsing, releaseOf, runOf } from './examples.ts';
import { createTable } from './test-database.ts';

const database = inject('database');

const acts = 200;
const pollers = 4;
const operator = { subject: 'an', agency: 'portal', roles: ['operator'] };
const note = { vi: 'Sửa số liệu', en: 'Corrected' };
const edition = '/v1/indices/dti-province/editions/2022';

/** Every unit of the n-th run has the score n: rows of two runs would show. */
function marked(order: number): Run {
  const run = structuredClone(runOf(3, `run-${order}`));
  for (const { nodes } of run.cohorts)
    for (const { rows } of nodes) for (const row of rows) row.score = order;
  return run;
}

async function operatorAt(table: Table) {
  const world = new World();
  await createEditionStore(table).registerDefinition(editionUsing(dti2022, ['broadband']), 'd1', '01J1');
  const records = createReleaseRecords(table);
  const ports = {
    orders: createReleaseOrders(table),
    candidates: createCandidates(table),
    releases: createReleaseStore(table),
    releaseRecords: records,
    records,
    events: { publish: async () => {} },
    clock: world.clock,
    identifiers: world.identifiers,
    waitUntil: async (time: Date) => world.putForward(time),
  };
  const order = async (asked: OrderRequest) => {
    await giveOrder(ports, operator, { edition: dti2022, ...asked });
    await carryOutOrders(ports, 0);
  };
  /** Written and waiting: nobody may see it. */
  const propose = async (number: number) => {
    const run = marked(number);
    await writeAll(table, itemsOf(run), async () => {});
    const [cohort] = releaseOf(run.id, number).cohorts;
    const [{ id, nodes }] = run.cohorts as [Run['cohorts'][number]];
    const units = nodes[0]!.statistics.units;
    const release = {
      ...releaseOf(run.id, number),
      cohorts: [{ ...cohort!, id, units, unitChunks: chunkCount(run.cohorts[0]!) }],
    };
    const computedAt = '2023-07-01T00:00:00.000Z';
    await createCandidates(table).propose({
      ...dti2022,
      run: run.id,
      datasetVersion: number,
      computedAt,
      release,
    });
    return run.id;
  };
  return { order, propose };
}

it.skipIf(!database)(
  `readers see one release whole, and none before its time, through ${acts} releases and roll-backs`,
  async () => {
    const table = await createTable(database!);
    const { order, propose } = await operatorAt(table);
    await order({ kind: 'release', run: await propose(1) });
    const released = new Set(['run-1']);
    const handler = createHandler({
      reader: createPublicReader(table),
      clock: { now: () => new Date() },
      openRecords: () => Promise.reject(new Error('is not asked')),
      address: () => 'https://civindex.test',
      log: memoryLog(),
    });
    let over = false;
    let answers = 0;
    const poll = async (path: string, scoresOf: (body: never) => number[]) => {
      while (!over) {
        const { statusCode, body } = await handler(request(`${edition}${path}`));
        expect(statusCode, body).toBe(200);
        const { release, ...rest } = JSON.parse(body);
        // What is shown was ordered before: its name is noted just before the order is given.
        expect(released).toContain(release.run);
        expect([...new Set(scoresOf(rest as never))]).toEqual([Number(release.run.slice('run-'.length))]);
        answers += 1;
      }
    };
    const scores = ({ rows, nodes }: Record<'rows' | 'nodes', { score: number }[]>) =>
      (rows ?? nodes).map(({ score }) => score);
    const polling = Array.from({ length: pollers }, (_, each) =>
      poll(each % 2 === 0 ? '/ranking' : '/units/commune-1', scores),
    );
    let waiting = await propose(2);
    for (let act = 1; act <= acts; act += 1) {
      if (act % 3 === 0) await order({ kind: 'roll-back', revision: Math.ceil(act / 2), note });
      else {
        released.add(waiting);
        await order({ kind: 'release', run: waiting });
        waiting = await propose(Number(waiting.slice('run-'.length)) + 1);
      }
    }
    over = true;
    await Promise.all(polling);
    expect(answers).toBeGreaterThan(acts);
  },
  300_000,
);
