import { beforeEach, describe, expect, it } from 'vitest';
import { createHandler } from '../../../lambdas/public-api/handler.ts';
import { agencies, dti2020, dti2022, dti2022first, dti2024 } from './examples.ts';
import { PublicTable } from './public-table.ts';
import { bodyOf, memoryLog, request } from './request.ts';

const dti = '/v1/indices/dti-province';

let table: PublicTable;
let get: (address: string) => Promise<Awaited<ReturnType<ReturnType<typeof createHandler>>>>;

beforeEach(() => {
  table = new PublicTable();
  for (const run of [dti2020, dti2022first, dti2024, agencies]) table.release(run, 1);
  table.release(dti2022, 2);
  const handler = createHandler({ ...table.ports, log: memoryLog() });
  get = (address) => handler(request(address));
});

describe('indices and editions', () => {
  it('leads from the service document to every index', async () => {
    const { links } = bodyOf(await get('/v1'));
    const { indices } = bodyOf(await get(links.indices));
    expect(indices.map((index: { id: string }) => index.id)).toEqual(['dti-province', 'e-government-city']);
  });

  it('lists the released editions newest first, each cohort with its origin, in one read', async () => {
    const { editions } = bodyOf(await get(`${dti}/editions`));
    expect(editions.map(({ period }: { period: string }) => period)).toEqual(['2024', '2022', '2020']);
    expect(editions[0].cohorts).toEqual([
      {
        ...{ id: 'provinces-63', origin: 'imported', total: 'dti', nodes: ['dti'] },
        ...{ units: 1, unitSet: 'vn-provinces-63' },
      },
      {
        ...{ id: 'units-34', origin: 'computed', total: 'dti', nodes: ['dti'] },
        ...{ units: 2, unitSet: 'vn-provinces-34' },
      },
    ]);
    expect(table.reads()).toEqual(['GetItem']);
  });

  it.each([
    '/v1/indices',
    dti,
    `${dti}/editions`,
  ])('answers %s in the same bytes however the table orders a map', async (address) => {
    const first = await get(address);
    table.reversed = true;
    const second = await get(address);
    expect(second.body).toBe(first.body);
    expect(second.headers).toEqual(first.headers);
  });

  it('names the newest edition of an index', async () => {
    const body = bodyOf(await get(dti));
    expect(body).toMatchObject({ latest: '2024', periods: ['2024', '2022', '2020'] });
  });

  it('tells what an edition was computed from, and its tree with statistics', async () => {
    const body = bodyOf(await get(`${dti}/editions/2022`));
    expect(body.inputs).toEqual(dti2022.inputs);
    expect(body.cohorts[0].comparison).toEqual({
      ...{ period: '2020', sameMethod: false, sameUnits: true },
    });
    expect(body.cohorts[0].nodes[0]).toMatchObject({ code: 'dti', statistics: { units: 6, ranked: 5 } });
  });
});

describe('a ranking', () => {
  it('costs the pointer and one page, whichever page, size, cohort or node is asked for', async () => {
    const addresses = [
      `${dti}/editions/2022/ranking`,
      `${dti}/editions/latest/ranking?cohort=units-34&node=dti&limit=10`,
      '/v1/indices/e-government-city/editions/2023/ranking?limit=25',
    ];
    for (const address of addresses) {
      table.sent.resetHistory();
      expect((await get(address)).statusCode, address).toBe(200);
      expect(table.reads(), address).toEqual(['GetItem', 'GetItem']);
    }
  });

  it('shows the total of the first cohort to a reader who names neither', async () => {
    const body = bodyOf(await get(`${dti}/editions/2022/ranking`));
    expect(body).toMatchObject({ cohort: { id: 'provinces-63' }, node: { code: 'dti' }, total: 6 });
    expect(body.rows[0]).toMatchObject({ unit: { id: 'da-nang' }, score: 0.8002, rank: 1 });
    expect(body.links.next).toBeUndefined();
  });

  it('keeps a unit that has no rank, with the reason', async () => {
    const { rows } = bodyOf(await get(`${dti}/editions/2022/ranking`));
    expect(rows.at(-1)).toMatchObject({ rank: null, status: 'not-ranked', reason: { en: 'No figures' } });
  });

  it.each([
    ['provinces-63', 'imported', 0.8335, 2],
    ['units-34', 'computed', 0.7069, 17],
  ])('says of the 2024 figures of %s that they are %s', async (cohort, origin, score, rank) => {
    const body = bodyOf(await get(`${dti}/editions/2024/ranking?cohort=${cohort}`));
    expect(body.cohort.origin).toBe(origin);
    const daNang = body.rows.find((row: { unit: { id: string } }) => row.unit.id === 'da-nang');
    expect(daNang).toMatchObject({ origin, score, rank });
  });

  it.each([10, 20, 25, 50, 100])('gives each of 225 agencies once, %i at a time', async (limit) => {
    const seen: string[] = [];
    let address: string | undefined = `/v1/indices/e-government-city/editions/latest/ranking?limit=${limit}`;
    while (address) {
      const body = bodyOf(await get(address));
      expect(body.offset).toBe(seen.length);
      seen.push(...body.rows.map((row: { unit: { id: string } }) => row.unit.id));
      address = body.links.next;
    }
    expect(seen).toHaveLength(225);
    expect(new Set(seen).size).toBe(225);
  });

  it('ends a page where the stored page ends when the size changes on the way', async () => {
    const first = bodyOf(await get('/v1/indices/e-government-city/editions/2023/ranking?limit=10'));
    const second = bodyOf(await get(first.links.next.replace('limit=10', 'limit=100')));
    expect(second.rows).toHaveLength(90);
    expect(bodyOf(await get(second.links.next)).offset).toBe(100);
  });
});

describe('a superseded release', () => {
  const pinned = `${dti}/editions/2022/ranking?revision=1`;

  it('stays readable for ever and links to the current one', async () => {
    const result = await get(pinned);
    const body = bodyOf(result);
    expect(body.release).toMatchObject({ revision: 1, run: 'run-2022-a' });
    expect(body.release).not.toHaveProperty('current');
    expect(body.rows[2].unit.id).toBe('hue');
    expect(result.headers).toMatchObject({ 'Cache-Control': 'public, max-age=31536000, immutable' });
    expect(bodyOf(await get(body.links.current)).release).toMatchObject({ revision: 2, current: true });
  });

  it('is what a cursor that was given before the new release goes on reading', async () => {
    const first = bodyOf(await get('/v1/indices/e-government-city/editions/latest/ranking?limit=10'));
    table.release({ ...agencies, id: 'run-corrected' }, 2);
    const second = bodyOf(await get(first.links.next));
    expect(second.release).toMatchObject({ revision: 1, run: 'run-agencies' });
    expect(second.rows[0].rank).toBe(11);
  });

  it('does not make a computed but unreleased run readable', async () => {
    table.save({ ...dti2022, id: 'run-secret' });
    const forged = Buffer.from('2.run-secret.0').toString('base64url');
    expect((await get(`${dti}/editions/2022/ranking?cursor=${forged}`)).statusCode).toBe(400);
  });

  it('has the address that it had while it was current, with the same bytes', async () => {
    const address = `${dti}/editions/2022/ranking?revision=2`;
    const before = await get(address);
    expect(before.headers).toMatchObject({ 'Cache-Control': expect.stringContaining('immutable') });
    table.release({ ...dti2022, id: 'run-2022-c' }, 3);
    const after = await get(address);
    expect([after.body, after.headers]).toEqual([before.body, before.headers]);
  });

  it('is kept shortly in its first hour, when intervals are still to come, and without its number', async () => {
    const kept = expect.stringContaining('max-age=60');
    const handlerAt = (time: string) =>
      createHandler({ ...table.ports, clock: { now: () => new Date(time) }, log: memoryLog() });
    const pinned = request(`${dti}/editions/2022/ranking?revision=2`);
    expect((await handlerAt('2023-07-02T02:30:00Z')(pinned)).headers).toMatchObject({
      'Cache-Control': kept,
    });
    for (const query of ['', '?asOf=2025-01-01'])
      expect((await get(`${dti}/editions/2022/ranking${query}`)).headers).toMatchObject({
        'Cache-Control': kept,
      });
  });
});

describe('a unit', () => {
  it('has a profile with its place at every node', async () => {
    const body = bodyOf(await get(`${dti}/editions/2022/units/da-nang`));
    expect(body.unit.name.vi).toBe('Đà Nẵng');
    expect(body.nodes).toMatchObject([
      { code: 'dti', rank: 1, score: 0.8002, ranked: 5, origin: 'computed' },
      { code: 'awareness', rank: 1, score: 1, ranked: 2, origin: 'computed' },
    ]);
  });

  it('has a history in two requests, oldest first, imported and computed told apart, no year made up', async () => {
    const body = bodyOf(await get(`${dti}/units/da-nang/history`));
    type Entry = Record<'period' | 'origin' | 'rank' | 'score', unknown> & { cohort: { id: string } };
    const told = body.entries.map(({ period, cohort, origin, rank, score }: Entry) => [
      period,
      cohort.id,
      origin,
      rank,
      score,
    ]);
    expect(told).toEqual([
      ['2020', 'provinces-63', 'computed', 1, 0.4874],
      ['2022', 'provinces-63', 'computed', 1, 0.8002],
      ['2024', 'provinces-63', 'imported', 2, 0.8335],
      ['2024', 'units-34', 'computed', 17, 0.7069],
    ]);
    expect(body.entries[2].cohort.source).toEqual({ citation: 'en.baodanang.vn, 2025' });
    expect(table.reads()).toEqual(['GetItem', 'BatchGetItem']);
  });

  it('shows in its history what is released, not what was: Huế is 4th in 2022', async () => {
    const { entries } = bodyOf(await get(`${dti}/units/hue/history?cohort=provinces-63`));
    expect(entries.map(({ rank }: { rank: number }) => rank)).toEqual([2, 4]);
    expect(entries[1]).toMatchObject({ revision: 2, ranked: 5, change: { rank: -2 } });
  });

  it('has no entry for a year whose tree lacks the node', async () => {
    const { entries } = bodyOf(await get(`${dti}/units/da-nang/history?node=government`));
    expect(entries).toMatchObject([{ period: '2020', node: { code: 'government' }, score: 0.5346 }]);
  });
});

describe('reads', () => {
  it('are tried again consistently when the copy at hand lacks what the pointer leads to', async () => {
    for (const key of [...table.items.keys()]) if (key.includes(' UNITS#')) table.items.delete(key);
    await get(`${dti}/editions/2022/units/da-nang`);
    await get(`${dti}/units/da-nang/history`);
    const consistent = table.sent
      .calls()
      .map(({ args }) => JSON.stringify(args[0].input).includes('"ConsistentRead":true'));
    // Of each: the pointer, the figures, the figures again, and names like the one that was not found.
    expect(consistent).toEqual([false, false, true, false, false, false, true, false, false]);
  });
});
