import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { createEditionStore } from '../../../adapters/dynamodb/edition-store.ts';
import { createSubmissionStore } from '../../../adapters/dynamodb/submission-store.ts';
import { isConflict, type Table } from '../../../adapters/dynamodb/table.ts';
import type { Finding } from '../../../domain/submission/findings.ts';
import type { Acceptance } from '../../../use-cases/ports.ts';
import { acceptanceOf, dti2022, editionUsing, egov2022, provincesFile } from './examples.ts';
import { contents, createTable, deleteTable, dyingAt } from './test-database.ts';

const database = inject('database');

describe.skipIf(!database)('submissions in DynamoDB', () => {
  let table: Table;
  beforeEach(async () => {
    table = await createTable(database!);
    await createEditionStore(table).registerDefinition(editionUsing(dti2022, ['broadband']), 'd1', '01J0');
  });
  afterEach(() => deleteTable(table));

  const sent = async (...orders: number[]) => {
    const files = orders.map((order) => provincesFile(order));
    for (const file of files) await createSubmissionStore(table).create(file);
    return files;
  };
  const statusOf = async (id: string) => (await createSubmissionStore(table).get(id))?.status;
  const slots = async () => {
    const parts = await createEditionStore(table).currentParts(dti2022);
    return parts.map(({ submissionId }) => submissionId);
  };
  const version = async () => (await createEditionStore(table).state(dti2022))?.datasetVersion;

  it('gives a submission back as it was made', async () => {
    const [file] = await sent(1);
    expect(await createSubmissionStore(table).get(file!.id)).toEqual(file);
    expect(await createSubmissionStore(table).get('01J9')).toBeUndefined();
  });

  it('leaves a submission as it is when it is created again', async () => {
    const [file] = await sent(1);
    await createSubmissionStore(table).accept(acceptanceOf(file!));
    await sent(1);
    expect(await statusOf(file!.id)).toBe('accepted');
    const { submissions } = await createSubmissionStore(table).listByAgency('mic');
    expect(submissions.map(({ status }) => status)).toEqual(['accepted']);
  });

  it('accepts a file: status, slot and dataset version change together', async () => {
    const [file] = await sent(1);
    const acceptance = acceptanceOf(file!);
    expect(await createSubmissionStore(table).accept(acceptance)).toBe('accepted');
    expect(await createSubmissionStore(table).get(file!.id)).toEqual({
      ...file,
      status: 'accepted',
      objectVersion: 'v1',
      decidedAt: acceptance.decidedAt,
      report: acceptance.report,
      part: acceptance.registration.hash,
      touched: [dti2022],
    });
    expect(await createEditionStore(table).currentParts(dti2022)).toEqual([acceptance.registration]);
    expect(await version()).toBe(2);
  });

  it('accepts a file once, however often it is delivered', async () => {
    const [file] = await sent(1);
    const store = createSubmissionStore(table);
    expect(await store.accept(acceptanceOf(file!))).toBe('accepted');
    expect(await store.accept(acceptanceOf(file!))).toBe('already-decided');
    expect(await version()).toBe(2);
  });

  it('keeps the newer file when the older one is judged later', async () => {
    const [older, newer] = await sent(1, 2);
    const store = createSubmissionStore(table);
    expect(await store.accept(acceptanceOf(newer!))).toBe('accepted');
    expect(await store.accept(acceptanceOf(older!))).toBe('superseded');
    expect(await slots()).toEqual([newer!.id]);
    expect(await version()).toBe(2);
    expect(await store.get(older!.id)).toMatchObject({ status: 'superseded', report: { rows: 63 } });
  });

  it('marks the file that a newer one took the place of, in the list too', async () => {
    const [older, newer] = await sent(1, 2);
    const store = createSubmissionStore(table);
    await store.accept(acceptanceOf(older!));
    await store.accept(acceptanceOf(newer!));
    expect(await slots()).toEqual([newer!.id]);
    expect(await statusOf(older!.id)).toBe('superseded');
    const { submissions } = await store.listByAgency('mic');
    expect(submissions.map(({ id, status }) => [id, status])).toEqual([
      [newer!.id, 'accepted'],
      [older!.id, 'superseded'],
    ]);
  });

  it('leaves an accepted file of another cohort as it is', async () => {
    const store = createSubmissionStore(table);
    const ministries = provincesFile(1, { cohort: 'ministries' });
    await store.create(ministries);
    const [provinces] = await sent(2);
    await store.accept(acceptanceOf(ministries));
    await store.accept(acceptanceOf(provinces!));
    expect(await slots()).toEqual([ministries.id, provinces!.id]);
    expect(await statusOf(ministries.id)).toBe('accepted');
  });

  it('lets one of two racing files have the slot, the newer', async () => {
    const [older, newer] = await sent(1, 2);
    const outcomes = await Promise.all([older, newer].map((file) => asQueueWould(acceptanceOf(file!))));
    expect(outcomes[1]).toBe('accepted');
    expect(await slots()).toEqual([newer!.id]);
    expect(await statusOf(older!.id)).toBe('superseded');
    expect(await statusOf(newer!.id)).toBe('accepted');
  });

  it('ends with the newest of twenty racing files, delivered twice each', async () => {
    const files = await sent(...Array.from({ length: 20 }, (_, order) => order + 1));
    await Promise.all([...files, ...files].map((file) => asQueueWould(acceptanceOf(file))));
    expect(await slots()).toEqual([files.at(-1)!.id]);
    const { submissions } = await createSubmissionStore(table).listByAgency('mic');
    const statuses = submissions.map(({ status }) => status);
    expect(statuses).toEqual(['accepted', ...Array(19).fill('superseded')]);
  });

  it('ends the same wherever the first worker died', async () => {
    const store = createSubmissionStore(table);
    let died = true;
    for (let request = 1; died; request += 1) {
      const [older, newer] = await sent(2 * request - 1, 2 * request);
      await store.accept(acceptanceOf(older!));
      const dying = createSubmissionStore(dyingAt(database!, table, request));
      died = await dying.accept(acceptanceOf(newer!)).then(
        () => false,
        () => true,
      );
      await store.accept(acceptanceOf(newer!));
      expect([await statusOf(older!.id), await statusOf(newer!.id)]).toEqual(['superseded', 'accepted']);
      expect(await slots()).toEqual([newer!.id]);
      expect(await version()).toBe(1 + 2 * request);
    }
  });

  it('puts a part into every edition that uses it', async () => {
    const [file] = await sent(1);
    await createSubmissionStore(table).accept(acceptanceOf(file!, [dti2022, egov2022]));
    expect(await createEditionStore(table).currentParts(egov2022)).toEqual(
      await createEditionStore(table).currentParts(dti2022),
    );
  });

  it('takes 45 editions at once and refuses more in words', async () => {
    const editions = (count: number) =>
      Array.from({ length: count }, (_, order) => ({ index: `index-${order}`, period: '2022' }));
    const [file, another] = await sent(1, 2);
    const store = createSubmissionStore(table);
    expect(await store.accept(acceptanceOf(file!, [dti2022, ...editions(44)]))).toBe('accepted');
    await expect(store.accept(acceptanceOf(another!, [dti2022, ...editions(45)]))).rejects.toThrow(
      'touches 46 editions',
    );
    expect(await statusOf(another!.id)).toBe('awaiting-upload');
  });

  it('decides once', async () => {
    const [file] = await sent(1);
    const store = createSubmissionStore(table);
    const rejection = {
      status: 'rejected' as const,
      objectVersion: 'v1',
      decidedAt: '2023-06-01T02:00:05.000Z',
      report: { outcome: 'rejected' as const, rows: 0, findings: [], total: { errors: 1, warnings: 0 } },
    };
    expect(await store.decide(file!, rejection)).toBe('decided');
    expect(await store.decide(file!, { ...rejection, status: 'accepted' })).toBe('already-decided');
    expect(await store.accept(acceptanceOf(file!))).toBe('already-decided');
    expect(await store.get(file!.id)).toEqual({ ...file, ...rejection });
    expect(await slots()).toEqual([]);
  });

  it('keeps a report of a thousand long findings, as many as fit, and counts them all', async () => {
    const [file] = await sent(1);
    const finding: Finding = {
      code: 'unit-unknown',
      severity: 'error',
      row: 2,
      column: 'Tỉnh/thành phố',
      value: 'Thừa Thiên - Huế'.repeat(10),
      message: { vi: 'Không có đơn vị này'.repeat(10), en: 'There is no such unit'.repeat(10) },
      mend: { vi: 'Chọn một tên trong danh sách', en: 'Choose a name from the list' },
    };
    const report = {
      outcome: 'rejected' as const,
      rows: 5000,
      findings: Array.from({ length: 1000 }, () => finding),
      total: { errors: 5000, warnings: 0 },
    };
    const store = createSubmissionStore(table);
    await store.decide(file!, { status: 'rejected', objectVersion: 'v1', report });
    const stored = (await store.get(file!.id))!.report!;
    expect(stored.total).toEqual({ errors: 5000, warnings: 0 });
    expect(stored.findings.length).toBeGreaterThan(200);
    expect(stored.findings.length).toBeLessThan(1000);
    expect(stored.findings[0]).toEqual(finding);
  });

  it('lists fifty a page, newest first, without reports', async () => {
    const files = await sent(...Array.from({ length: 60 }, (_, order) => order + 1));
    const store = createSubmissionStore(table);
    const first = await store.listByAgency('mic');
    const second = await store.listByAgency('mic', first.cursor);
    expect([first.submissions.length, second.submissions.length]).toEqual([50, 10]);
    expect(second.cursor).toBeUndefined();
    expect([...first.submissions, ...second.submissions]).toEqual(files.toReversed());
  });

  it('shows an agency nothing of another whose name begins the same', async () => {
    const store = createSubmissionStore(table);
    await store.create(provincesFile(1, { agency: 'mic#SUBMISSION' }));
    expect((await store.listByAgency('mic')).submissions).toEqual([]);
    expect((await store.listByAgency('mic#SUBMISSION')).submissions).toHaveLength(1);
    expect((await contents(table)).map(({ pk }) => pk)).toContain('AGENCY#mic%23SUBMISSION');
  });

  /** A delivery that met another transaction comes back after a while. */
  async function asQueueWould(acceptance: Acceptance): Promise<string> {
    for (let delivery = 1; delivery <= 50; delivery += 1) {
      try {
        return await createSubmissionStore(table).accept(acceptance);
      } catch (error) {
        if (!isConflict(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, 5 * delivery));
      }
    }
    throw new Error('Fifty deliveries met another transaction');
  }
});
