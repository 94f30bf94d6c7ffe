import { createHash } from 'node:crypto';
import type { Browser, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, openBrowser } from '../../builders/open-browser.ts';
import { serveDesk, tokenOf } from '../../builders/served-desk.ts';
import { Pipeline } from '../../fakes/pipeline.ts';

const issuer = 'https://issuer.test';
const clientId = 'portal';

let browser: Browser;
let desk: Awaited<ReturnType<typeof serveDesk>>;
beforeAll(async () => {
  if (!hasBrowser) return;
  browser = await openBrowser();
  desk = await serveDesk(new Pipeline(), { issuer, clientId });
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
});

const part = (content: object) => Buffer.from(JSON.stringify(content)).toString('base64url');

/** An issuer that signs everybody in, and gives a token for its code to whoever holds the verifier of the challenge. */
async function answerAsIssuer(route: Route, state: (asked: string) => string): Promise<void> {
  const url = new URL(route.request().url());
  const headers = { 'Access-Control-Allow-Origin': '*' };
  const json = (body: object) => route.fulfill({ headers, json: body });
  if (url.pathname === '/.well-known/openid-configuration')
    return json({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
    });
  if (url.pathname === '/authorize') {
    const asked = url.searchParams;
    const back = new URL(asked.get('redirect_uri')!);
    back.searchParams.set('code', asked.get('code_challenge')!);
    back.searchParams.set('state', state(asked.get('state')!));
    return route.fulfill({ status: 302, headers: { Location: back.href } });
  }
  const sent = new URLSearchParams(route.request().postData()!);
  const challenge = createHash('sha256').update(sent.get('code_verifier')!).digest('base64url');
  if (sent.get('code') !== challenge || sent.get('client_id') !== clientId)
    return route.fulfill({ status: 400, headers, json: { error: 'invalid_grant' } });
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: issuer, aud: clientId, sub: 'lan', iat: now, exp: now + 60 };
  return json({
    access_token: await tokenOf('telecoms', 'reporter'),
    token_type: 'Bearer',
    expires_in: 3600,
    id_token: `${part({ alg: 'RS256' })}.${part(claims)}.c2lnbmVk`,
  });
}

async function signIn(state: (asked: string) => string) {
  const page = await browser.newPage();
  page.setDefaultTimeout(15_000);
  await page.route(`${issuer}/**`, (route) => answerAsIssuer(route, state));
  await page.goto(`${desk.url}/en/desk#/submissions`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  return page;
}

describe.skipIf(!hasBrowser)('signing in at an issuer', { timeout: 60_000 }, () => {
  it('leads back to the view that was asked for, and leaves no code in the address', async () => {
    const page = await signIn((state) => state);
    await page.getByText('telecoms (reporter)').waitFor();
    expect(await page.evaluate('location.href')).toBe(`${desk.url}/en/desk#/submissions`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
  });

  it('says so where the issuer is out of reach, and signs out here', async () => {
    const page = await signIn((state) => state);
    await page.getByText('telecoms (reporter)').waitFor();
    await page.route(`${issuer}/**`, (route) => route.abort());
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Signing in did not work.').waitFor();
  });

  it('is refused where the answer is not to the question that was asked', async () => {
    const page = await signIn(() => 'of-somebody-else');
    await page.getByText('Signing in did not work.').waitFor();
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
  });
});
