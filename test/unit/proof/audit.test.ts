import { describe, expect, it } from 'vitest';
import { auditedActs, type Event } from '../../../contracts/events.ts';
import { type AuditEntry, chainFaults } from '../../../domain/proof/audit-chain.ts';
import { type AuditedEvent, appendAudit } from '../../../use-cases/append-audit.ts';
import { giveOrder } from '../../../use-cases/release-orders.ts';
import { memoryAuditLog } from '../../fakes/audit.ts';
import { e2022, releasedAndSigned } from './example.ts';

const operator = { subject: 'an', agency: 'portal', roles: ['operator'] };
const note = { vi: 'Huế báo nhầm', en: 'Hue reported a wrong figure' };
const isAct = (event: Event): event is AuditedEvent => auditedActs.some((act) => act === event.type);

/** Every act of a small history, as the bus delivers it: some twice, in a random order within what is waiting. */
async function history() {
  const { pipeline } = await releasedAndSigned();
  const entries = new Map<string, AuditEntry[]>();
  const ports = { audit: memoryAuditLog(entries), clock: pipeline.world.clock };
  const acts: AuditedEvent[] = [];
  const record = (events: Event[]) => {
    acts.push(...events.filter(isAct));
    return events;
  };
  await giveOrder(pipeline.world.ports(), operator, { edition: e2022, kind: 'roll-back', revision: 1, note });
  await pipeline.deliver(record);
  await giveOrder(pipeline.world.ports(), operator, { edition: e2022, kind: 'withdraw', revision: 3, note });
  await pipeline.deliver(record);
  const log = () => entries.get('network/2022')!;
  return { entries, ports, acts, log };
}

describe('the audit log', () => {
  it('has every act once, with who did it and why, however often the news comes', async () => {
    const { ports, acts, log } = await history();
    for (const act of [...acts, ...acts]) await appendAudit(ports, act);
    expect(log().map(({ act }) => act)).toEqual([
      'order.given',
      'order.done',
      'release.published',
      'order.given',
      'order.done',
      'release.withdrawn',
    ]);
    expect(log()[0]!.details).toMatchObject({ kind: 'roll-back', revision: 1, by: { subject: 'an' }, note });
    expect(await chainFaults(log())).toEqual([]);
  });

  it('takes an act once though its news is sent again under another id', async () => {
    const { ports, acts, log } = await history();
    const published = acts.find(({ type }) => type === 'release.published')!;
    await appendAudit(ports, published);
    await appendAudit(ports, { ...published, id: 'another' });
    expect(log()).toHaveLength(1);
  });

  it('takes a permission and a decision once though their news is sent again', async () => {
    const { ports, log } = await history();
    const envelope = {
      schemaVersion: 1,
      time: '2026-01-01T00:00:00.000Z',
      correlationId: 'c',
      causationId: 'c',
    };
    const granted = { edition: e2022, agency: 'mic', until: '2026-02-01', reason: 'flood', grantedBy: 'an' };
    const verified = { submissionId: 's', agency: 'mic', editions: [e2022], decision: 'd' };
    const acts = ['first', 'again'].flatMap((id) => [
      { ...envelope, id, type: 'permission.granted', data: { ...granted, grantedAt: envelope.time } },
      { ...envelope, id, type: 'observations.verified', data: verified },
    ]) as AuditedEvent[];
    for (const act of acts) await appendAudit(ports, act);
    expect(log().map(({ act }) => act)).toEqual(['permission.granted', 'observations.verified']);
  });

  it('is one chain when many write at once', async () => {
    const { ports, acts, log } = await history();
    const many = Array.from({ length: 40 }, (_, order) => ({
      ...acts.find(({ type }) => type === 'release.published')!,
      data: { edition: e2022, run: 'r', revision: order + 1 },
    })) as AuditedEvent[];
    for (let start = 0; start < 40; start += 10)
      await Promise.all(many.slice(start, start + 10).map((each) => appendAudit(ports, each)));
    expect(log()).toHaveLength(40);
    expect(await chainFaults(log())).toEqual([]);
  });

  it('shows an entry that was changed, one that is missing, and one that was put in', async () => {
    const { ports, acts, log } = await history();
    for (const act of acts) await appendAudit(ports, act);
    const changed = log().map((entry) =>
      entry.sequence === 2 ? { ...entry, at: '2020-01-01T00:00:00.000Z' } : entry,
    );
    expect(await chainFaults(changed)).toEqual(['entry 2 was changed']);
    const without = log().filter(({ sequence }) => sequence !== 3);
    expect(await chainFaults(without)).toContain('entry 3 is missing: entry 4 stands there');
    expect(await chainFaults(without)).toContain('entry 4 does not follow the one before it');
    const { linked } = await import('../../../domain/proof/audit-chain.ts');
    const forged = await linked({ ...log()[1]!, details: { by: 'somebody else' } }, log()[0]);
    const replaced = log().map((entry) => (entry.sequence === 2 ? forged : entry));
    expect(await chainFaults(replaced)).toEqual(['entry 3 does not follow the one before it']);
  });
});
