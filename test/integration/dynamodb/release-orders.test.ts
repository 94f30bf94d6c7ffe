import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { createCandidates } from '../../../adapters/dynamodb/candidates.ts';
import { createEditionStore } from '../../../adapters/dynamodb/edition-store.ts';
import { createReleaseOrders } from '../../../adapters/dynamodb/release-orders.ts';
import { createReleaseRecords } from '../../../adapters/dynamodb/release-records.ts';
import { createReleaseStore } from '../../../adapters/dynamodb/release-store.ts';
import type { Table } from '../../../adapters/dynamodb/table.ts';
import { createPublicReader } from '../../../adapters/public-reader/dynamodb-public-reader.ts';
import type { Event } from '../../../contracts/events.ts';
import { carryOutOrders } from '../../../use-cases/carry-out-orders.ts';
import { giveOrder, type OrderRequest } from '../../../use-cases/release-orders.ts';
import { World } from '../../fakes/in-memory.ts';
import { dti2022, editionUsing, releaseOf } from './examples.ts';
import { createTable, deleteTable, dyingAt } from './test-database.ts';

const database = inject('database');

const operator = { subject: 'an', agency: 'portal', roles: ['operator'] };
const note = { vi: 'Huế báo nhầm', en: 'Hue reported a wrong figure' };

describe.skipIf(!database)('release orders on DynamoDB', () => {
  let table: Table;
  let world: World;
  let sent: Event[];
  beforeEach(async () => {
    table = await createTable(database!);
    world = new World();
    sent = [];
    await createEditionStore(table).registerDefinition(editionUsing(dti2022, ['broadband']), 'd1', '01J1');
  });
  afterEach(() => deleteTable(table));

  const ports = (on = table) => ({
    orders: createReleaseOrders(on),
    candidates: createCandidates(on),
    releases: createReleaseStore(on),
    releaseRecords: createReleaseRecords(on),
    records: createReleaseRecords(on),
    events: { publish: async (events: Event[]) => void sent.push(...events) },
    clock: world.clock,
    identifiers: world.identifiers,
    waitUntil: async (time: Date) => world.putForward(time),
  });
  const publish = (run: string, version: number) =>
    createReleaseStore(table).publish(dti2022, releaseOf(run, version));
  const give = (request: OrderRequest) => giveOrder(ports(), operator, { edition: dti2022, ...request });
  const index = async () => (await createPublicReader(table).index('dti-province'))!;
  const propose = (run: string, datasetVersion: number) => {
    const { cohorts, results, comparedWith } = releaseOf(run, datasetVersion);
    const release = { cohorts, results, comparedWith };
    return createCandidates(table).propose({
      ...dti2022,
      run,
      datasetVersion,
      computedAt: '2023-07-01T00:00:00.000Z',
      release,
    });
  };

  it('releases the run that waits, the newest', async () => {
    await propose('b', 2);
    await propose('a', 1);
    await expect(give({ kind: 'release', run: 'a' })).rejects.toThrow(/Name the run/);
    await give({ kind: 'release', run: 'b' });
    await carryOutOrders(ports(), 0);
    expect((await index()).editions['2022']).toMatchObject({ run: 'b', revision: 1, datasetVersion: 2 });
    expect(sent.map(({ type }) => type)).toEqual(['order.given', 'order.done', 'release.published']);
  });

  it('rolls back to a new release that nothing computed replaces, and forward by order', async () => {
    await publish('a', 1);
    await publish('b', 2);
    await give({ kind: 'roll-back', revision: 1, note });
    await carryOutOrders(ports(), 0);
    expect((await index()).editions['2022']).toMatchObject({
      run: 'a',
      revision: 3,
      rolledBackTo: 1,
      held: true,
    });
    expect(await publish('c', 9)).toEqual({ outcome: 'held', revision: 3 });
    await propose('c', 9);
    await give({ kind: 'release', run: 'c' });
    await carryOutOrders(ports(), 0);
    expect(await publish('d', 10)).toEqual({ outcome: 'published', revision: 5 });
  });

  it('withdraws the current release, keeps its record, and leaves its place to an order', async () => {
    await publish('a', 1);
    await publish('b', 2);
    await give({ kind: 'withdraw', revision: 2, note });
    await carryOutOrders(ports(), 0);
    const { editions, withdrawn } = await index();
    expect(editions).toEqual({});
    expect(withdrawn).toMatchObject({ '2022': { revision: 2, note } });
    expect(await createReleaseRecords(table).get(dti2022, 2)).toMatchObject({
      run: 'b',
      withdrawn: { note },
    });
    expect(await publish('c', 3)).toEqual({ outcome: 'held', revision: 2 });
    expect(await createReleaseStore(table).publish(dti2022, releaseOf('c', 3), { seen: null })).toEqual({
      outcome: 'held',
      revision: 2,
    });
    await give({ kind: 'roll-back', revision: 1, note });
    await carryOutOrders(ports(), 0);
    expect((await index()).editions['2022']).toMatchObject({ run: 'a', revision: 3 });
    expect((await index()).withdrawn).toEqual({});
    expect((await createPublicReader(table).errata('dti-province')).map(({ kind }) => kind)).toEqual([
      'roll-back',
      'withdrawal',
    ]);
  });

  it('takes one order at a time, and none twice when workers race', async () => {
    await propose('a', 1);
    await give({ kind: 'release', run: 'a' });
    await expect(give({ kind: 'release', run: 'a' })).rejects.toThrow(/stands for/);
    await Promise.all(Array.from({ length: 8 }, () => carryOutOrders(ports(), 0)));
    expect(await createReleaseRecords(table).list(dti2022)).toHaveLength(1);
    expect(sent.some(({ type }) => type === 'release.published')).toBe(true);
  });

  it('ends released and announced wherever the worker died', async () => {
    await propose('a', 1);
    await give({ kind: 'release', run: 'a' });
    for (let at = 1, died = true; died; at += 1) {
      died = await carryOutOrders(ports(dyingAt(database!, table, at)), 0).then(
        () => false,
        () => true,
      );
      expect(at).toBeLessThan(20);
    }
    expect((await index()).editions['2022']).toMatchObject({ run: 'a', revision: 1 });
    expect(sent.map(({ type }) => type)).toContain('release.published');
    expect(await createReleaseOrders(table).standing()).toEqual([]);
  });
});
