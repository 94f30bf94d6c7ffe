import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { createEditionStore } from '../../../adapters/dynamodb/edition-store.ts';
import { createLatePermissions } from '../../../adapters/dynamodb/late-permissions.ts';
import { createSubmissionStore } from '../../../adapters/dynamodb/submission-store.ts';
import type { Table } from '../../../adapters/dynamodb/table.ts';
import { createWithdrawals } from '../../../adapters/dynamodb/withdrawals.ts';
import type { Submission } from '../../../use-cases/ports.ts';
import { acceptanceOf, dti2022, editionUsing, egov2022, provincesFile, registrationOf } from './examples.ts';
import { createTable, deleteTable } from './test-database.ts';

const database = inject('database');

const at = '2023-06-02T00:00:00.000Z';

describe.skipIf(!database)('withdrawals in DynamoDB', () => {
  let table: Table;
  beforeEach(async () => {
    table = await createTable(database!);
    const editions = createEditionStore(table);
    await editions.registerDefinition(editionUsing(dti2022, ['broadband']), 'd1', '01J0');
    await editions.registerDefinition(editionUsing(egov2022, ['broadband']), 'd1', '01J0');
  });
  afterEach(() => deleteTable(table));

  const both = [dti2022, egov2022];
  const accepted = async (order: number) => {
    const file = provincesFile(order);
    await createSubmissionStore(table).create(file);
    expect(await createSubmissionStore(table).accept(acceptanceOf(file, both))).toBe('accepted');
    return (await createSubmissionStore(table).get(file.id))!;
  };
  const slot = async (edition = dti2022) =>
    (await createEditionStore(table).currentParts(edition)).map(({ submissionId }) => submissionId);
  const statusOf = async ({ id }: Submission) => (await createSubmissionStore(table).get(id))!.status;
  const version = async () => (await createEditionStore(table).state(dti2022))!.datasetVersion;
  const withdraw = (submission: Submission, previous?: Submission, holding = both) =>
    createWithdrawals(table).withdraw({
      submission,
      status: submission.status === 'awaiting-upload' ? 'cancelled' : 'withdrawn',
      at,
      holding,
      previous: previous && { submission: previous, registration: registrationOf(previous) },
    });

  it('bring the file before back into every dataset, in one write', async () => {
    const [first, second] = [await accepted(1), await accepted(2)];
    expect([await statusOf(first), await slot()]).toEqual(['superseded', [second.id]]);
    const before = await version();
    expect(await withdraw(second, first)).toBe('done');
    expect([await slot(), await slot(egov2022), await version()]).toEqual([
      [first.id],
      [first.id],
      before + 1,
    ]);
    expect([await statusOf(first), await statusOf(second)]).toEqual(['accepted', 'withdrawn']);
    const { submissions } = await createSubmissionStore(table).listByAgency('mic');
    expect(submissions).toMatchObject([{ status: 'withdrawn', withdrawnAt: at }, { status: 'accepted' }]);
  });

  it('bring back a file that came too late to be current', async () => {
    const second = await accepted(2);
    const first = provincesFile(1);
    await createSubmissionStore(table).create(first);
    expect(await createSubmissionStore(table).accept(acceptanceOf(first, both))).toBe('superseded');
    expect(await withdraw(second, first)).toBe('done');
    expect([await slot(), await statusOf(first)]).toEqual([[first.id], 'accepted']);
  });

  it('empty the slot where there was no other', async () => {
    const file = await accepted(1);
    expect(await withdraw(file)).toBe('done');
    expect([await slot(), await slot(egov2022)]).toEqual([[], []]);
    expect(await withdraw(file)).toBe('changed');
  });

  it('change nothing when a newer file came meanwhile, or the file before was withdrawn', async () => {
    const [first, second] = [await accepted(1), await accepted(2)];
    expect(await withdraw(first, undefined, [])).toBe('done');
    expect(await withdraw(second, first)).toBe('changed');
    const third = await accepted(3);
    expect(await withdraw(second)).toBe('changed');
    expect([await slot(), await statusOf(second)]).toEqual([[third.id], 'superseded']);
  });

  it('leave no withdrawn file in a slot, though the newer one is withdrawn at the same moment', async () => {
    const [first, second] = [await accepted(1), await accepted(2)];
    expect(await withdraw(second, first)).toBe('done');
    // As it was read before: superseded, and in no slot.
    expect(await withdraw(first, undefined, [])).toBe('changed');
    expect([await slot(), await statusOf(first)]).toEqual([[first.id], 'accepted']);
  });

  it('keep a withdrawn part from being adopted', async () => {
    const file = await accepted(1);
    await withdraw(file);
    const editions = createEditionStore(table);
    expect(await editions.adoptPart(egov2022, registrationOf(file))).toBe('unchanged');
    expect(await slot(egov2022)).toEqual([]);
  });

  it('cancel what was not judged, unless it was meanwhile', async () => {
    const [one, other] = [provincesFile(1), provincesFile(2)];
    await createSubmissionStore(table).create(one);
    expect(await withdraw(one, undefined, [])).toBe('done');
    expect(await createSubmissionStore(table).accept(acceptanceOf(one, both))).toBe('already-decided');
    await createSubmissionStore(table).create(other);
    await createSubmissionStore(table).accept(acceptanceOf(other, both));
    expect(await withdraw(other, undefined, [])).toBe('changed');
  });
});

describe.skipIf(!database)('what the desk lists, in DynamoDB', () => {
  let table: Table;
  beforeEach(async () => {
    table = await createTable(database!);
  });
  afterEach(() => deleteTable(table));

  it('is late permissions by edition and by agency', async () => {
    const permissions = createLatePermissions(table);
    const permission = { agency: 'mic', until: at, reason: 'flood', grantedBy: 'an', grantedAt: at };
    await permissions.grant(dti2022, permission);
    await permissions.grant(egov2022, { ...permission, agency: 'vcci' });
    expect(await permissions.ofEdition(dti2022)).toEqual([permission]);
    expect(await permissions.ofAgency('vcci')).toEqual([
      { ...permission, agency: 'vcci', edition: egov2022 },
    ]);
  });

  it('is every edition with its reporters, as defined last', async () => {
    const editions = createEditionStore(table);
    await editions.registerDefinition(editionUsing(dti2022, ['broadband']), 'd1', '01J1');
    const older = { ...editionUsing(dti2022, ['broadband']), reporters: [{ agency: 'vcci' }] };
    await editions.registerDefinition(older, 'd0', '01J0');
    expect(await editions.agenda()).toEqual([
      {
        ...dti2022,
        name: { vi: 'DTI', en: 'DTI' },
        submission: { numbers: 'en' },
        cohorts: [{ id: 'provinces', name: { vi: 'Provinces', en: 'Provinces' } }],
        reporters: [{ agency: 'mic' }],
        reviewers: [],
      },
    ]);
  });

  it('is submissions of one edition and status, page after page', async () => {
    const store = createSubmissionStore(table);
    for (let order = 1; order <= 120; order += 1)
      await store.create(provincesFile(order, { edition: order % 2 === 0 ? dti2022 : egov2022 }));
    const filter = { edition: dti2022, status: 'awaiting-upload' as const };
    const first = await store.listByAgency('mic', undefined, filter);
    const second = await store.listByAgency('mic', first.cursor, filter);
    const ids = [...first.submissions, ...second.submissions].map(({ id }) => Number(id.slice(3)));
    expect(first.submissions).toHaveLength(50);
    expect(ids).toEqual(Array.from({ length: 60 }, (_, place) => 120 - 2 * place));
    expect(second.cursor).toBeUndefined();
  });
});
