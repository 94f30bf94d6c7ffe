import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import {
  createEditionCalendar,
  createEditionSubmissions,
  createLedger,
  createWaitingSubmissions,
} from '../../../adapters/dynamodb/deadline-store.ts';
import { createEditionStore } from '../../../adapters/dynamodb/edition-store.ts';
import { createSubmissionStore } from '../../../adapters/dynamodb/submission-store.ts';
import type { Table } from '../../../adapters/dynamodb/table.ts';
import { createIdentifiers } from '../../../adapters/system/identifiers.ts';
import { acceptanceOf, dti2022, editionUsing, egov2022, provincesFile } from './examples.ts';
import { createTable, deleteTable } from './test-database.ts';

const database = inject('database');

describe.skipIf(!database)('deadlines in DynamoDB', () => {
  let table: Table;
  beforeEach(async () => {
    table = await createTable(database!);
  });
  afterEach(() => deleteTable(table));

  it('lists every edition with its window, and keeps what was told when the window moves', async () => {
    const store = createEditionStore(table);
    const calendar = createEditionCalendar(table);
    const moved = {
      ...editionUsing(dti2022, []),
      submission: { numbers: 'vi' as const, closes: '2023-03-31T10:00:00Z' },
    };
    await store.registerDefinition(editionUsing(dti2022, []), 'd1', '01J1');
    await store.registerDefinition(editionUsing(egov2022, []), 'd2', '01J1');
    await calendar.markTold(dti2022, 'closed@2023-03-01T10:00:00Z');
    await store.registerDefinition(moved, 'd3', '01J2');
    const { index, cohorts, reporters } = moved;
    const listed = { name: index.name, cohorts: cohorts.map(({ id, name }) => ({ id, name })), reporters };
    expect(await calendar.editions()).toEqual([
      { ...dti2022, ...listed, window: moved.submission, told: 'closed@2023-03-01T10:00:00Z' },
      { ...egov2022, ...listed, window: { numbers: 'en' } },
    ]);
  });

  it("lists an edition's submissions of all agencies, as they stand", async () => {
    const store = createSubmissionStore(table);
    await createEditionStore(table).registerDefinition(editionUsing(dti2022, ['broadband']), 'd1', '01J0');
    const [first, second, other] = [
      provincesFile(1),
      provincesFile(2),
      provincesFile(3, { agency: 'vcci', edition: egov2022 }),
    ];
    for (const file of [first, second, other]) await store.create(file);
    await store.accept(acceptanceOf(first));
    await store.accept(acceptanceOf(second));
    const listed = await createEditionSubmissions(table).ofEdition(dti2022);
    expect(listed).toEqual([
      { ...first, status: 'accepted', decidedAt: '2023-06-01T02:00:05.000Z' },
      { ...second, status: 'accepted', decidedAt: '2023-06-01T02:00:05.000Z' },
    ]);
  });

  it('finds those that were opened before a time, until they are taken out', async () => {
    const store = createSubmissionStore(table);
    const waiting = createWaitingSubmissions(table);
    const idAt = (time: string) => createIdentifiers({ now: () => new Date(time) }).next();
    const ids = ['2026-03-01T08:00:00Z', '2026-03-01T09:59:59.999Z', '2026-03-01T10:00:00Z'].map(idAt);
    for (const id of ids) await store.create({ ...provincesFile(1), id });
    const before = new Date('2026-03-01T10:00:00Z');
    expect(await waiting.openedBefore(before)).toEqual(ids.slice(0, 2));
    await waiting.remove(ids[0]!);
    await waiting.remove(ids[0]!);
    expect(await waiting.openedBefore(before)).toEqual([ids[1]]);
  });

  it('lets one of many do an act, and another only when the first has died', async () => {
    const ledger = createLedger(table);
    const at = (seconds: number) => new Date(Date.UTC(2026, 2, 1, 10, 0, seconds));
    const claims = await Promise.all(Array.from({ length: 8 }, () => ledger.claim('notice-1', at(0))));
    expect(claims.filter((claim) => claim === 'claimed')).toHaveLength(1);
    expect(await ledger.claim('notice-1', at(119))).toBe('held-by-another');
    expect(await ledger.claim('notice-1', at(121))).toBe('claimed');
    await ledger.settle('notice-1', at(122));
    expect(await ledger.claim('notice-1', at(999))).toBe('settled');
    expect(await ledger.claim('notice-2', at(0))).toBe('claimed');
  });
});
