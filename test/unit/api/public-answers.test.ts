import { beforeEach, describe, expect, it } from 'vitest';
import { problem } from '../../../contracts/problem-schema.ts';
import { type PublicOperation, publicRoutes } from '../../../contracts/public-api.ts';
import type { formatResponses } from '../../../contracts/public-format-responses.ts';
import { publicResponses } from '../../../contracts/public-responses.ts';
import { createHandler } from '../../../lambdas/public-api/handler.ts';
import { plan, unitSets, units } from '../seeds/seeds.ts';
import { dti2020, dti2022, dti2022first, dti2024 } from './examples.ts';
import { PublicTable } from './public-table.ts';
import { releaseSeed } from './published-world.ts';
import { bodyOf, memoryLog, request } from './request.ts';

const dti = '/v1/indices/dti-province';
const computed = '/v1/indices/par-index/editions/2012';

/** One good question for each operation. */
const examples: Record<Exclude<PublicOperation, 'rankWithWeights' | keyof typeof formatResponses>, string> = {
  getService: '/v1',
  getDescription: '/v1/openapi.json',
  listIndices: '/v1/indices',
  getIndex: dti,
  listEditions: `${dti}/editions`,
  getEdition: `${dti}/editions/2024`,
  getRanking: `${dti}/editions/2022/ranking?revision=1`,
  getUnitProfile: `${dti}/editions/2024/units/da-nang?cohort=units-34`,
  getUnitHistory: `${dti}/units/da-nang/history`,
  listReleases: `${dti}/editions/2022/releases`,
  compareReleases: `${dti}/editions/2022/releases/1/diff/2`,
  listErrata: `${dti}/errata`,
  getMovers: `${dti}/editions/2022/movers`,
  getStatistics: `${dti}/editions/2022/statistics`,
  compareUnits: `${dti}/editions/2022/compare?units=da-nang,hue`,
  listUnitSets: '/v1/unit-sets',
  searchUnits: '/v1/units?search=Hu%E1%BA%BF',
  getUnit: '/v1/units/da-nang',
  listPlans: '/v1/plans?asOf=2022',
  getPlan: '/v1/plans/da-nang-resolution-05',
  getMethodology: `${computed}/methodology`,
  getCoverage: `${computed}/coverage`,
  explainScore: `${computed}/units/da-nang/explanation`,
  getUncertainty: `${computed}/uncertainty`,
};
const operations = Object.entries(examples) as [keyof typeof examples, string][];

let table: PublicTable;
let log: ReturnType<typeof memoryLog>;
let ask: (...parameters: Parameters<typeof request>) => ReturnType<ReturnType<typeof createHandler>>;

beforeEach(async () => {
  table = new PublicTable();
  for (const run of [dti2020, dti2022first, dti2024]) table.release(run, 1);
  table.release(dti2022, 2);
  await releaseSeed(table, 'par-index/2012');
  await table.register(units, unitSets);
  table.plan(plan('da-nang-resolution-05'));
  log = memoryLog();
  const handler = createHandler({ ...table.ports, log });
  ask = (...parameters) => handler(request(...parameters));
});

describe.each(operations)('%s', (operation, address) => {
  it('answers exactly what its schema says, nothing left out and nothing beside it', async () => {
    const result = await ask(address);
    expect(result.statusCode).toBe(200);
    expect(result.headers).toMatchObject({ 'Content-Type': 'application/json' });
    const body = bodyOf(result);
    expect(publicResponses[operation].parse(body)).toEqual(body);
  });

  it('answers 304 to who has its ETag, and the same headers without a body to HEAD', async () => {
    const result = await ask(address);
    const etag = String(result.headers?.['ETag']);
    expect(etag).toMatch(/^"[A-Za-z0-9_-]{43}"$/);
    const again = await ask(address, { headers: { 'if-none-match': `"other", W/${etag}` } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect(again.headers).toMatchObject({ ETag: etag, 'Cache-Control': result.headers?.['Cache-Control'] });
    const head = await ask(address, { method: 'HEAD' });
    expect(head).toEqual({ ...result, body: '' });
  });

  it('may be read by a page of any origin, and neither framed nor sniffed', async () => {
    const { headers } = await ask(address);
    expect(headers).toMatchObject({
      'Access-Control-Allow-Origin': '*',
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    });
  });

  it('refuses parameters that it does not have, and lists those it has', async () => {
    const result = await ask(`${address.split('?')[0]}?colour=blue`);
    expect(result.statusCode).toBe(400);
    const allowed = Object.keys(publicRoutes[operation].query.shape);
    expect(bodyOf(result)).toMatchObject({ parameter: 'colour', allowed, link: `/v1/docs#${operation}` });
  });

  it.each([
    'POST',
    'PUT',
    'PATCH',
    'DELETE',
  ])('answers 405 to %s and says what is allowed', async (method) => {
    const result = await ask(address, { method });
    expect(result.statusCode).toBe(405);
    expect(result.headers).toMatchObject({ Allow: 'GET, HEAD' });
  });
});

const ranking = `${dti}/editions/2022/ranking`;
const cursorOf = (text: string) => Buffer.from(text).toString('base64url');

describe('problems', () => {
  it.each([
    ['an unknown path', '/v1/everything', 404, {}],
    ['an unknown index', '/v1/indices/pci', 404, { parameter: 'index' }],
    ['an index with capitals', '/v1/indices/DTI', 400, { parameter: 'index' }],
    [
      'an edition that is not released',
      `${dti}/editions/2021`,
      404,
      { parameter: 'period', allowed: ['2024', '2022', '2020'] },
    ],
    ['a period that is no year', `${dti}/editions/soon`, 400, { parameter: 'period' }],
    ['a release to come', `${ranking}?revision=3`, 404, { parameter: 'revision' }],
    ['a revision below the first', `${ranking}?revision=0`, 400, { parameter: 'revision' }],
    [
      'an unknown cohort',
      `${ranking}?cohort=units-34`,
      400,
      { parameter: 'cohort', allowed: ['provinces-63'] },
    ],
    ['an unknown node', `${ranking}?node=economy`, 400, { parameter: 'node', allowed: ['dti', 'awareness'] }],
    [
      'a page size that straddles pages',
      `${ranking}?limit=30`,
      400,
      { parameter: 'limit', allowed: ['10', '20', '25', '50', '100'] },
    ],
    ['a parameter given twice', `${ranking}?limit=10&limit=20`, 400, { parameter: 'limit' }],
    ['a cursor made by hand', `${ranking}?cursor=2`, 400, { parameter: 'cursor' }],
    [
      'a cursor of another edition',
      `${ranking}?cursor=${cursorOf('1.run-2020.10')}`,
      400,
      { parameter: 'cursor' },
    ],
    [
      'a cursor of another release',
      `${ranking}?revision=1&cursor=${cursorOf('2.run-2022-b.10')}`,
      400,
      { parameter: 'revision' },
    ],
    [
      'a cursor past the last page',
      `${ranking}?cursor=${cursorOf('2.run-2022-b.200')}`,
      404,
      { parameter: 'cursor' },
    ],
    ['a unit that is not in the cohort', `${dti}/editions/2024/units/ha-noi`, 404, { parameter: 'unit' }],
    ['a unit without a history', `${dti}/units/atlantis/history`, 404, { parameter: 'unit' }],
    [
      'a node no edition has',
      `${dti}/units/da-nang/history?node=economy`,
      400,
      { parameter: 'node', allowed: ['awareness', 'dti', 'government'] },
    ],
    [
      'a cohort no edition has',
      `${dti}/units/da-nang/history?cohort=all`,
      400,
      { parameter: 'cohort', allowed: ['provinces-63', 'units-34'] },
    ],
    ['a name with an escaped slash', `${dti}/units/da%2Fnang/history`, 400, { parameter: 'unit' }],
  ])('%s', async (_, address, status, help) => {
    const result = await ask(address);
    expect(result.statusCode).toBe(status);
    expect(result.headers).toMatchObject({
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'no-store',
      'Access-Control-Allow-Origin': '*',
    });
    const body = bodyOf(result);
    expect(problem.strict().parse(body)).toMatchObject({ status, ...help });
    expect(body.detail.length).toBeGreaterThan(20);
  });

  it('names the other cohorts where a unit may be looked for', async () => {
    const { detail } = bodyOf(await ask(`${dti}/editions/2024/units/ha-noi`));
    expect(detail).toContain('other cohorts are units-34');
  });

  it('shows nothing of a fault of ours but a number to quote, and logs the rest', async () => {
    table.sent.reset();
    table.sent.rejects(new Error('AccessDenied: arn:aws:dynamodb:secret'));
    const result = await ask(ranking);
    expect(result.statusCode).toBe(500);
    expect(result.body).not.toContain('arn:');
    expect(bodyOf(result).requestId).toBe('request-1');
    expect(log.lines).toMatchObject([{ level: 'error', fields: { requestId: 'request-1', path: ranking } }]);
  });

  it('asks to come back when a release cannot be read to its end', async () => {
    table.items.delete('RUN#run-2022-b META');
    const result = await ask(`${dti}/editions/2022`);
    expect([result.statusCode, result.headers?.['Retry-After']]).toEqual([503, '5']);
  });
});
