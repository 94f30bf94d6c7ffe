import { beforeAll, describe, expect, it } from 'vitest';
import { problem } from '../../../contracts/problem-schema.ts';
import { publicResponses } from '../../../contracts/public-responses.ts';
import { edition } from '../seeds/seeds.ts';
import { publishedWorld } from './published-world.ts';
import { bodyOf, request } from './request.ts';

const pci = '/v1/indices/pci-province/editions/2016';
const dti = '/v1/indices/dti-province/editions';

// biome-ignore lint/suspicious/noExplicitAny: tests state the shape by what they expect of it.
type Body = any;
let world: Awaited<ReturnType<typeof publishedWorld>>;
const get = async (address: string): Promise<Body> => bodyOf(await world.ask(address));
const post = async (address: string, body: unknown) =>
  world.handler(request(address, { method: 'POST', body }));

beforeAll(async () => {
  world = await publishedWorld(['pci-province', 'dti-province']);
}, 60_000);

describe('methodology', () => {
  it('is the very definition that the release was computed by', async () => {
    const body = await get(`${pci}/methodology`);
    expect(body.definition).toEqual(edition('pci-province/2016'));
    expect(body.hash).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('an explanation', () => {
  it('adds up to the score, down to the values reported', async () => {
    const { explanation, unit } = await get(`${pci}/units/da-nang/explanation`);
    expect(unit.id).toBe('da-nang');
    expect(explanation.children).toHaveLength(10);
    const sum = explanation.children.reduce((before: number, { toTop }: Body) => before + toTop, 0);
    expect(sum).toBeCloseTo(explanation.score, 9);
    expect(explanation.children[0].explanation).toMatchObject({ kind: 'leaf', observed: expect.any(Number) });
  });

  it.each([
    ['a cohort that was not computed here', `${dti}/2023/units/da-nang/explanation`, 409, 'cohort'],
    ['an unknown unit', `${pci}/units/da-nag/explanation`, 404, 'unit'],
    ['an unknown node', `${pci}/units/da-nang/explanation?node=luck`, 400, 'node'],
  ])('is not given of %s', async (_, address, status, parameter) => {
    expect(problem.strict().parse(await get(address))).toMatchObject({ status, parameter });
  });
});

describe('uncertainty', () => {
  it('is computed once, kept, and the same for everyone', async () => {
    const first = await get(`${pci}/uncertainty`);
    expect(world.table.analyses.size).toBe(1);
    expect(await get(`${pci}/uncertainty`)).toEqual(first);
    expect(first.settings).toMatchObject({ replicates: 1000, seed: 2026, failed: 0 });
    expect(first.rows).toHaveLength(63);
    const [daNang] = first.rows;
    expect(daNang).toMatchObject({ unit: { id: 'da-nang' }, rank: 1, best: 1 });
    for (const { low, high, best, worst } of first.rows) {
      expect(best).toBeLessThanOrEqual(low);
      expect(low).toBeLessThanOrEqual(high);
      expect(high).toBeLessThanOrEqual(worst);
    }
  });
});

describe('what if', () => {
  const weights = { 'labour-training': 0, 'legal-institutions': 0, 'business-support': 0 };

  it('ranks by other weights with the same engine, beside the ranks as released', async () => {
    const unchanged = bodyOf(await post(`${pci}/what-if`, { weights: {} }));
    for (const { rank, released } of unchanged.rows) expect(rank).toBe(released);
    const result = await post(`${pci}/what-if`, { weights });
    expect(result.headers).toMatchObject({ 'Cache-Control': 'no-store' });
    const body = bodyOf(result);
    expect(publicResponses.rankWithWeights.parse(body)).toEqual(body);
    expect(body.weights.find(({ code }: Body) => code === 'labour-training')).toMatchObject({ weight: 0 });
    expect(body.rows.some(({ rank, released }: Body) => rank !== released)).toBe(true);
    expect(body.rows.map(({ rank }: Body) => rank)).toEqual(
      body.rows.map(({ rank }: Body) => rank).toSorted((a: number, b: number) => a - b),
    );
  });

  it.each([
    ['an unknown node', { weights: { luck: 1 } }, 'weights'],
    ['a negative weight', { weights: { 'land-access': -1 } }, 'weights.land-access'],
    ['a weight that is no number', { weights: { 'land-access': '1' } }, 'weights.land-access'],
    ['a field that there is not', { weights: {}, colour: 'blue' }, 'colour'],
    ['no weights', {}, 'weights'],
    ['weights that are all nothing', { weights: allZero() }, 'weights'],
  ])('refuses %s', async (_, body, parameter) => {
    const result = await post(`${pci}/what-if`, body);
    expect(result.statusCode).toBe(400);
    expect(bodyOf(result)).toMatchObject({ parameter, link: '/v1/docs#rankWithWeights' });
  });

  it('is answered whatever a condition says: there is nothing that a cache could have', async () => {
    const address = `${pci}/what-if`;
    const headers = { 'If-None-Match': '*' };
    const result = await world.handler(request(address, { method: 'POST', headers, body: { weights: {} } }));
    expect(result.statusCode).toBe(200);
  });

  it('takes POST only', async () => {
    const result = await world.ask(`${pci}/what-if`);
    expect([result.statusCode, result.headers?.['Allow']]).toEqual([405, 'POST']);
  });
});

describe('coverage', () => {
  it('tells which indicators and units were reported, and the files', async () => {
    const { indicators, units, files } = await get(`${pci}/coverage`);
    expect(indicators).toHaveLength(10);
    expect(indicators[0]).toMatchObject({ units: 63, reported: 63 });
    expect(units.every(({ reported }: Body) => reported === 10)).toBe(true);
    expect(files).toMatchObject([{ cohort: 'provinces-63', submittedAt: null }]);
  });

  it('counts printed nodes of an imported cohort', async () => {
    const { indicators } = await get(`${dti}/2023/coverage`);
    expect(indicators[0]).toMatchObject({ id: 'total', units: 63, reported: 12 });
  });
});

function allZero() {
  const [cohort] = edition('pci-province/2016').cohorts;
  const root = cohort?.origin === 'computed' ? cohort.framework.root : undefined;
  const children = root && 'children' in root ? root.children : [];
  return Object.fromEntries(children.map(({ code }) => [code, 0]));
}
