import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { createEditionStore } from '../../../adapters/dynamodb/edition-store.ts';
import { createReleaseStore } from '../../../adapters/dynamodb/release-store.ts';
import type { Table } from '../../../adapters/dynamodb/table.ts';
import { dti2022, editionUsing, egov2022, releaseOf } from './examples.ts';
import { contents, createTable, deleteTable, dyingAt, watched } from './test-database.ts';

const database = inject('database');

describe.skipIf(!database)('releases in DynamoDB', () => {
  let table: Table;
  beforeEach(async () => {
    table = await createTable(database!);
    await createEditionStore(table).registerDefinition(editionUsing(dti2022, ['broadband']), 'd1', '01J1');
  });
  afterEach(() => deleteTable(table));

  const store = () => createReleaseStore(table);
  const publish = (run: string, datasetVersion: number) =>
    store().publish(dti2022, releaseOf(run, datasetVersion));
  const pointer = async () => (await store().pointers('dti-province')).editions['2022'];
  const releases = async () =>
    (await contents(table)).filter(({ sk }) => sk.startsWith('RELEASE#')).map(({ pk, sk, ...kept }) => kept);

  it('shows readers the run that was published last and keeps each release', async () => {
    expect(await store().pointers('dti-province')).toEqual({ index: 'dti-province', editions: {} });
    expect(await publish('a', 1)).toEqual({ outcome: 'published', revision: 1 });
    expect(await publish('b', 2)).toEqual({ outcome: 'published', revision: 2 });
    expect(await pointer()).toEqual({ ...releaseOf('b', 2), revision: 2 });
    expect(await releases()).toEqual([
      { ...releaseOf('a', 1), revision: 1 },
      { ...releaseOf('b', 2), revision: 2 },
    ]);
  });

  it('publishes a run once, however often it is announced', async () => {
    await publish('a', 1);
    expect(await publish('a', 1)).toEqual({ outcome: 'unchanged', revision: 1 });
    expect(await releases()).toHaveLength(1);
  });

  it('never replaces a newer dataset by an older one', async () => {
    await publish('b', 2);
    expect(await publish('a', 1)).toEqual({ outcome: 'stale', revision: 1 });
    expect((await pointer())?.run).toBe('b');
  });

  it('holds a run to the newest dataset that gave it', async () => {
    await publish('a', 1);
    expect(await publish('a', 3)).toEqual({ outcome: 'unchanged', revision: 1 });
    expect(await publish('b', 2)).toEqual({ outcome: 'stale', revision: 1 });
    expect(await pointer()).toEqual({ ...releaseOf('a', 3), revision: 1 });
  });

  it('takes what was seen for what is in place, and looks again where it is not', async () => {
    await publish('a', 1);
    const seen = await pointer();
    expect(await store().publish(dti2022, releaseOf('b', 2), { seen: seen! })).toMatchObject({ revision: 2 });
    expect(await store().publish(dti2022, releaseOf('c', 3), { seen: seen! })).toMatchObject({ revision: 3 });
    expect(await store().publish(dti2022, releaseOf('a', 1), { seen: null })).toEqual({
      outcome: 'stale',
      revision: 3,
    });
    expect((await pointer())?.run).toBe('c');
  });

  it('shows no run of a definition that is no longer in force', async () => {
    const other = editionUsing(dti2022, ['broadband', 'e-invoices']);
    expect(await store().publish(dti2022, releaseOf('a', 1), { definition: 'd1' })).toMatchObject({
      outcome: 'published',
    });
    await createEditionStore(table).registerDefinition(other, 'd2', '01J2');
    const late = await store().publish(dti2022, releaseOf('b', 2), { definition: 'd1' });
    expect(late).toEqual({ outcome: 'stale', revision: 1 });
    expect((await pointer())?.run).toBe('a');
  });

  it('publishes a run anew after another had its place', async () => {
    await publish('a', 1);
    await publish('b', 2);
    expect(await publish('a', 3)).toEqual({ outcome: 'published', revision: 3 });
  });

  it('keeps the editions of an index apart', async () => {
    const dti2023 = { index: 'dti-province', period: '2023' };
    await publish('a', 1);
    expect(await store().publish(dti2023, releaseOf('c', 1))).toEqual({ outcome: 'published', revision: 1 });
    expect(Object.keys((await store().pointers('dti-province')).editions)).toEqual(['2022', '2023']);
  });

  it('counts fifty racing runs of one dataset without a gap', async () => {
    const runs = Array.from({ length: 50 }, (_, order) => `run-${order}`);
    const outcomes = await Promise.all(runs.map((run) => asQueueWould(() => publish(run, 1))));
    expect(outcomes.every(({ outcome }) => outcome === 'published')).toBe(true);
    const revisions = outcomes.map(({ revision }) => revision).sort((a, b) => a - b);
    expect(revisions).toEqual(runs.map((_, order) => order + 1));
    expect((await releases()).map(({ revision }) => revision)).toEqual(revisions);
    expect((await pointer())?.revision).toBe(50);
  });

  it('ends with the newest of fifty racing datasets, and moves forward only', async () => {
    const versions = Array.from({ length: 50 }, (_, order) => order + 1);
    await Promise.all(versions.map((version) => asQueueWould(() => publish(`run-${version}`, version))));
    const kept = (await releases()) as { revision: number; datasetVersion: number }[];
    expect(kept.map(({ revision }) => revision)).toEqual(kept.map((_, order) => order + 1));
    const order = kept.map(({ datasetVersion }) => datasetVersion);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(await pointer()).toEqual({ ...releaseOf('run-50', 50), revision: kept.length });
  });

  it('decides again when the pointer moved between its read and its write', async () => {
    await publish('a', 1);
    let raised = false;
    const slow = watched(database!, table, async (command) => {
      if (command !== 'TransactWriteItemsCommand' || raised) return;
      raised = true;
      // The run that readers see turns out to be that of a newer dataset too.
      await publish('a', 5);
    });
    const outcome = await createReleaseStore(slow).publish(dti2022, releaseOf('b', 3));
    expect(outcome).toEqual({ outcome: 'stale', revision: 1 });
    expect(await pointer()).toEqual({ ...releaseOf('a', 5), revision: 1 });
  });

  it('moves the pointer whole or not at all when the worker dies', async () => {
    let died = true;
    for (let request = 1; died; request += 1) {
      const dying = createReleaseStore(dyingAt(database!, table, request));
      died = await dying.publish(dti2022, releaseOf(`run-${request}`, request)).then(
        () => false,
        () => true,
      );
      const { outcome, revision } = await publish(`run-${request}`, request);
      expect({ outcome, revision }).toEqual({ outcome: died ? 'published' : 'unchanged', revision: request });
    }
  });

  it('lists the indices', async () => {
    await createEditionStore(table).registerDefinition(editionUsing(egov2022, ['broadband']), 'e1', '01J1');
    expect(await store().indices()).toEqual(['dti-province', 'egov-province']);
  });

  /** An announcement that lost every race comes back after a while. */
  async function asQueueWould<Result>(deliver: () => Promise<Result>): Promise<Result> {
    for (let delivery = 1; delivery < 10; delivery += 1) {
      try {
        return await deliver();
      } catch (error) {
        if (!/moved at each/.test((error as Error).message)) throw error;
      }
    }
    return deliver();
  }
});
