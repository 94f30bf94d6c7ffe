import { createHash, randomUUID } from 'node:crypto';
import { html, raw } from 'hono/html';
import { type Role, roles } from '../contracts/roles.ts';
import { deskEn } from '../web/words/desk-en.ts';
import { deskVi } from '../web/words/desk-vi.ts';

/** Whom one may be on this machine, and who signs that one is. */
export type LocalPeople = {
  agencies: () => Promise<string[]>;
  sign: (agency: string, role: Role) => Promise<string>;
};

export type LocalAnswer = { status: number; headers: Record<string, string>; body: string };
type Request = { url: URL; form: () => Promise<URLSearchParams> };

const words = {
  vi: {
    ...deskVi,
    lead: 'Đây là trang đăng nhập để dùng thử trên máy này: không cần mật khẩu. Hãy chọn cơ quan và vai trò.',
    role: 'Vai trò',
  },
  en: {
    ...deskEn,
    lead: 'This page is for trying things out on this machine: no password. Choose an agency and a role.',
    role: 'Role',
  },
};

export const signInPath = '/local-sign-in';

/**
 * An OpenID Connect issuer (code flow with PKCE, RFC 7636) that asks for no password: on a laptop it stands where a
 * user pool stands in AWS, so that the pages sign people in the same way in both.
 *
 * @param site whose pages may sign people in; the issuer is below it
 * @param stylesheet the site's link to it, as HTML
 */
export function localSignIn(site: string, people: LocalPeople, stylesheet: () => Promise<string>) {
  const issuer = `${site}${signInPath}`;
  const codes = new Map<string, { agency: string; role: Role; challenge: string }>();

  const handlers: Record<string, (request: Request) => Promise<LocalAnswer>> = {
    '/.well-known/openid-configuration': async () =>
      json(200, {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        end_session_endpoint: `${issuer}/end`,
      }),
    '/authorize': async ({ url: { searchParams } }) =>
      page(await choicePage(searchParams, await people.agencies(), await stylesheet())),
    '/choice': async ({ url: { searchParams } }) => {
      const code = randomUUID();
      const role = roles.find((each) => each === searchParams.get('role'));
      const [agency, challenge] = [searchParams.get('agency'), searchParams.get('code_challenge')];
      if (!role || !agency || !challenge) return json(400, { error: 'invalid_request' });
      codes.set(code, { agency, role, challenge });
      return redirect(site, searchParams.get('redirect_uri'), { code, state: searchParams.get('state')! });
    },
    '/token': async ({ form }) => {
      const sent = await form();
      const known = codes.get(sent.get('code') ?? '');
      codes.delete(sent.get('code') ?? '');
      if (known?.challenge !== challengeOf(sent.get('code_verifier') ?? ''))
        return json(400, { error: 'invalid_grant' });
      const { agency, role } = known;
      return json(200, { access_token: await people.sign(agency, role), token_type: 'Bearer' });
    },
    '/end': async ({ url: { searchParams } }) =>
      redirect(site, searchParams.get('post_logout_redirect_uri'), {}),
  };

  return {
    config: { issuer, clientId: 'portal' },
    answer: async (request: Request): Promise<LocalAnswer> =>
      (await handlers[request.url.pathname.slice(signInPath.length)]?.(request)) ??
      json(404, { error: 'not_found' }),
  };
}

const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

const json = (status: number, body: object): LocalAnswer => ({
  status,
  headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
  body: JSON.stringify(body),
});

const page = (body: string): LocalAnswer => ({
  status: 200,
  headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' },
  body,
});

/** To the site's own pages and to nowhere else. */
function redirect(site: string, to: string | null, parameters: Record<string, string>): LocalAnswer {
  const address = URL.parse(to ?? '');
  if (address?.origin !== site) return json(400, { error: 'invalid_request' });
  for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
  return { status: 302, headers: { Location: address.href, 'Cache-Control': 'no-store' }, body: '' };
}

async function choicePage(asked: URLSearchParams, agencies: string[], stylesheet: string): Promise<string> {
  const language = URL.parse(asked.get('redirect_uri') ?? '')?.pathname.startsWith('/en') ? 'en' : 'vi';
  const { desk, signIn, lead, agency, role, roles: names } = words[language];
  const kept = ['redirect_uri', 'state', 'code_challenge'];
  const body = await html`<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${signIn} · Civindex</title>${raw(stylesheet)}</head>
<body><main><h1>${desk}</h1><p class="lead">${lead}</p>
<form class="tools" action="${signInPath}/choice">
${kept.map((name) => html`<input type="hidden" name="${name}" value="${asked.get(name) ?? ''}">`)}
<label>${agency}<select name="agency">${agencies.map((each) => html`<option>${each}</option>`)}</select></label>
<label>${role}<select name="role">${roles.map((each) => html`<option value="${each}">${names[each]}</option>`)}</select></label>
<button class="main">${signIn}</button>
</form></main></body></html>`;
  return body.toString();
}
