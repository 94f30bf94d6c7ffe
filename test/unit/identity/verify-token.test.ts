import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createDevelopmentKeys,
  type DevelopmentKeys,
  signDevelopmentToken,
  signMachineToken,
} from '../../../adapters/identity/development-issuer.ts';
import { createTokenVerifier } from '../../../adapters/identity/verify-token.ts';
import { loadConfig } from '../../../lib/config.ts';
import { Unauthorised, Upstream } from '../../../use-cases/errors.ts';

const issuer = 'https://issuer.test';
const audience = 'civindex';
const lan = { subject: 'lan', agency: 'mic', roles: ['reporter'] };

let keys: DevelopmentKeys;
let jwks: string;

beforeAll(async () => {
  keys = await createDevelopmentKeys();
  jwks = JSON.stringify(keys.jwks);
});

const verifier = () => createTokenVerifier({ issuer, audience, jwks });

async function signed(
  claims: Record<string, unknown>,
  { algorithm = 'ES256', expires = '1h' }: { algorithm?: string; expires?: string | number } = {},
) {
  const pair = await generateKeyPair(algorithm);
  const keySet = { keys: [{ ...(await exportJWK(pair.publicKey)), alg: algorithm }] };
  const token = await new SignJWT({ iss: issuer, aud: audience, sub: 'lan', ...claims })
    .setProtectedHeader({ alg: algorithm })
    .setExpirationTime(expires)
    .sign(pair.privateKey);
  return { token, verifier: createTokenVerifier({ issuer, audience, jwks: JSON.stringify(keySet) }) };
}

describe('a verified token', () => {
  it('says who asks, for which agency, in which roles', async () => {
    const token = await signDevelopmentToken(lan, keys, { issuer, audience });
    expect(await verifier().verify(token)).toEqual(lan);
  });

  it('of a program says the same by its scopes, as the local stage is configured', async () => {
    const { claims } = loadConfig('local', {}).token!;
    const program = { subject: 'program-of-mic', agency: 'mic', roles: ['reporter'] };
    const token = await signMachineToken(program, keys, { issuer, audience });
    const configured = createTokenVerifier({ issuer, audience, jwks, claims });
    expect(await configured.verify(token)).toEqual({ ...program, program: true });
    await expect(verifier().verify(token)).rejects.toThrow('another service');
    const person = await signDevelopmentToken(lan, keys, { issuer, audience });
    expect(await configured.verify(person)).toEqual(lan);
  });

  it('may carry roles as words', async () => {
    const { token, verifier } = await signed({ agency: 'mic', roles: 'reporter operator' });
    expect(await verifier.verify(token)).toEqual({ ...lan, roles: ['reporter', 'operator'] });
  });

  it('may be signed with RS256', async () => {
    const { token, verifier } = await signed({ agency: 'mic' }, { algorithm: 'RS256' });
    expect(await verifier.verify(token)).toEqual({ ...lan, roles: [] });
  });

  it('may have run out 20 seconds ago by our clock', async () => {
    const { token, verifier } = await signed(
      { agency: 'mic' },
      { expires: Math.floor(Date.now() / 1000) - 20 },
    );
    expect((await verifier.verify(token)).agency).toBe('mic');
  });
});

describe('a refused token', () => {
  const options = () => ({ issuer, audience });

  it.each<[string, () => Promise<string>]>([
    [
      'of another issuer',
      () => signDevelopmentToken(lan, keys, { ...options(), issuer: 'https://evil.test' }),
    ],
    ['for another audience', () => signDevelopmentToken(lan, keys, { ...options(), audience: 'portal' })],
    ['that has expired', () => signDevelopmentToken(lan, keys, { ...options(), expiresIn: '-1m' })],
    ['signed by other keys', async () => signDevelopmentToken(lan, await createDevelopmentKeys(), options())],
    [
      'without a signature',
      async () =>
        new UnsecuredJWT({ agency: 'mic' })
          .setIssuer(issuer)
          .setAudience(audience)
          .setSubject('lan')
          .setExpirationTime('1h')
          .encode(),
    ],
    [
      'signed with the public key as a shared secret',
      () =>
        new SignJWT({ agency: 'mic' })
          .setProtectedHeader({ alg: 'HS256' })
          .setIssuer(issuer)
          .setAudience(audience)
          .setSubject('lan')
          .setExpirationTime('1h')
          .sign(new TextEncoder().encode(jwks)),
    ],
    ['that is no token', async () => 'let-me-in'],
  ])('%s is the sender’s to mend', async (_, make) => {
    await expect(verifier().verify(await make())).rejects.toBeInstanceOf(Unauthorised);
  });

  it('whose signature was changed is refused', async () => {
    const token = await signDevelopmentToken(lan, keys, options());
    const [header, , signature] = token.split('.');
    const payload = Buffer.from(JSON.stringify({ ...lan, agency: 'vcci' })).toString('base64url');
    await expect(verifier().verify([header, payload, signature].join('.'))).rejects.toBeInstanceOf(
      Unauthorised,
    );
  });

  it.each([
    ['names no agency', { roles: ['operator'] }],
    ['names an agency that is no text', { agency: ['mic'] }],
    ['names nobody', { agency: 'mic', sub: undefined }],
  ])('that %s is refused', async (_, claims) => {
    const { token, verifier } = await signed(claims);
    await expect(verifier.verify(token)).rejects.toBeInstanceOf(Unauthorised);
  });
});

describe('keys at a URL', () => {
  let server: Server;
  let url: string;
  let fetched = 0;

  beforeAll(async () => {
    server = createServer((incoming, response) => {
      if (incoming.url !== '/jwks') return void response.writeHead(500).end();
      fetched += 1;
      response.writeHead(200, { 'content-type': 'application/json' }).end(jwks);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());

  it('are fetched once for many tokens', async () => {
    const byUrl = createTokenVerifier({ issuer, audience, jwksUrl: `${url}/jwks` });
    const token = await signDevelopmentToken(lan, keys, { issuer, audience });
    for (let times = 0; times < 3; times += 1) expect(await byUrl.verify(token)).toEqual(lan);
    expect(fetched).toBe(1);
  });

  it.each([
    '/broken',
    ':1/nobody-listens',
  ])('that cannot be had (%s) are not the sender’s fault', async (path) => {
    const address = path.startsWith(':') ? `http://127.0.0.1${path}` : url + path;
    const token = await signDevelopmentToken(lan, keys, { issuer, audience });
    const byUrl = createTokenVerifier({ issuer, audience, jwksUrl: address });
    await expect(byUrl.verify(token)).rejects.toBeInstanceOf(Upstream);
  });
});

it.each([
  {},
  { jwks: '{"keys":[]}', jwksUrl: 'https://issuer.test/jwks' },
])('refuses to start unless the keys are given in exactly one way', (given) => {
  expect(() => createTokenVerifier({ issuer, audience, ...given })).toThrow(/TOKEN_JWKS or TOKEN_JWKS_URL/);
});
