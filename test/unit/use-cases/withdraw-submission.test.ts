import { describe, expect, it } from 'vitest';
import { validateSubmission } from '../../../use-cases/validate-submission.ts';
import { withdrawSubmission } from '../../../use-cases/withdraw-submission.ts';
import { Pipeline } from '../../fakes/pipeline.ts';
import { index, units } from './three-provinces.ts';

const edition = { index: 'network', period: '2022' };
const access = { index: 'access', period: '2022' };
const lan = { subject: 'lan', agency: 'telecoms', roles: ['reporter'] };
const fileOf = (reach: number) => `unit,speed,reach\nĐà Nẵng,40,${reach}\nHuế,30,80\n`;

async function defined(more: string[] = []) {
  const pipeline = new Pipeline();
  const { outcome } = await pipeline.define({
    'units.yaml': units,
    'network.yaml': index('network', ['speed', 'reach'], ['2022'], '[{ agency: telecoms }]', more),
    'access.yaml': index('access', ['reach'], ['2022'], '[{ agency: statistics }]'),
  });
  expect(outcome).toBe('registered');
  const submit = async (reach: number) =>
    (await pipeline.submit(edition, 'all', 'telecoms', fileOf(reach))).submission;
  const withdraw = async (id: string, identity = lan) => {
    const submission = await withdrawSubmission(pipeline.world.ports(), identity, { id });
    await pipeline.deliver();
    return submission;
  };
  const statusOf = async (id: string) => (await pipeline.world.submissionStore.get(id))!.status;
  const scoreIn = (of: typeof edition) =>
    pipeline.ranking(of).find(({ unit }) => unit.id === 'da-nang')?.score;
  return { pipeline, submit, withdraw, statusOf, scoreIn };
}

describe('a file that is withdrawn', () => {
  it('gives way to the one accepted before it, in every index that uses its values', async () => {
    const { submit, withdraw, statusOf, scoreIn } = await defined();
    const first = await submit(60);
    const second = await submit(90);
    expect([scoreIn(edition), scoreIn(access), await statusOf(first.id)]).toEqual([65, 90, 'superseded']);
    expect(await withdraw(second.id)).toMatchObject({ status: 'withdrawn' });
    expect([scoreIn(edition), scoreIn(access)]).toEqual([50, 60]);
    expect([await statusOf(first.id), await statusOf(second.id)]).toEqual(['accepted', 'withdrawn']);
  });

  it('leaves an empty slot where it was the only one: what was public of it is public no longer', async () => {
    const { pipeline, submit, withdraw } = await defined();
    const { id } = await submit(60);
    await withdraw(id);
    expect(pipeline.ranking(edition).map(({ status, score }) => [status, score])).toEqual([
      ['not-ranked', null],
      ['not-ranked', null],
      ['not-ranked', null],
    ]);
    expect(pipeline.pointer(edition)!.revision).toBe(2);
  });

  it('is kept, and is withdrawn once however often that is asked for', async () => {
    const { pipeline, submit, withdraw } = await defined();
    const { id, key } = await submit(60);
    const first = await withdraw(id);
    const versions = structuredClone(pipeline.world.states);
    expect((await withdraw(id)).withdrawnAt).toBe(first.withdrawnAt);
    expect(pipeline.world.states).toEqual(versions);
    expect(pipeline.world.uploads.has(key)).toBe(true);
  });

  it('does not come back when its upload is announced again', async () => {
    const { pipeline, submit, withdraw, statusOf } = await defined();
    const { id, key } = await submit(60);
    await withdraw(id);
    const ports = { ...pipeline.world.ports(), rows: () => Promise.reject(new Error('not to be read')) };
    expect(await validateSubmission(ports as never, { key, version: 'v1' })).toBe('repeated');
    expect(await statusOf(id)).toBe('withdrawn');
    expect(pipeline.world.slots.get('network/2022')!.size).toBe(0);
  });

  it('does not come back with a file before it either', async () => {
    const { submit, withdraw, statusOf } = await defined();
    const [first, second, third] = [await submit(60), await submit(70), await submit(80)];
    await withdraw(second.id);
    await withdraw(third.id);
    expect(await Promise.all([first, second, third].map(({ id }) => statusOf(id)))).toEqual([
      'accepted',
      'withdrawn',
      'withdrawn',
    ]);
  });

  it('stays out of an edition that was being defined meanwhile', async () => {
    const { pipeline, submit, withdraw } = await defined();
    const { id } = await submit(60);
    const [registration] = await pipeline.world.editionStore.currentParts(edition);
    await withdraw(id);
    expect(await pipeline.world.editionStore.adoptPart(access, registration!)).toBe('unchanged');
  });

  it('that was not judged yet is cancelled, and never counts', async () => {
    const { pipeline, withdraw, statusOf } = await defined();
    const { id } = pipeline.open(edition, 'all', 'telecoms');
    expect((await withdraw(id)).status).toBe('cancelled');
    expect(await pipeline.judge(pipeline.world.submissions.get(id)!, fileOf(60))).toBe('repeated');
    expect(await statusOf(id)).toBe('cancelled');
    expect(pipeline.world.slots.get('network/2022')).toBeUndefined();
  });

  it('is judged anew when it was accepted between reading and withdrawing', async () => {
    const { pipeline, withdraw, statusOf, scoreIn } = await defined();
    const submission = pipeline.open(edition, 'all', 'telecoms');
    const { withdrawals } = pipeline.world;
    const withdrawAfter = withdrawals.withdraw;
    withdrawals.withdraw = async (withdrawal) => {
      withdrawals.withdraw = withdrawAfter;
      await pipeline.judge(submission, fileOf(60));
      return withdrawAfter(withdrawal);
    };
    expect((await withdraw(submission.id)).status).toBe('withdrawn');
    expect(await statusOf(submission.id)).toBe('withdrawn');
    expect(scoreIn(edition)).toBeUndefined();
  });
});

describe('a withdrawal is refused', () => {
  it('after the deadline, unless the agency may be late', async () => {
    const { pipeline, withdraw, statusOf } = await defined([
      'submission: { closes: "2025-12-31T00:00:00Z" }',
    ]);
    const submission = pipeline.open(edition, 'all', 'telecoms');
    await pipeline.judge(submission, fileOf(60));
    await expect(withdraw(submission.id)).rejects.toThrow('took files until 2025-12-31');
    const permission = { reason: 'flood', grantedBy: 'an', grantedAt: '2026-01-01T00:00:00.000Z' };
    await pipeline.world.latePermissions.grant(edition, {
      agency: 'telecoms',
      until: '2026-01-05T00:00:00Z',
      ...permission,
    });
    await withdraw(submission.id);
    expect(await statusOf(submission.id)).toBe('withdrawn');
  });

  it('for a file of another agency, which is not even named, and for one that was rejected', async () => {
    const { pipeline, submit, withdraw } = await defined();
    const { id } = await submit(60);
    await expect(withdraw(id, { ...lan, agency: 'statistics' })).rejects.toThrow('has no submission');
    await expect(withdraw(id, { ...lan, roles: ['operator'] })).rejects.toThrow('takes the role reporter');
    const bad = await pipeline.submit(edition, 'all', 'telecoms', 'unit\nAtlantis\n');
    await expect(withdraw(bad.submission.id)).rejects.toThrow('rejected');
  });
});
