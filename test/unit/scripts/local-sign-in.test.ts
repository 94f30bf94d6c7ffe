import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { localSignIn, signInPath } from '../../../scripts/local-sign-in.ts';

const site = 'http://127.0.0.1:8080';
const people = {
  agencies: async () => ['mic', 'vcci'],
  sign: async (agency: string, role: string) => `${role}@${agency}`,
};
const stylesheet = async () => '<link rel="stylesheet" href="/assets/styles.css">';
const verifier = 'a'.repeat(43);
const challenge = createHash('sha256').update(verifier).digest('base64url');
const asked = { redirect_uri: `${site}/en/desk`, state: 'xyz', code_challenge: challenge };

const { answer, config } = localSignIn(site, people, stylesheet);
const ask = (path: string, query: Record<string, string> = {}, form: Record<string, string> = {}) =>
  answer({
    url: new URL(`${site}${signInPath}${path}?${new URLSearchParams(query)}`),
    form: async () => new URLSearchParams(form),
  });

async function codeFor(agency: string, role: string): Promise<string> {
  const { status, headers } = await ask('/choice', { ...asked, agency, role });
  const back = new URL(headers['Location']!);
  expect([status, back.origin + back.pathname, back.searchParams.get('state')]).toEqual([
    302,
    asked.redirect_uri,
    'xyz',
  ]);
  return back.searchParams.get('code')!;
}

it('says what it is, in the way of OpenID Connect', async () => {
  const { body } = await ask('/.well-known/openid-configuration');
  expect(JSON.parse(body)).toMatchObject({ issuer: config.issuer, token_endpoint: `${config.issuer}/token` });
});

it('asks for agency and role in the language of the page, and puts nothing of the request in as markup', async () => {
  const { body } = await ask('/authorize', { ...asked, state: '"><script>' });
  expect(body).toContain('<option>vcci</option>');
  expect(body).toContain('<option value="reviewer">reviewer</option>');
  expect(body).toContain(await stylesheet());
  expect(body).not.toContain('<script>');
});

it('gives a token for a code, once, to who holds the verifier', async () => {
  const code = await codeFor('mic', 'reviewer');
  const token = await ask('/token', {}, { code, code_verifier: verifier });
  expect(JSON.parse(token.body)).toMatchObject({ access_token: 'reviewer@mic', token_type: 'Bearer' });
  expect((await ask('/token', {}, { code, code_verifier: verifier })).status).toBe(400);
  const other = await codeFor('mic', 'reviewer');
  expect((await ask('/token', {}, { code: other, code_verifier: 'b'.repeat(43) })).status).toBe(400);
  expect((await ask('/token', {}, { code_verifier: verifier })).status).toBe(400);
});

it('gives no code for a role that there is not, and leads to no other site', async () => {
  expect((await ask('/choice', { ...asked, agency: 'mic', role: 'queen' })).status).toBe(400);
  for (const redirect_uri of ['https://evil.test/', 'http://127.0.0.1:8081/', 'nowhere'])
    expect((await ask('/choice', { ...asked, redirect_uri, agency: 'mic', role: 'reporter' })).status).toBe(
      400,
    );
  expect((await ask('/end', { post_logout_redirect_uri: `${site}/en/desk` })).status).toBe(302);
  expect((await ask('/other')).status).toBe(404);
});
