import { beforeAll, describe, expect, it } from 'vitest';
import { createRankIntervals } from '../../../adapters/dynamodb/rank-intervals.ts';
import { publicResponses } from '../../../contracts/public-responses.ts';
import { createHandler } from '../../../lambdas/public-api/handler.ts';
import { assessRanks } from '../../../use-cases/assess-ranks.ts';
import { agencies } from './examples.ts';
import { PublicTable } from './public-table.ts';
import { publishedWorld } from './published-world.ts';
import { bodyOf, memoryLog, request } from './request.ts';

const pci = '/v1/indices/pci-province/editions/2016';

// biome-ignore lint/suspicious/noExplicitAny: tests state the shape by what they expect of it.
type Body = any;
let world: Awaited<ReturnType<typeof publishedWorld>>;
const get = async (address: string): Promise<Body> => bodyOf(await world.ask(address));

const portsOf = (table: PublicTable) => ({
  runs: table.reader,
  ...table.records,
  intervals: createRankIntervals({ client: table.client, tableName: 'civindex' }),
});

async function assess(index: string, period: string): Promise<void> {
  const { run, cohorts } = world.table.pointers[index]![period]!;
  await assessRanks(portsOf(world.table), run, cohorts);
}

const intervalOf = ({ low, high, group }: Body) => ({ low, high, group });
const intervals = (rows: Body[]) => Object.fromEntries(rows.map((row) => [row.unit.id, row.rankInterval]));

beforeAll(async () => {
  world = await publishedWorld(['pci-province', 'dti-province']);
}, 60_000);

describe('rank intervals', () => {
  it('come after the ranks, which readers see without them until then', async () => {
    const before = await get(`${pci}/ranking`);
    expect(before.rows[0].rankInterval).toBeUndefined();
    await assess('pci-province', '2016');
    const after = await get(`${pci}/ranking`);
    expect(after.rows[0]).toEqual({ ...before.rows[0], rankInterval: { low: 1, high: 1, group: 1 } });
  });

  it('are those of the uncertainty analysis, for no further read', async () => {
    const { rows } = await get(`${pci}/uncertainty`);
    const told = Object.fromEntries(rows.map((row: Body) => [row.unit.id, intervalOf(row)]));
    for (const address of [`${pci}/ranking`, `${pci}/ranking?sort=name`]) {
      world.table.sent.resetHistory();
      expect(intervals((await get(address)).rows)).toEqual(told);
      expect(world.table.reads()).toEqual(['GetItem', 'GetItem']);
    }
    const profile = await get(`${pci}/units/hue`);
    expect(profile.nodes[0].rankInterval).toEqual(told.hue);
    expect(publicResponses.getUnitProfile.parse(profile)).toEqual(profile);
    const { rows: found } = await get(`${pci}/ranking?search=hue`);
    expect(found[0].rankInterval).toEqual(told.hue);
    const { nodes } = await get(`${pci}/compare?units=hue,da-nang`);
    expect(nodes[0].results[1].rankInterval).toEqual(told['da-nang']);
    const { entries } = await get('/v1/indices/pci-province/units/hue/history');
    const { rankInterval } = entries.find(({ period }: Body) => period === '2016');
    expect(rankInterval).toEqual(told.hue);
  });

  it('are of the total: a part has none', async () => {
    const { rows } = await get(`${pci}/ranking?node=transparency`);
    expect(rows[0].rankInterval).toBeUndefined();
    const { nodes } = await get(`${pci}/units/hue`);
    expect(nodes.slice(1).filter((node: Body) => node.rankInterval)).toEqual([]);
  });

  it('are written again, not computed again, when the run is', async () => {
    const before = await get(`${pci}/ranking`);
    const { run, cohorts } = world.table.pointers['pci-province']!['2016']!;
    for (const [key, item] of world.table.items)
      if (key.startsWith(`RUN#${run} `)) {
        const { intervals: _, ...written } = item;
        world.table.items.set(key, { ...written, pk: item.pk, sk: item.sk });
      }
    const records = { getDefinition: unread, getPart: unread };
    await assessRanks({ ...portsOf(world.table), records }, run, cohorts);
    expect(await get(`${pci}/ranking`)).toEqual(before);
  });

  it('are not told of figures that were printed elsewhere', async () => {
    await assess('dti-province', '2023');
    const { rows } = await get('/v1/indices/dti-province/editions/2023/ranking');
    expect(rows.filter((row: Body) => row.rankInterval)).toEqual([]);
  });
});

it('shows them in every order of a ranking of many pages', async () => {
  const table = new PublicTable();
  table.release(agencies, 1);
  const { id, nodes } = agencies.cohorts[0]!;
  const known = new Map(
    nodes[0]!.rows.map(({ unit, rank }) => [unit.id, { low: rank!, high: rank! + 1, group: rank! }]),
  );
  const { intervals: store } = portsOf(table);
  await store.keep({ run: agencies.id, cohort: id, total: nodes[0]!.code }, known);
  const handler = createHandler({ ...table.ports, log: memoryLog() });
  for (const sort of ['rank', 'name', 'rise', 'fall']) {
    let address: string | undefined =
      `/v1/indices/e-government-city/editions/2023/ranking?sort=${sort}&limit=50`;
    const seen: Record<string, unknown> = {};
    while (address) {
      const body = bodyOf(await handler(request(address)));
      Object.assign(seen, intervals(body.rows));
      address = body.links.next;
    }
    expect(seen).toEqual(Object.fromEntries(known));
  }
});

async function unread(): Promise<never> {
  throw new Error('is not read again');
}
