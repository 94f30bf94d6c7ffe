import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { createAuditLog } from '../../../adapters/dynamodb/audit-log.ts';
import type { Table } from '../../../adapters/dynamodb/table.ts';
import { chainFaults } from '../../../domain/proof/audit-chain.ts';
import { type AuditedEvent, appendAudit } from '../../../use-cases/append-audit.ts';
import { dti2022 } from './examples.ts';
import { createTable, deleteTable, dyingAt } from './test-database.ts';

const database = inject('database');

const published = (revision: number, id = `event-${revision}`): AuditedEvent => ({
  id,
  type: 'release.published',
  schemaVersion: 1,
  time: '2023-07-12T01:00:00.000Z',
  correlationId: '01J1',
  causationId: '01J1',
  data: { edition: dti2022, run: 'r', revision },
});

describe.skipIf(!database)('the audit log on DynamoDB', () => {
  let table: Table;
  beforeEach(async () => {
    table = await createTable(database!);
  });
  afterEach(() => deleteTable(table));

  const clock = { now: () => new Date('2023-07-12T01:00:01Z') };
  const append = (event: AuditedEvent, on = table) =>
    appendAudit({ audit: createAuditLog(on), clock }, event);
  const entries = () => createAuditLog(table).list(dti2022, 1);

  it('keeps one chain of acts that come at once, twice and under other ids', async () => {
    const revisions = Array.from({ length: 8 }, (_, order) => order + 1);
    await Promise.all(revisions.map((revision) => append(published(revision))));
    await Promise.all(revisions.map((revision) => append(published(revision, 'sent-again'))));
    const log = await entries();
    expect(log.map(({ details }) => details['revision']).sort()).toEqual(revisions);
    expect(await chainFaults(log)).toEqual([]);
  });

  it('is read on from any act, a page at a time', async () => {
    for (let revision = 1; revision <= 105; revision += 1) await append(published(revision));
    expect(await entries()).toHaveLength(100);
    const rest = await createAuditLog(table).list(dti2022, 101);
    expect(rest.map(({ sequence }) => sequence)).toEqual([101, 102, 103, 104, 105]);
    expect(await createAuditLog(table).list(dti2022, 106)).toEqual([]);
  });

  it('has an act once, wherever the worker died', async () => {
    for (let at = 1, died = true; died; at += 1)
      died = await append(published(1), dyingAt(database!, table, at)).then(
        () => false,
        () => true,
      );
    expect(await entries()).toHaveLength(1);
  });
});
