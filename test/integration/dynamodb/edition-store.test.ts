import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { createEditionStore } from '../../../adapters/dynamodb/edition-store.ts';
import { createSubmissionStore } from '../../../adapters/dynamodb/submission-store.ts';
import type { Table } from '../../../adapters/dynamodb/table.ts';
import { dti2022, editionUsing, egov2022, provincesFile, registrationOf } from './examples.ts';
import { contents, createTable, deleteTable, dyingAt } from './test-database.ts';

const database = inject('database');

describe.skipIf(!database)('editions in DynamoDB', () => {
  let table: Table;
  beforeEach(async () => {
    table = await createTable(database!);
  });
  afterEach(() => deleteTable(table));

  const store = () => createEditionStore(table);
  const first = editionUsing(dti2022, ['broadband']);
  const second = editionUsing(dti2022, ['broadband', 'e-invoices'], 'DTI, corrected');
  const third = editionUsing(dti2022, ['smartphones'], 'DTI, corrected again');

  it('registers a definition once, however often it is delivered', async () => {
    expect(await store().state(dti2022)).toBeUndefined();
    expect(await store().registerDefinition(first, 'd1', '01J1')).toBe('registered');
    expect(await store().registerDefinition(first, 'd1', '01J1')).toBe('unchanged');
    expect(await store().state(dti2022)).toEqual({ definition: 'd1', datasetVersion: 1 });
  });

  it('replaces a definition by a newer one', async () => {
    await store().registerDefinition(first, 'd1', '01J1');
    expect(await store().registerDefinition(second, 'd2', '01J2')).toBe('registered');
    expect(await store().state(dti2022)).toEqual({ definition: 'd2', datasetVersion: 2 });
    expect(await store().editionsUsing('2022', ['e-invoices'], 'now')).toEqual([dti2022]);
  });

  it('keeps why a dataset cannot be computed, until that dataset is another or can be', async () => {
    await store().registerDefinition(first, 'd1', '01J1');
    const fault = {
      cohort: 'all',
      code: 'score-not-finite',
      node: 'total',
      message: 'm',
      mend: 'n',
    } as const;
    const refusal = { datasetVersion: 1, at: '2026-01-01T00:00:00.000Z', faults: [fault] };
    await store().recordRefusal(dti2022, { ...refusal, datasetVersion: 0 });
    expect(await store().state(dti2022)).not.toHaveProperty('refusal');
    await store().recordRefusal(dti2022, refusal);
    expect(await store().state(dti2022)).toMatchObject({ datasetVersion: 1, refusal });
    expect(await store().dataset(dti2022)).toMatchObject({ refusal, parts: [] });
    await store().clearRefusal(dti2022, { ...refusal, at: 'another' });
    expect(await store().state(dti2022)).toHaveProperty('refusal');
    await store().clearRefusal(dti2022, refusal);
    expect(await store().state(dti2022)).toEqual({ definition: 'd1', datasetVersion: 1 });
  });

  it('keeps the newer definition when the older one arrives later', async () => {
    await store().registerDefinition(second, 'd2', '01J2');
    const before = await contents(table);
    expect(await store().registerDefinition(first, 'd1', '01J1')).toBe('superseded');
    expect(await contents(table)).toEqual(before);
  });

  it('lets a definition that was said again outrank one sent before', async () => {
    await store().registerDefinition(first, 'd1', '01J1');
    expect(await store().registerDefinition(first, 'd1', '01J3')).toBe('unchanged');
    expect(await store().registerDefinition(second, 'd2', '01J2')).toBe('superseded');
    expect(await store().state(dti2022)).toEqual({ definition: 'd1', datasetVersion: 1 });
  });

  it('ends the same in whatever order three definitions arrive, at once or one by one', async () => {
    const send = [
      (to: Table) => createEditionStore(to).registerDefinition(first, 'd1', '01J1'),
      (to: Table) => createEditionStore(to).registerDefinition(second, 'd2', '01J2'),
      (to: Table) => createEditionStore(to).registerDefinition(third, 'd3', '01J3'),
    ];
    const orders = ['012', '021', '102', '120', '201', '210'].map((order) => [...order].map(Number));
    const ends = [];
    for (const order of orders) {
      const oneByOne = await createTable(database!);
      for (const place of order) await send[place]!(oneByOne);
      const atOnce = await createTable(database!);
      await Promise.all(order.map((place) => send[place]!(atOnce)));
      ends.push(await withoutVersion(oneByOne), await withoutVersion(atOnce));
    }
    for (const end of ends) expect(end).toEqual(ends[0]);
    expect(ends[0]).toContainEqual(expect.objectContaining({ sk: 'DATASET', definition: 'd3' }));
  });

  it('ends the same wherever the first worker died', async () => {
    await store().registerDefinition(first, 'd1', '01J1');
    const whole = await withoutVersion(table);
    let died = true;
    for (let request = 1; died; request += 1) {
      const fresh = await createTable(database!);
      const dying = createEditionStore(dyingAt(database!, fresh, request));
      died = await dying.registerDefinition(first, 'd1', '01J1').then(
        () => false,
        () => true,
      );
      const retried = await createEditionStore(fresh).registerDefinition(first, 'd1', '01J1');
      expect(retried).toBe(died ? 'registered' : 'unchanged');
      expect(await withoutVersion(fresh)).toEqual(whole);
      expect(await createEditionStore(fresh).state(dti2022)).toEqual({
        definition: 'd1',
        datasetVersion: 1,
      });
    }
  });

  it('keeps what is public of an index when its description changes', async () => {
    await store().registerDefinition(first, 'd1', '01J1');
    await store().registerDefinition(second, 'd2', '01J2');
    const items = await contents(table);
    const name = { vi: 'DTI, corrected', en: 'DTI, corrected' };
    expect(items).toContainEqual(
      expect.objectContaining({ pk: 'INDEX#dti-province', sk: 'CURRENT', name, editions: {} }),
    );
    expect(items).toContainEqual(
      expect.objectContaining({ pk: 'CATALOGUE', sk: 'INDEX#dti-province', name }),
    );
  });

  it('finds the editions of a period that use any of the indicators', async () => {
    await store().registerDefinition(second, 'd2', '01J1');
    await store().registerDefinition(editionUsing(egov2022, ['online-services', 'broadband']), 'e1', '01J1');
    await store().registerDefinition(editionUsing({ index: 'pci', period: '2022' }, []), 'p1', '01J1');
    const dti2023 = { index: 'dti-province', period: '2023' };
    await store().registerDefinition(editionUsing(dti2023, ['broadband']), 'd3', '01J1');
    expect(await store().editionsUsing('2022', ['broadband'], 'now')).toEqual([dti2022, egov2022]);
    expect(await store().editionsUsing('2022', ['e-invoices', 'smartphones'], 'now')).toEqual([dti2022]);
    expect(await store().editionsUsing('2022', ['smartphones'], 'now')).toEqual([]);
  });

  it('no longer finds an edition that has turned into a reprint', async () => {
    await store().registerDefinition(first, 'd1', '01J1');
    await store().registerDefinition(editionUsing(dti2022, []), 'd2', '01J2');
    expect(await store().editionsUsing('2022', ['broadband'], 'now')).toEqual([]);
  });

  it('adopts a part once, and never over a newer one', async () => {
    await store().registerDefinition(editionUsing(egov2022, ['broadband']), 'e1', '01J0');
    const files = [1, 2].map((order) => provincesFile(order, { status: 'accepted' }));
    for (const file of files) await createSubmissionStore(table).create(file);
    const [older, newer] = files.map(registrationOf);
    expect(await store().adoptPart(egov2022, newer!)).toBe('adopted');
    expect(await store().adoptPart(egov2022, newer!)).toBe('unchanged');
    expect(await store().adoptPart(egov2022, older!)).toBe('unchanged');
    expect(await store().currentParts(egov2022)).toEqual([newer]);
    expect((await store().state(egov2022))?.datasetVersion).toBe(2);
  });

  it('gives the current parts oldest first, more than one page of them', async () => {
    const sent = Array.from({ length: 30 }, (_, order) =>
      provincesFile(30 - order, { agency: `agency-${order}`, status: 'accepted' }),
    );
    // Long hashes make the answer larger than the megabyte that one page holds.
    const files = sent.map((file) => ({ ...registrationOf(file), hash: 'h'.repeat(50_000) }));
    for (const file of sent) await createSubmissionStore(table).create(file);
    for (const file of files) await store().adoptPart(dti2022, file);
    expect(await store().currentParts(dti2022)).toEqual(files.toReversed());
  });

  it('raises the dataset version by one', async () => {
    await store().registerDefinition(first, 'd1', '01J1');
    expect(await store().bumpDatasetVersion(dti2022)).toBe(2);
    expect(await store().bumpDatasetVersion(dti2022)).toBe(3);
  });

  /** How often the definition changed on the way depends on the order; everything else must not. */
  async function withoutVersion(of: Table) {
    return (await contents(of)).map(({ datasetVersion, ...item }) => item);
  }
});
