import { beforeAll, describe, expect, it } from 'vitest';
import type { Unit } from '../../../domain/methodology/definitions.ts';
import type { ResultRow, Run } from '../../../domain/release/run.ts';
import { unitRecords } from '../../../domain/units/unit-records.ts';
import { createHandler } from '../../../lambdas/public-api/handler.ts';
import { nodeOf, runOf } from './examples.ts';
import { PublicTable } from './public-table.ts';
import { bodyOf, memoryLog, request } from './request.ts';

const most = 100_000;
const regions = ['central-highlands', 'mekong-river-delta', 'red-river-delta'];
const communes = '/v1/indices/communes/editions/2025';

const idOf = (place: number) => `commune-${String(place).padStart(6, '0')}`;
const nameOf = (place: number) => ({ vi: `Xã Tân ${place}`, en: `Tan ${place} Commune` });

function rowOf(place: number, total: number): ResultRow {
  return {
    unit: {
      id: idOf(place),
      name: nameOf(place),
      code: String(place).padStart(6, '0'),
      region: regions[place % regions.length]!,
    },
    score: (total - place) / total,
    rank: place,
    status: 'ranked',
    change: { rank: (place % 7) - 3, score: 0.01 },
  };
}

function editionOf(units: number): Run {
  const rows = Array.from({ length: units }, (_, place) => rowOf(place + 1, units));
  const node = nodeOf('total', 'Total', {});
  const statistics = { ...node.statistics, units, ranked: units, scored: units };
  const unitSet = { id: 'vn-communes', name: { vi: 'Xã', en: 'Communes' } };
  return runOf('communes', '2025', `run-${units}`, [
    {
      ...{ id: 'communes', name: unitSet.name, unitSet, origin: 'computed' as const },
      nodes: [{ ...node, rows, statistics }],
    },
  ]);
}

async function released(units: number) {
  const run = editionOf(units);
  const table = new PublicTable();
  let largest = 0;
  table.release(run, 1);
  for (const { sk, body } of table.items.values())
    if (/^(PAGE|VIEW|UNITS)#/.test(sk)) largest = Math.max(largest, Buffer.byteLength(String(body)));
  const defined = Array.from(
    { length: units },
    (_, place): Unit => ({
      ...{ id: idOf(place + 1), name: nameOf(place + 1), aliases: [], codes: [], successors: [] },
    }),
  );
  const sets = [{ id: 'vn-communes', name: { vi: 'Xã', en: 'Communes' }, units: defined }];
  await table.register(unitRecords(defined, sets), sets);
  const handler = createHandler({ ...table.ports, log: memoryLog() });
  const ask = async (address: string) => {
    table.sent.resetHistory();
    const result = await handler(request(address));
    return { result, body: bodyOf(result), reads: table.reads() };
  };
  return { largest, ask };
}

describe('an edition of 100,000 communes', () => {
  let large: Awaited<ReturnType<typeof released>>;
  let small: Awaited<ReturnType<typeof released>>;
  beforeAll(async () => {
    [large, small] = await Promise.all([released(most), released(63)]);
  }, 120_000);

  it.each([
    ['a page', `${communes}/ranking?limit=50`],
    ['a page by name', `${communes}/ranking?sort=name`],
    ['the largest rise', `${communes}/ranking?sort=rise`],
    ['a region', `${communes}/ranking?region=red-river-delta`],
    ['a search', `${communes}/ranking?search=xa%20tan%2042`],
    ['a profile', `${communes}/units/${idOf(42)}`],
    ['movers', `${communes}/movers`],
    ['statistics', `${communes}/statistics`],
  ])('answers %s with as many reads as one of 63', async (_, address) => {
    const [ofLarge, ofSmall] = [await large.ask(address), await small.ask(address)];
    expect([ofLarge.result.statusCode, ofSmall.result.statusCode]).toEqual([200, 200]);
    expect(ofLarge.reads).toEqual(ofSmall.reads);
    expect(Buffer.byteLength(ofLarge.result.body)).toBeLessThan(100_000);
  });

  it('has no stored page of 100 KB', () => {
    expect(large.largest).toBeLessThan(100_000);
  });

  it('finds a commune among all of them by its name in any spelling', async () => {
    const { body } = await large.ask(`${communes}/ranking?search=${encodeURIComponent('XÃ TÂN 42')}`);
    expect(body.rows[0]).toMatchObject({ unit: { id: idOf(42) }, rank: 42 });
  });

  it('gives the last page of a region, reached by a cursor, in two reads', async () => {
    const cursor = Buffer.from(`1.run-${most}.33300`).toString('base64url');
    const { body, reads } = await large.ask(`${communes}/ranking?region=central-highlands&cursor=${cursor}`);
    expect(reads).toEqual(['GetItem', 'GetItem']);
    expect(body.rows.at(-1).unit).toMatchObject({ id: idOf(99_999), region: 'central-highlands' });
    expect(body.links.next).toBeUndefined();
  });

  it('names the regions that there are, and takes a region by rank only', async () => {
    const { body } = await large.ask(`${communes}/ranking?region=south`);
    expect(body).toMatchObject({ parameter: 'region', allowed: regions });
    const sorted = await large.ask(`${communes}/ranking?region=red-river-delta&sort=name`);
    expect(sorted.body).toMatchObject({ status: 400, parameter: 'sort', allowed: ['rank'] });
  });
});
