import { beforeEach, describe, expect, it } from 'vitest';
import { deskResponses } from '../../../contracts/desk-responses.ts';
import { problem } from '../../../contracts/problem-schema.ts';
import { file, openDtiDesk, ours, submissions } from './dti-desk.ts';
import { bodyOf } from './request.ts';

type Desk = ReturnType<typeof openDtiDesk>;
let world: Desk['world'];
let ask: Desk['ask'];
let post: Desk['post'];

beforeEach(() => {
  ({ world, ask, post } = openDtiDesk());
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
