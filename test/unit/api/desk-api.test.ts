import { beforeEach, describe, expect, it } from 'vitest';
import { deskResponses } from '../../../contracts/desk-responses.ts';
import { problem } from '../../../contracts/problem-schema.ts';
import type { EditionDefinition } from '../../../domain/methodology/edition-definition.ts';
import { createHandler } from '../../../lambdas/desk-api/handler.ts';
import { Unauthorised, Upstream } from '../../../use-cases/errors.ts';
import type { Identity, TokenVerifier } from '../../../use-cases/identity.ts';
import { World } from '../../fakes/in-memory.ts';
import { deskPorts } from './desk.ts';
import { bodyOf, memoryLog, request } from './request.ts';

const people: Record<string, Identity> = {
  'token-mic': { subject: 'lan', agency: 'mic', roles: ['reporter'] },
  'token-vcci': { subject: 'minh', agency: 'vcci', roles: ['reporter'] },
  'token-reader': { subject: 'hoa', agency: 'mic', roles: ['viewer'] },
  'token-operator': { subject: 'an', agency: 'portal', roles: ['operator'] },
};

const verifier: TokenVerifier = {
  verify: async (token) => {
    if (token === 'token-during-outage') throw new Upstream('The keys cannot be had.');
    const identity = people[token];
    if (!identity) throw new Unauthorised('The token is not valid here: sign in again.');
    return identity;
  },
};

const text = { vi: 'Chỉ số', en: 'Index' };
const cohort = (id: string) => ({
  origin: 'imported' as const,
  id,
  name: text,
  unitSet: { id, name: text },
  units: [],
  source: { citation: 'mic.gov.vn' },
  nodes: [{ code: 'dti', name: text }],
});

const restated = {
  origin: 'restated' as const,
  id: 'units-34-restated',
  name: text,
  unitSet: { id: 'units-34', name: text },
  units: [],
  formerUnits: [],
  lineage: [],
  from: { cohort: 'provinces-63', period: '2024', origin: 'imported' as const },
  rule: { method: 'mean' as const, atLeast: 1 },
  indicators: [],
  of: 'scores' as const,
  nodes: [],
  ranking: { ties: 'competition' as const, on: 'rounded' as const },
};

/**
 * DTI 2024 has two cohorts that are reported, the ministry reports both, the chamber of commerce the new units
 * only; and one that is made from the old units.
 */
const definition = (submission: Partial<EditionDefinition['submission']> = {}): EditionDefinition => ({
  schema: 1,
  index: {
    kind: 'index',
    id: 'dti-province',
    name: text,
    shortName: 'DTI',
    description: text,
    publisher: { name: text },
  },
  period: '2024',
  cohorts: [cohort('provinces-63'), cohort('units-34'), restated],
  release: 'automatic',
  submission: { numbers: 'vi', ...submission },
  reporters: [{ agency: 'mic' }, { agency: 'vcci', cohorts: ['units-34'] }],
  publishedStatistics: [],
  regions: {},
});

const submissions = '/v1/desk/submissions';
const ours = 'https://civindex.example.org';
const file = { edition: 'dti-province/2024', fileName: 'Chuyển đổi số (2024).csv' };

let world: World;
let ask: (
  token: string | undefined,
  address: string,
  rest?: { method?: string; headers?: Record<string, string>; body?: unknown },
) => ReturnType<ReturnType<typeof createHandler>>;

const define = (submission?: Partial<EditionDefinition['submission']>) =>
  void world.definitions.set('d1', definition(submission));

beforeEach(() => {
  world = new World();
  define();
  const state = { definition: 'd1', definitionSubmission: '01', datasetVersion: 1 };
  world.states.set('dti-province/2024', state);
  const handler = createHandler({
    verifier,
    origins: [ours],
    log: memoryLog(),
    ports: deskPorts(world),
  });
  ask = (token, address, { headers, ...rest } = {}) =>
    handler(
      request(address, {
        ...rest,
        headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers },
      }),
    );
});

const post = (token: string, body: unknown, headers = {}, address = submissions) =>
  ask(token, address, { method: 'POST', body, headers });

describe('announcing a data file', () => {
  it('gives a submission at its own address and a form for one exact key', async () => {
    const result = await post('token-mic', file);
    expect(result.statusCode).toBe(201);
    const body = bodyOf(result);
    expect(deskResponses.createSubmission.parse(body)).toEqual(body);
    const { submission, upload } = body;
    expect(submission).toMatchObject({
      agency: 'mic',
      submittedBy: 'lan',
      edition: 'dti-province/2024',
      cohort: 'provinces-63',
      fileName: 'Chuyển đổi số (2024).csv',
      status: 'awaiting-upload',
    });
    expect(result.headers).toMatchObject({
      Location: `${submissions}/${submission.id}`,
      'Cache-Control': 'no-store',
    });
    expect(upload).toMatchObject({
      fields: { key: `submissions/${submission.id}/Chuyen-doi-so-2024.csv` },
      maximumBytes: 104_857_600,
    });
  });

  it('takes the first cohort that the agency may send where none is named', async () => {
    expect(bodyOf(await post('token-vcci', file)).submission.cohort).toBe('units-34');
  });

  it.each([
    [
      'a cohort of others',
      'token-vcci',
      { ...file, cohort: 'provinces-63' },
      403,
      { parameter: 'cohort', allowed: ['units-34'] },
    ],
    [
      'a cohort that is made from another',
      'token-mic',
      { ...file, cohort: 'units-34-restated' },
      400,
      { parameter: 'cohort', allowed: ['provinces-63', 'units-34'] },
    ],
    [
      'a cohort the edition has not',
      'token-mic',
      { ...file, cohort: 'ministries' },
      400,
      { parameter: 'cohort', allowed: ['provinces-63', 'units-34'] },
    ],
    ['an agency that reports elsewhere', 'token-operator', file, 403, {}],
    ['a role that may only read', 'token-reader', file, 403, {}],
    [
      'an edition that is not defined',
      'token-mic',
      { ...file, edition: 'dti-province/2030' },
      404,
      { parameter: 'edition' },
    ],
    [
      'an edition without a year',
      'token-mic',
      { ...file, edition: 'dti-province' },
      400,
      { parameter: 'edition' },
    ],
    ['no file name', 'token-mic', { edition: file.edition }, 400, { parameter: 'fileName' }],
    [
      'a file name with a folder',
      'token-mic',
      { ...file, fileName: '../run.csv' },
      400,
      { parameter: 'fileName' },
    ],
    [
      'a file name that reads backwards',
      'token-mic',
      { ...file, fileName: 'a\u202Evsc.csv' },
      400,
      { parameter: 'fileName' },
    ],
    [
      'an agency in the body',
      'token-mic',
      { ...file, agency: 'vcci' },
      400,
      { parameter: 'agency', allowed: ['edition', 'cohort', 'fileName'] },
    ],
    ['a body that is no JSON', 'token-mic', 'edition=dti', 400, {}],
    ['a body that is no object', 'token-mic', [file], 400, {}],
  ])('refuses %s', async (_, token, body, status, help) => {
    const result = await post(token, body);
    expect(result.statusCode).toBe(status);
    expect(problem.strict().parse(bodyOf(result))).toMatchObject({ status, ...help });
    expect(world.submissions.size).toBe(0);
  });

  it.each([
    ['before it opens', { opens: '2026-03-01T00:00:00+07:00' }],
    ['after it has closed', { closes: '2025-12-31T23:59:59+07:00' }],
  ])('is refused %s, with the time', async (_, window) => {
    define(window);
    const result = await post('token-mic', file);
    expect(result.statusCode).toBe(409);
    expect(bodyOf(result).detail).toContain(Object.values(window)[0]);
  });

  it('is taken while the window is open', async () => {
    define({ opens: '2025-12-01T00:00:00+07:00', closes: '2026-03-01T00:00:00+07:00' });
    expect((await post('token-mic', file)).statusCode).toBe(201);
  });
});

describe('an idempotency key', () => {
  const headers = { 'idempotency-key': 'form-17' };

  it('makes the same request, sent twice, one submission', async () => {
    const [first, second] = [await post('token-mic', file, headers), await post('token-mic', file, headers)];
    expect(bodyOf(second).submission).toEqual(bodyOf(first).submission);
    expect(world.submissions.size).toBe(1);
  });

  it('is an agency’s own', async () => {
    await post('token-mic', file, headers);
    expect(bodyOf(await post('token-vcci', file, headers)).submission.agency).toBe('vcci');
    expect(world.submissions.size).toBe(2);
  });

  it('completes what a crash after taking the key left undone', async () => {
    await post('token-mic', file, headers);
    const [id] = [...world.submissions.keys()];
    world.submissions.clear();
    expect(bodyOf(await post('token-mic', file, headers)).submission.id).toBe(id);
    expect([...world.submissions.keys()]).toEqual([id]);
  });

  it('does not stand for two files', async () => {
    await post('token-mic', file, headers);
    const result = await post('token-mic', { ...file, fileName: 'other.csv' }, headers);
    expect([result.statusCode, bodyOf(result).parameter]).toEqual([409, 'Idempotency-Key']);
  });

  it('does not reopen a submission that has been judged', async () => {
    const { submission } = bodyOf(await post('token-mic', file, headers));
    world.submissions.set(submission.id, { ...world.submissions.get(submission.id)!, status: 'rejected' });
    expect((await post('token-mic', file, headers)).statusCode).toBe(409);
  });
});

describe('announcing definitions', () => {
  const bundle = { fileName: 'definitions.json' };

  it('is for operators, under a key of its own', async () => {
    const result = await post('token-operator', bundle, {}, '/v1/desk/definitions');
    const body = bodyOf(result);
    expect(deskResponses.createDefinitionsUpload.parse(body)).toEqual(body);
    expect(body.submission).toMatchObject({ kind: 'definitions', agency: 'portal' });
    expect(body.upload.fields.key).toBe(`definitions/${body.submission.id}/definitions.json`);
  });

  it('is refused to reporters', async () => {
    expect((await post('token-mic', bundle, {}, '/v1/desk/definitions')).statusCode).toBe(403);
  });
});

describe('reading submissions', () => {
  const opened = async () => bodyOf(await post('token-mic', file)).submission;

  it('shows the report and what was touched, and nothing of where the file lies', async () => {
    const { id } = await opened();
    world.submissions.set(id, {
      ...world.submissions.get(id)!,
      status: 'accepted',
      objectVersion: 'v1',
      part: 'p1',
      decidedAt: '2026-01-01T00:10:00.000Z',
      report: { outcome: 'accepted', rows: 63, findings: [], total: { errors: 0, warnings: 0 } },
      touched: [{ index: 'dti-province', period: '2024' }],
    });
    const body = bodyOf(await ask('token-mic', `${submissions}/${id}`));
    expect(deskResponses.getSubmission.strict().parse(body)).toEqual(body);
    expect(body).toMatchObject({ report: { rows: 63 }, touched: ['dti-province/2024'] });
  });

  it.each([
    ['token-mic', 200],
    ['token-operator', 200],
    ['token-vcci', 404],
  ])('lets %s see a submission of the ministry: %i', async (token, status) => {
    const { id } = await opened();
    expect((await ask(token, `${submissions}/${id}`)).statusCode).toBe(status);
  });

  it('lists those of the own agency, newest first', async () => {
    const [first, second] = [await opened(), await opened()];
    await post('token-vcci', file);
    const body = bodyOf(await ask('token-mic', submissions));
    expect(deskResponses.listSubmissions.parse(body)).toEqual(body);
    expect(body.submissions.map(({ id }: { id: string }) => id)).toEqual([second.id, first.id]);
  });

  it('refuses an id that is none', async () => {
    expect((await ask('token-mic', `${submissions}/42`)).statusCode).toBe(400);
  });
});

describe('whoever has no valid token', () => {
  it.each([
    ['no token', undefined, 401],
    ['a token of others', 'forged', 401],
    ['a token that cannot be checked now', 'token-during-outage', 503],
  ])('gets nothing with %s, at whatever address', async (_, token, status) => {
    for (const address of [submissions, `${submissions}/01J00000000000000000000000`, '/v1/desk/secrets']) {
      const result = await ask(token, address);
      expect(result.statusCode, address).toBe(status);
      expect(problem.parse(bodyOf(result)).status).toBe(status);
    }
  });

  it('is told how to sign in', async () => {
    expect((await ask(undefined, submissions)).headers).toMatchObject({ 'WWW-Authenticate': 'Bearer' });
  });

  it('is refused though an authoriser’s context says otherwise', async () => {
    const result = await ask(undefined, submissions, {
      headers: { 'x-agency': 'mic', authorization: 'Basic bWljOm1pYw==' },
    });
    expect(result.statusCode).toBe(401);
  });
});

it('answers 405 with both methods where two are served', async () => {
  const result = await ask('token-mic', submissions, { method: 'DELETE' });
  expect(result.headers).toMatchObject({ Allow: 'POST, GET, HEAD' });
});

describe('a page in a browser', () => {
  const preflight = (origin: string) =>
    ask(undefined, submissions, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    });

  it('of ours is told, before it has sent a token, what it may send', async () => {
    const result = await preflight(ours);
    expect(result).toMatchObject({ statusCode: 204, body: '' });
    expect(result.headers).toMatchObject({
      'Access-Control-Allow-Origin': ours,
      'Access-Control-Allow-Methods': 'GET, POST, DELETE',
      'Access-Control-Allow-Headers': 'Authorization, Content-Type, Idempotency-Key',
      'Access-Control-Max-Age': '3600',
      Vary: 'Origin',
    });
  });

  it.each([
    ['a submission opened', 'token-mic', file, 201],
    ['a fault in the request', 'token-mic', { edition: 'dti-province/2024' }, 400],
    ['a token refused', 'forged', file, 401],
  ])('of ours may read the answer: %s', async (_, token, body, status) => {
    const result = await post(token, body, { Origin: ours });
    expect(result.statusCode).toBe(status);
    expect(result.headers).toMatchObject({
      'Access-Control-Allow-Origin': ours,
      'Access-Control-Expose-Headers': 'Location, Retry-After',
      Vary: 'Origin',
    });
  });

  it.each([
    'https://elsewhere.example.org',
    'null',
    `${ours}.evil.example`,
  ])('of %s may not', async (origin) => {
    for (const result of [await preflight(origin), await post('token-mic', file, { Origin: origin })]) {
      const cors = Object.keys(result.headers ?? {}).filter((name) => name.startsWith('Access-Control-'));
      expect(cors).toEqual([]);
      expect(result.headers).toMatchObject({ Vary: 'Origin' });
    }
  });
});
