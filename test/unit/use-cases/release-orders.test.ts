import { beforeEach, describe, expect, it } from 'vitest';
import type { Identity } from '../../../use-cases/identity.ts';
import { cancelOrder, giveOrder, type OrderRequest } from '../../../use-cases/release-orders.ts';
import { Pipeline } from '../../fakes/pipeline.ts';
import { index, units } from './three-provinces.ts';

const edition = { index: 'network', period: '2022' };
const operator: Identity = { subject: 'an', agency: 'portal', roles: ['operator'] };
const note = { vi: 'Huế báo nhầm', en: 'Hue reported a wrong figure' };
const file = (daNang: number) => `unit,speed,reach\nĐà Nẵng,${daNang},90\nHuế,30,90\nCần Thơ,20,60\n`;

let pipeline: Pipeline;

async function start(release: 'automatic' | 'manual') {
  pipeline = new Pipeline();
  await pipeline.define({
    'units.yaml': units,
    'network.yaml': index('network', ['speed', 'reach'], ['2021', '2022'], '[{ agency: telecoms }]', [
      `release: ${release}`,
    ]),
  });
}

const submit = (daNang: number, period = '2022') =>
  pipeline.submit({ index: 'network', period }, 'all', 'telecoms', file(daNang));
const give = (request: OrderRequest) => giveOrder(pipeline.world.ports(), operator, { edition, ...request });
const current = () => pipeline.pointer(edition);
const waiting = () => pipeline.world.candidates.get('network/2022')!.run;

async function order(request: OrderRequest) {
  const given = await give(request);
  await pipeline.deliver();
  return given;
}

describe('an order that is sent again', () => {
  beforeEach(() => start('automatic'));

  it('is the same order under the same key, waiting or carried out, and is announced again', async () => {
    await submit(40);
    const request = { kind: 'annotate', revision: 1, note, idempotencyKey: 'k' } as const;
    const first = await give(request);
    pipeline.world.take('order.given');
    expect(await give(request)).toEqual(first);
    expect(pipeline.world.events.map(({ type }) => type)).toEqual(['order.given']);
    await pipeline.deliver();
    expect((await give(request)).id).toBe(first.id);
    await pipeline.deliver();
    expect(pipeline.world.errata).toHaveLength(1);
  });

  it('under another key is another order', async () => {
    await submit(40);
    await give({ kind: 'annotate', revision: 1, note, idempotencyKey: 'k' });
    const other = give({ kind: 'annotate', revision: 1, note, idempotencyKey: 'l' });
    await expect(other).rejects.toThrow(/stands for network\/2022/);
  });
});

describe('an edition that is released by hand', () => {
  beforeEach(async () => {
    await start('manual');
    await submit(40);
  });

  it('shows nothing until an operator releases the run that waits', async () => {
    expect(current()).toBeUndefined();
    await order({ kind: 'release', run: waiting() });
    expect(current()).toMatchObject({ revision: 1, run: waiting() });
    expect(pipeline.world.orders.get('network/2022')).toMatchObject({ state: 'announced' });
  });

  it('is released once, by the run that was named: a newer one waits for its own order', async () => {
    const seen = waiting();
    await give({ kind: 'release', run: seen });
    await pipeline.deliver((events) => [...events, ...events]);
    await submit(50);
    expect(current()).toMatchObject({ revision: 1, run: seen });
    await expect(give({ kind: 'release', run: seen })).rejects.toMatchObject({
      help: { parameter: 'run', allowed: [waiting()] },
    });
    await order({ kind: 'release', run: waiting(), note });
    expect(current()).toMatchObject({ revision: 2, note });
    expect(pipeline.world.errata).toMatchObject([{ kind: 'revision', revision: 2, note }]);
  });

  it('is released at the second that was set, and not before', async () => {
    const at = '2026-01-02T08:00:00+07:00';
    await order({ kind: 'release', run: waiting(), at });
    expect(current()).toBeUndefined();
    await pipeline.carryOut(90_000);
    expect(current()).toBeUndefined();
    pipeline.world.putForward(new Date('2026-01-02T00:59:00Z'));
    await pipeline.carryOut(90_000);
    expect(current()!.publishedAt.slice(0, 19)).toBe('2026-01-02T01:00:00');
  });

  it('is not released by an order that was cancelled, and takes another only then', async () => {
    const run = waiting();
    await order({ kind: 'release', run, at: '2026-01-02T01:00:00Z' });
    await expect(give({ kind: 'release', run })).rejects.toThrow(/cancel it first/);
    await cancelOrder(pipeline.world.ports(), operator, { edition });
    pipeline.world.putForward(new Date('2026-01-03T00:00:00Z'));
    await pipeline.carryOut(90_000);
    expect(current()).toBeUndefined();
    await order({ kind: 'release', run });
    expect(current()).toMatchObject({ revision: 1 });
    await expect(cancelOrder(pipeline.world.ports(), operator, { edition })).rejects.toThrow(/carried out/);
  });

  it('is released even if the news of the order is lost', async () => {
    await give({ kind: 'release', run: waiting() });
    pipeline.world.events.length = 0;
    await pipeline.carryOut();
    expect(current()).toMatchObject({ revision: 1 });
  });

  it('is announced even if the worker died after the release', async () => {
    await give({ kind: 'release', run: waiting() });
    const { publish } = pipeline.world.publisher;
    pipeline.world.publisher.publish = async () => {
      throw new Error('the bus is down');
    };
    await expect(pipeline.carryOut()).rejects.toThrow('the bus is down');
    pipeline.world.publisher.publish = publish;
    pipeline.world.events.length = 0;
    await pipeline.carryOut();
    expect(pipeline.world.events.map(({ type }) => type)).toEqual(['order.done', 'release.published']);
    expect(current()).toMatchObject({ revision: 1 });
  });
});

describe('an edition that releases by itself', () => {
  beforeEach(async () => {
    await start('automatic');
    await submit(40);
    await submit(50);
  });
  const runs = () => pipeline.world.releases.get('network/2022')!.map(({ run }) => run);

  it('stays where it was rolled back to, whatever is computed, until an operator releases again', async () => {
    const [first] = runs();
    await order({ kind: 'roll-back', revision: 1, note });
    expect(current()).toMatchObject({ revision: 3, run: first, rolledBackTo: 1, held: true, note });
    await submit(60);
    expect(current()).toMatchObject({ revision: 3, run: first });
    await order({ kind: 'release', run: waiting() });
    expect(current()).toMatchObject({ revision: 4, run: waiting() });
    expect(current()).not.toHaveProperty('held');
    await submit(70);
    expect(current()).toMatchObject({ revision: 5 });
  });

  it('has nothing to show once its release is withdrawn, and keeps the record', async () => {
    await order({ kind: 'withdraw', revision: 2, note });
    expect(current()).toBeUndefined();
    expect(pipeline.world.pointers.get('network')!.withdrawn).toMatchObject({
      '2022': { revision: 2, note },
    });
    expect(pipeline.world.releases.get('network/2022')![1]).toMatchObject({
      revision: 2,
      withdrawn: { note },
    });
    await submit(60);
    expect(current()).toBeUndefined();
    await order({ kind: 'roll-back', revision: 1, note });
    expect(current()).toMatchObject({ revision: 3, rolledBackTo: 1 });
    await expect(give({ kind: 'roll-back', revision: 2, note })).rejects.toThrow(/was withdrawn/);
  });

  it('loses an earlier release only, when that is withdrawn', async () => {
    await order({ kind: 'withdraw', revision: 1, note });
    expect(current()).toMatchObject({ revision: 2 });
  });

  it('is compared with what is left when the edition before is withdrawn', async () => {
    await submit(30, '2021');
    expect(current()!.comparedWith).toMatchObject({ period: '2021' });
    await giveOrder(pipeline.world.ports(), operator, {
      edition: { index: 'network', period: '2021' },
      kind: 'withdraw',
      revision: 1,
      note,
    });
    await pipeline.deliver();
    expect(current()!.comparedWith).toBeNull();
  });

  it('gets a note on a release without a new one', async () => {
    await order({ kind: 'annotate', revision: 1, note });
    expect(current()).toMatchObject({ revision: 2 });
    expect(pipeline.world.errata).toMatchObject([{ kind: 'note', revision: 1, note }]);
  });

  it.each([
    [{ kind: 'withdraw', revision: 2 }, 'note'],
    [{ kind: 'roll-back', revision: 9, note }, 'revision'],
    [{ kind: 'withdraw', note }, 'revision'],
  ] as [OrderRequest, string][])('refuses %o at the desk, naming %s', async (request, parameter) => {
    await expect(give(request)).rejects.toMatchObject({ help: { parameter } });
  });

  it('obeys operators only', async () => {
    const reporter = { ...operator, roles: ['reporter'] };
    await expect(
      giveOrder(pipeline.world.ports(), reporter, { edition, kind: 'annotate', revision: 1, note }),
    ).rejects.toThrow(/operator/);
  });
});
