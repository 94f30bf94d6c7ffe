import type { Text } from '../../domain/methodology/definitions.ts';
import { type DeskConfig, deskConfigPath } from '../desk/config.ts';
import { Refused } from '../desk/problem.ts';
import { type Session, sessionOf } from '../desk/session.ts';
import { awayFrom } from '../desk/time-away.ts';
import { viewAddress, viewParts } from '../desk/view-address.ts';
import { deskEn } from '../words/desk-en.ts';
import { deskVi } from '../words/desk-vi.ts';
import { openDesk } from './desk/api.ts';
import { type App, problemBox, type View } from './desk/app.ts';
import { boardView } from './desk/board.ts';
import { editionsView } from './desk/editions.ts';
import { append, button, type Child, element, field, link } from './desk/element.ts';
import { reviewView } from './desk/review.ts';
import { goToSignIn, returnFromSignIn, signOutAddress } from './desk/sign-in.ts';
import { submissionsView } from './desk/submissions.ts';
import { webhooksView } from './desk/webhooks.ts';

/** The desk in a browser. A token lives in this tab alone and ends with it. */
const root = document.querySelector<HTMLElement>('#desk')!;
const language = document.documentElement.lang as keyof Text;
const words = { vi: deskVi, en: deskEn }[language];
const tokenKey = 'desk.token';

type ViewName = keyof typeof words.views;
const views: { name: ViewName; roles: string[]; view: View }[] = [
  { name: 'editions', roles: ['reporter'], view: editionsView },
  { name: 'submissions', roles: ['reporter'], view: submissionsView },
  { name: 'review', roles: ['reviewer'], view: reviewView },
  { name: 'board', roles: ['operator'], view: boardView },
  { name: 'webhooks', roles: ['reporter', 'operator'], view: webhooksView },
];

const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 6 });
const toTheMinute = {
  day: '2-digit',
  month: ({ vi: '2-digit', en: 'short' } as const)[language],
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
} as const;
const locale = { vi: 'vi', en: 'en-GB' }[language];
const times = new Intl.DateTimeFormat(locale, toTheMinute);
const seconds = new Intl.DateTimeFormat(locale, { ...toTheMinute, second: '2-digit' });

const config = await readConfig();
let leave = new AbortController();

addEventListener('hashchange', () => void show());
// A file that is dropped beside the box would take the place of the page.
for (const kind of ['dragover', 'drop']) addEventListener(kind, (event) => event.preventDefault());
await start();

/** Without it nothing can be done here. */
async function readConfig(): Promise<DeskConfig> {
  try {
    return await (await fetch(`/${deskConfigPath}`)).json();
  } catch (error) {
    root.replaceChildren(problemBox(words, new Refused('unreachable')));
    throw error;
  }
}

async function start(): Promise<void> {
  try {
    const token = config.signIn && (await returnFromSignIn(config.signIn));
    if (token) sessionStorage.setItem(tokenKey, token);
  } catch {
    return signInView(words.signInFailed);
  }
  await show();
}

function currentSession(): Session | undefined {
  const token = sessionStorage.getItem(tokenKey);
  return token === null ? undefined : sessionOf(token, config.claims, new Date());
}

async function show(): Promise<void> {
  leave.abort();
  leave = new AbortController();
  const session = currentSession();
  if (!session) return signInView(sessionStorage.getItem(tokenKey) === null ? undefined : words.signInAgain);
  const mine = views.filter(({ roles }) => roles.some((role) => session.roles.includes(role)));
  const [name, ...parts] = viewParts(location.hash);
  const chosen = views.find((each) => each.name === name) ?? mine[0];
  const { signal: left } = leave;
  const place = element('div', { 'aria-busy': 'true' }, element('p', { class: 'quiet' }, words.loading));
  root.replaceChildren(navigation(session, mine, chosen?.name), place);
  const content = element('div');
  try {
    append(content, [chosen ? await chosen.view(appFor(session, left), ...parts) : words.noRole]);
  } catch (error) {
    if (left.aborted) return;
    if (error instanceof Refused && error.kind === 'unauthorised') return signInView(words.signInAgain);
    append(content, [problemBox(words, error)]);
  }
  if (left.aborted) return;
  place.replaceWith(content);
  const heading = content.querySelector<HTMLElement>('h2');
  // Whoever has gone on by keyboard meanwhile stays there.
  if (document.activeElement === document.body) heading?.focus();
  document.title = `${heading?.textContent ?? words.desk} · Civindex`;
}

function appFor(session: Session, left: AbortSignal): App {
  return {
    language,
    words,
    session,
    desk: openDesk(config.api, session.token),
    text: (text) => text[language],
    number: (value) => (value === null || value === undefined ? '–' : numbers.format(value)),
    time: (iso) => (iso === undefined ? '' : times.format(new Date(iso))),
    second: (iso) => seconds.format(new Date(iso)),
    away: (iso) => awayFrom(iso, language, new Date()),
    left,
    again: () => {
      if (!left.aborted) void show();
    },
  };
}

function navigation(
  { agency, roles }: Session,
  mine: typeof views,
  current: string | undefined,
): HTMLElement {
  const items = mine.map(({ name }) => {
    const to = link(viewAddress(name), words.views[name]);
    if (name === current) to.setAttribute('aria-current', 'page');
    return element('li', {}, to);
  });
  return element(
    'div',
    { class: 'desk-head' },
    element('nav', { class: 'tabs', 'aria-label': words.desk }, element('ul', {}, items)),
    element(
      'p',
      { class: 'quiet' },
      `${agency} (${roles.map((role) => words.roles[role as keyof typeof words.roles] ?? role).join(', ')}) `,
      button(words.signOut, signOut),
    ),
  );
}

async function signOut(): Promise<void> {
  sessionStorage.removeItem(tokenKey);
  // Where the issuer cannot be reached, the person is signed out here.
  const address = config.signIn && (await signOutAddress(config.signIn).catch(() => undefined));
  if (address) location.assign(address);
  else await show();
}

function signInView(problem?: string): void {
  const { signIn } = config;
  const said = problem !== undefined && element('p', { class: 'problem', role: 'alert' }, problem);
  const way: Child = signIn
    ? element(
        'p',
        {},
        button(words.signIn, () => goToSignIn(signIn).catch(() => signInView(words.signInFailed)), {
          class: 'main',
        }),
      )
    : tokenForm();
  root.replaceChildren(element('h2', {}, words.signIn));
  append(root, [said, element('p', {}, words.signInLead), way]);
}

/** Where there is no page to sign in at, a token is pasted: `npm run token` prints one. */
function tokenForm(): HTMLElement {
  const input = element('input', { type: 'password', required: true, autocomplete: 'off' });
  const form = element(
    'form',
    { class: 'tools' },
    field(words.token, input),
    element('button', { class: 'main' }, words.signIn),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const token = input.value.trim();
    if (!sessionOf(token, config.claims, new Date())) return signInView(words.tokenRefused);
    sessionStorage.setItem(tokenKey, token);
    void show();
  });
  return element(
    'div',
    {},
    element('p', {}, words.tokenLead, ' ', element('code', {}, 'npm run --silent token -- --agency mic')),
    form,
  );
}
