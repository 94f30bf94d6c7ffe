import { readFileSync } from 'node:fs';
import { SignJWT, UnsecuredJWT } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  createDevelopmentKeys,
  type DevelopmentClaims,
  signDevelopmentToken,
} from '../../../adapters/identity/development-issuer.ts';
import { createTokenVerifier } from '../../../adapters/identity/verify-token.ts';
import { type DeskOperation, deskRoutes } from '../../../contracts/desk-api.ts';
import { createHandler } from '../../../lambdas/desk-api/handler.ts';
import { decideClaims } from '../../../use-cases/decide-claims.ts';
import { createWebhook } from '../../../use-cases/manage-webhooks.ts';
import { Pipeline } from '../../fakes/pipeline.ts';
import { index, units } from '../use-cases/three-provinces.ts';
import { deskPorts } from './desk.ts';
import { type MatrixRole, matrix, type Owned, roles } from './desk-matrix.ts';
import { bodyOf, memoryLog, request } from './request.ts';

const issuer = { issuer: 'https://issuer.test', audience: 'civindex' };
const keys = await createDevelopmentKeys();
const jwks = JSON.stringify(keys.jwks);
const operations = Object.keys(matrix) as DeskOperation[];
const agencies = { own: 'telecoms', other: 'statistics' } as const;

let pipeline: Pipeline;
let owned: Owned;
let handle: ReturnType<typeof createHandler>;

/** The telecoms authority reports for the network and has sent a file; the statistics office reports elsewhere. */
beforeEach(async () => {
  pipeline = new Pipeline();
  await pipeline.define({
    'units.yaml': units,
    'network.yaml': index('network', ['speed', 'reach'], ['2022'], '[{ agency: telecoms }]', [
      'submission: { closes: "2026-05-01T00:00:00Z" }',
      'verification: optional',
      'reviewers: [statistics]',
    ]),
    'access.yaml': index('access', ['reach'], ['2022'], '[{ agency: statistics }]'),
  });
  const file = 'unit,speed,reach\nHuế,31.4159,90\n';
  const sent = await pipeline.submit({ index: 'network', period: '2022' }, 'all', 'telecoms', file);
  pipeline.world.receipts.set(sent.submission.id, '{"payload":"","protected":"","signature":""}');
  const ports = deskPorts(pipeline.world);
  const { webhook } = await createWebhook(
    ports,
    { subject: 'someone', agency: 'telecoms', roles: ['reporter'] },
    { url: 'https://telecoms.test/hook', types: ['notice.due'] },
  );
  owned = { submission: sent.submission.id, webhook: webhook.id };
  await decideClaims(
    pipeline.world.ports(),
    { subject: 'mai', agency: 'statistics', roles: ['reviewer'] },
    {
      edition: { index: 'network', period: '2022' },
      submission: owned.submission,
      verdicts: [{ indicator: 'reach', unit: 'hue', outcome: 'rejected', reason: 'no evidence' }],
    },
  );
  await pipeline.deliver();
  handle = createHandler({
    ports,
    verifier: createTokenVerifier({ ...issuer, jwks }),
    origins: ['https://civindex.example.org'],
    log: memoryLog(),
  });
});

const tokenOf = (claims: Partial<DevelopmentClaims> = {}, options = {}) =>
  signDevelopmentToken(
    { subject: 'someone', agency: 'telecoms', roles: ['reporter', 'reviewer', 'operator'], ...claims },
    keys,
    { ...issuer, ...options },
  );

function send(operation: DeskOperation, headers: Record<string, string>, query = '') {
  const { address, ...rest } = matrix[operation].ask(owned);
  return handle(request(address + query, { ...rest, headers }));
}

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

/** All that a request could change. */
const state = ({ world }: Pipeline) =>
  structuredClone({
    submissions: world.submissions,
    slots: world.slots,
    states: world.states,
    lateGrants: world.lateGrants,
    answers: world.answers,
    decisions: world.decisions,
    parts: world.parts,
    events: world.events,
  });

const isShown = (operation: DeskOperation, role: MatrixRole): boolean =>
  role === 'operator' || (role === 'reviewer' && matrix[operation].shownToReviewers === true);

/** A refusal may repeat the id that was asked for. */
function expectNothingOf({ body, statusCode }: { body: string; statusCode: number }): void {
  expect(body).not.toContain('31.4159');
  if (statusCode < 400) for (const id of Object.values(owned)) expect(body).not.toContain(id);
}

describe('the matrix', () => {
  it('has a row for every operation of the desk, and the published description has no other', () => {
    const { paths } = JSON.parse(readFileSync('docs/openapi.json', 'utf8'));
    const described = Object.entries<Record<string, { operationId: string }>>(paths)
      .filter(([path]) => path.startsWith('/v1/desk'))
      .flatMap(([, item]) => Object.values(item).map(({ operationId }) => operationId));
    expect(described.sort()).toEqual(operations.toSorted());
    expect(Object.keys(deskRoutes).sort()).toEqual(operations.toSorted());
  });

  const cases = operations.flatMap((operation) =>
    (['own', 'other'] as const).flatMap((whose) =>
      roles.map((role): [DeskOperation, MatrixRole, 'own' | 'other', number] => [
        operation,
        role,
        whose,
        matrix[operation][whose][role],
      ]),
    ),
  );

  it.each(cases)('%s by %s of the %s agency: %i', async (operation, role, whose, status) => {
    const before = state(pipeline);
    const token = await tokenOf({ agency: agencies[whose], roles: role === 'nobody' ? [] : [role] });
    const answer = await send(operation, bearer(token));
    expect([answer.statusCode, answer.body.slice(0, 300)]).toEqual([status, expect.anything()]);
    if (status >= 400) expect(state(pipeline)).toEqual(before);
    if (whose === 'other' && !isShown(operation, role)) expectNothingOf(answer);
  });
});

describe.each(operations)('%s', (operation) => {
  const refused = async (headers: Record<string, string>, query = '') => {
    const before = state(pipeline);
    const answer = await send(operation, headers, query);
    expect([answer.statusCode, answer.headers]).toEqual([
      401,
      expect.objectContaining({ 'WWW-Authenticate': 'Bearer', 'Cache-Control': 'no-store' }),
    ]);
    expect(answer.body).not.toContain(owned.submission);
    expect(state(pipeline)).toEqual(before);
  };

  it('is closed to forged, expired and foreign tokens', async () => {
    const claims = { agency: 'telecoms', roles: ['reporter', 'reviewer', 'operator'] };
    const unsigned = new UnsecuredJWT(claims)
      .setIssuer(issuer.issuer)
      .setAudience(issuer.audience)
      .setSubject('someone')
      .setExpirationTime('1h')
      .encode();
    const shared = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(issuer.issuer)
      .setAudience(issuer.audience)
      .setSubject('someone')
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode(jwks));
    const [header, payload, signature] = (await tokenOf({ agency: 'statistics' })).split('.');
    const read = JSON.parse(Buffer.from(payload!, 'base64url').toString());
    const altered = Buffer.from(JSON.stringify({ ...read, agency: 'telecoms' })).toString('base64url');
    for (const token of [
      unsigned,
      shared,
      [header, altered, signature].join('.'),
      await tokenOf({}, { audience: 'portal' }),
      await tokenOf({}, { issuer: 'https://evil.test' }),
      await tokenOf({}, { expiresIn: '-1m' }),
      await tokenOf({ agency: '' }),
    ])
      await refused(bearer(token));
  });

  it('takes no token but that of the header', async () => {
    const token = await tokenOf();
    for (const name of ['token', 'access_token', 'Authorization'])
      await refused({}, `?${name}=${encodeURIComponent(`Bearer ${token}`)}`);
    await refused({ Cookie: `token=${token}`, 'X-Amzn-Oidc-Data': token });
    await refused({ Authorization: `Basic ${token}` });
  });

  it('takes no agency from elsewhere than the token', async () => {
    const token = await tokenOf({ agency: 'statistics', roles: ['reporter'] });
    const asIs = await send(operation, bearer(token));
    const claimed = await send(operation, { ...bearer(token), 'X-Agency': 'telecoms', agency: 'telecoms' });
    expect(claimed.statusCode).toBe(asIs.statusCode);
    const asked = await send(operation, bearer(token), '?agency=telecoms');
    expect([400, 403]).toContain(asked.statusCode);
  });
});

describe('a file under a stolen name', () => {
  const bad = 'unit,speed,reach\nHuế,99,99\n';
  const arrive = async (key: string) => {
    const { validateSubmission } = await import('../../../use-cases/validate-submission.ts');
    const { createCsvRowReader } = await import('../../../adapters/files/csv-rows.ts');
    pipeline.world.uploads.set(key, new TextEncoder().encode(bad));
    const ports = { ...pipeline.world.ports(), rows: createCsvRowReader() };
    return validateSubmission(ports as never, { key, version: 'v1' });
  };

  it.each([
    ['beside the announced one', (id: string) => `submissions/${id}/other.csv`],
    ['of a submission that nobody announced', () => 'submissions/01J00000000000000000000999/data.csv'],
    ['under another prefix', (id: string) => `definitions/${id}/data.csv`],
  ])('%s counts for nothing', async (_, keyFor) => {
    const { submission } = owned;
    const open = pipeline.open({ index: 'network', period: '2022' }, 'all', 'telecoms');
    const before = state(pipeline);
    for (const id of [submission, open.id]) expect(await arrive(keyFor(id))).toBe('unknown-upload');
    expect(state(pipeline)).toEqual(before);
  });

  it('of a file that was judged changes nothing of it', async () => {
    const { key } = pipeline.world.submissions.get(owned.submission)!;
    const before = state(pipeline);
    expect(await arrive(key)).toBe('repeated');
    expect({ ...state(pipeline), events: [] }).toEqual({ ...before, events: [] });
  });

  it('is not to be had by another agency’s idempotency key either', async () => {
    const headers = { 'Idempotency-Key': 'mine' };
    const first = await send('createSubmission', { ...bearer(await tokenOf()), ...headers });
    const stolen = await handle(
      request('/v1/desk/submissions', {
        method: 'POST',
        body: { edition: 'access/2022', fileName: 'new.csv' },
        headers: { ...bearer(await tokenOf({ agency: 'statistics' })), ...headers },
      }),
    );
    expect(stolen.statusCode).toBe(201);
    expect(bodyOf(stolen).upload.fields.key).not.toBe(bodyOf(first).upload.fields.key);
  });
});
