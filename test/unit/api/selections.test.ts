import { beforeAll, describe, expect, it } from 'vitest';
import { publishedWorld } from './published-world.ts';
import { bodyOf } from './request.ts';

const pci = '/v1/indices/pci-province';

// biome-ignore lint/suspicious/noExplicitAny: tests state the shape by what they expect of it.
type Body = any;
let world: Awaited<ReturnType<typeof publishedWorld>>;
const get = async (address: string): Promise<Body> => bodyOf(await world.ask(address));
const names = (rows: Body) => rows.map(({ unit }: Body) => unit.name.vi);

beforeAll(async () => {
  world = await publishedWorld(['pci-province']);
}, 60_000);

describe('a ranking', () => {
  it('is read by name, without regard to diacritics', async () => {
    const { rows, total } = await get(`${pci}/editions/2016/ranking?sort=name`);
    expect(total).toBe(63);
    expect(names(rows.slice(0, 4))).toEqual(['An Giang', 'Bà Rịa - Vũng Tàu', 'Bắc Giang', 'Bắc Kạn']);
  });

  it('is read by the places won since the edition before', async () => {
    const { rows } = await get(`${pci}/editions/2016/ranking?sort=rise&limit=10`);
    const moves = rows.map(({ change }: Body) => change.rank);
    expect(moves).toEqual(moves.toSorted((a: number, b: number) => b - a));
    expect(moves[0]).toBeGreaterThan(5);
  });

  it('is read region by region, each unit keeping the rank that it has among all', async () => {
    const { rows, regions } = await get(`${pci}/editions/2016/ranking?region=central-highlands`);
    expect(rows.every(({ unit }: Body) => unit.region === 'central-highlands')).toBe(true);
    expect(rows[0].rank).toBeGreaterThan(1);
    const all = await Promise.all(
      regions.map((region: string) => get(`${pci}/editions/2016/ranking?region=${region}`)),
    );
    expect(all.reduce((sum, { total }) => sum + total, 0)).toBe(63);
  });

  it.each([
    'TP. Đà Nẵng',
    'DA NANG',
    'da nang',
    'nẵng',
    'Đà Nẵng'.normalize('NFD'),
    '48',
  ])('finds Đà Nẵng written as %s', async (written) => {
    const { rows } = await get(`${pci}/editions/2016/ranking?search=${encodeURIComponent(written)}`);
    expect(rows[0]).toMatchObject({ unit: { id: 'da-nang' }, rank: 1 });
  });

  it('goes on where the page before ended, also in pages of another size', async () => {
    const { rows } = await get(`${pci}/editions/2016/ranking`);
    const { links } = await get(`${pci}/editions/2016/ranking?limit=10`);
    const { cursor } = Object.fromEntries(new URL(links.next, 'https://civindex.test').searchParams);
    for (const [query, end] of [
      ['', 63],
      ['&limit=20', 30],
      ['&limit=20&sort=name', 30],
    ] as const) {
      const page = await get(`${pci}/editions/2016/ranking?cursor=${cursor}${query}`);
      expect([page.offset, page.total, page.rows.length]).toEqual([10, 63, end - 10]);
      if (!query.includes('sort')) expect(page.rows).toEqual(rows.slice(10, end));
    }
  });

  it('finds nothing under a name that nobody has', async () => {
    expect(await get(`${pci}/editions/2016/ranking?search=atlantis`)).toMatchObject({ total: 0, rows: [] });
  });
});

describe('what there is not', () => {
  it.each([
    ['an index', '/v1/indices/pci-provinc', { parameter: 'index', allowed: ['pci-province'] }],
    ['a release', `${pci}/editions/2016/ranking?revision=9`, { parameter: 'revision', allowed: ['1'] }],
    ['the second of two releases', `${pci}/editions/2016/releases/1/diff/9`, { parameter: 'other' }],
  ])('is answered with what there is: %s', async (_, address, help) => {
    expect(await get(address)).toMatchObject({ status: 404, ...help });
  });
});

describe('an unknown unit', () => {
  it.each([
    `${pci}/editions/2016/units/da-nag`,
    `${pci}/units/da-nag/history`,
    `${pci}/editions/2016/compare?units=hue,da-nag`,
    '/v1/units/da-nag',
  ])('is answered at %s with those that may be meant', async (address) => {
    const problem = await get(address);
    expect(problem).toMatchObject({ status: 404, link: '/v1/units' });
    expect(problem.nearest.map(({ id }: Body) => id)).toContain('da-nang');
  });

  it('is told by a name too', async () => {
    const problem = await get(`${pci}/editions/2016/units/${encodeURIComponent('Đà Nẵng')}`);
    expect(problem.nearest).toEqual([{ id: 'da-nang', name: { vi: 'Đà Nẵng', en: 'Da Nang' } }]);
  });
});

describe('a profile', () => {
  it('tells the distance to the mean and to the next rank, the percentile, strengths and weaknesses', async () => {
    const { nodes, strengths, weaknesses } = await get(`${pci}/editions/2016/units/quang-ninh`);
    expect(nodes[0]).toMatchObject({
      parent: null,
      rank: 2,
      percentile: 97.62,
      next: { unit: 'da-nang', rank: 1 },
      change: { cause: 'data' },
    });
    expect(nodes[0].next.distance).toBeGreaterThan(0);
    expect(nodes[0].toMean).toBeGreaterThan(0);
    expect(nodes[1].parent).toBe('total');
    expect(strengths[0].rank).toBeLessThanOrEqual(strengths.at(-1).rank);
    expect(weaknesses[0].rank).toBeGreaterThan(strengths.at(-1).rank);
  });
});

describe('units', () => {
  it('stand side by side at every node, in the order asked for', async () => {
    const { units, nodes } = await get(`${pci}/editions/2016/compare?units=hue,da-nang,ha-noi`);
    expect(units.map(({ id }: Body) => id)).toEqual(['hue', 'da-nang', 'ha-noi']);
    expect(nodes).toHaveLength(11);
    expect(nodes[0].results.map(({ unit }: Body) => unit)).toEqual(['hue', 'da-nang', 'ha-noi']);
  });

  it('tell which units they came of and became', async () => {
    const city = await get('/v1/units/da-nang-2025');
    expect(city.predecessors.map(({ id }: Body) => id)).toEqual(['da-nang', 'quang-nam']);
    expect((await get('/v1/units/quang-nam')).successors).toMatchObject([{ id: 'da-nang-2025' }]);
  });

  it('are found in one set or in all', async () => {
    const all = await get('/v1/units?search=hu%E1%BA%BF');
    expect(all.units.map(({ id }: Body) => id)).toContain('hue');
    const states = await get('/v1/units?search=viet&unitSet=un-member-states-193');
    expect(states.units).toMatchObject([{ id: 'vnm' }]);
    expect((await get('/v1/units?search=hanoy')).nearest).toMatchObject([{ id: 'ha-noi' }]);
  });
});
