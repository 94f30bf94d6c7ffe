import { describe, expect, it } from 'vitest';
import { type AuditEntry, linked } from '../../../domain/proof/audit-chain.ts';
import { tabTo } from '../../browser/browser.ts';
import { hasBrowser } from '../../builders/open-browser.ts';
import { tokenOf } from '../../builders/served-desk.ts';
import { visitedDesk } from '../../builders/visited-desk.ts';

const network = { index: 'network', period: '2022' };
const closed = 'submission: { closes: "2025-12-31T17:00:00+07:00" }';
const claims = ['verification: optional', 'reviewers: [ministry]'];
const desk = visitedDesk();

async function actsOf(edition: typeof network): Promise<AuditEntry[]> {
  const at = '2026-01-01T00:00:00.000Z';
  const act = { edition, at, recordedAt: at };
  const first = await linked(
    { ...act, act: 'submission.decided', details: { agency: 'telecoms', status: 'accepted' } },
    undefined,
  );
  const order = { kind: 'release', revision: 1, by: { subject: 'an', agency: 'portal' } };
  return [first, await linked({ ...act, act: 'order.done', details: order }, first)];
}
const { serve, visit, signIn, lookAt } = desk;

/** One language in a large window, the other on a phone at night: the pages are the same but for their words. */
describe.skipIf(!hasBrowser).each([
  ['vi', 'dark'],
  ['en', 'light'],
] as const)('in %s, on a %s screen,', { timeout: 120_000 }, (language, screen) => {
  const look = (state: string) => lookAt(`${state}-${language}`, screen);
  const go = async (view: string) => {
    await desk.page.goto(`${desk.url}/${language}/desk#/${view}`);
    await desk.page.locator('#desk h2').waitFor();
  };

  it('signing in, a token that is none, and a session that has ended are told', async () => {
    await serve();
    await visit(language);
    await look('sign-in');
    await desk.page.locator('input[type=password]').fill('abc');
    await desk.page.keyboard.press('Enter');
    await desk.page.getByRole('alert').waitFor();
    await look('sign-in-refused');
    const old = await tokenOf('telecoms', 'reporter', '1s ago');
    await desk.page.evaluate((token) => sessionStorage.setItem('desk.token', token), old);
    await desk.page.reload();
    await desk.page.getByRole('alert').waitFor();
    await look('session-ended');
  });

  it('what is empty says so', async () => {
    await serve();
    await signIn(language, 'archive', 'reporter');
    await look('no-editions');
    await go('submissions');
    await look('no-files');
    await go('webhooks');
    await look('no-webhooks');
    await desk.page.close();
    await signIn(language, 'ministry', 'reviewer');
    await look('nothing-to-verify');
    await desk.page.close();
    await signIn(language, 'ministry', 'nobody');
    await look('no-role');
  });

  it('what is closed, refused, absent or out of reach says what to do', async () => {
    await serve(closed, ...claims);
    await signIn(language, 'telecoms', 'reporter');
    await go('editions/network/2022');
    expect(await desk.page.locator('input[type=file]').count()).toBe(0);
    await look('closed');
    await desk.page.goto(`${desk.url}/${language}/desk#/editions/other/2022`);
    await desk.page.getByRole('alert').waitFor();
    await look('refused');
    await desk.page.route('**/v1/desk/**', (route) => route.abort());
    await desk.page.reload();
    await desk.page.getByRole('alert').waitFor();
    await look('unreachable');
  });

  it('an operator gives an agency more time, and a program an address', async () => {
    await serve(closed);
    await signIn(language, 'portal', 'operator');
    await go('board/network/2022/lateness');
    const { page } = desk;
    await page.locator('input[type=datetime-local]').fill('2090-01-31T17:00');
    await page.locator('form input[type=text]').fill('Lũ lụt');
    await page.locator('form button.main').click();
    await page.getByRole('cell', { name: 'Lũ lụt' }).waitFor();
    await look('lateness');
    await go('webhooks');
    await page.locator('input[type=url]').fill('https://data.example.org/hook');
    await page.locator('form button.main').click();
    await page.locator('section code').waitFor();
    await look('webhook');
    await page.getByRole('button', { name: 'https://data.example.org/hook' }).last().click();
    await expect.poll(() => page.locator('tbody tr').count()).toBe(0);
    const log = JSON.stringify({ entries: await actsOf(network), links: {} });
    await page.route('**/audit', (route) => route.fulfill({ contentType: 'application/json', body: log }));
    await go('board/network/2022/audit');
    await page.locator('tbody tr').first().waitFor();
    await look('audit');
  });
});

describe.skipIf(!hasBrowser)('by the keyboard alone', { timeout: 60_000 }, () => {
  it('an official signs in, opens a file, reads a finding in its place, and takes the file back', async () => {
    await serve();
    const { submission } = await desk.pipeline.submit(network, 'all', 'telecoms', 'unit,speed\nHuế,30\n');
    await desk.pipeline.submit(network, 'all', 'telecoms', 'unit,speed\nHuế,much\n');
    await signIn('en', 'telecoms', 'reporter');
    await press('My files');
    await press(submission.fileName);
    await press('Show B2 in the preview');
    await expect.poll(focused).toBe('much (Error)');
    await press('My files');
    await tabTo(desk.page, submission.fileName);
    await press(submission.fileName);
    await press('Withdraw');
    await desk.page.getByText('It was taken back.').waitFor();
  });

  it('a finding is gone to that was asked for before its rows were there, and keeps the focus until then', async () => {
    await serve();
    const { submission } = await desk.pipeline.submit(network, 'all', 'telecoms', 'unit,speed\nHuế,much\n');
    await signIn('en', 'telecoms', 'reporter');
    let letThrough = () => {};
    const held = new Promise<void>((resolve) => {
      letThrough = resolve;
    });
    await desk.page.route('**/preview', async (route) => {
      await held;
      await route.continue();
    });
    await desk.page.goto(`${desk.url}/en/desk#/submissions/${submission.id}`);
    await press('Show B2 in the preview');
    await expect.poll(focused).toBe('B2');
    letThrough();
    await expect.poll(focused).toBe('much (Error)');
  });

  it('a finding whose row is not among those shown leads to where that is said', async () => {
    await serve();
    const { submission } = await desk.pipeline.submit(network, 'all', 'telecoms', 'unit,speed\nHuế,much\n');
    await signIn('en', 'telecoms', 'reporter');
    const preview = { rows: [{ row: 1, cells: ['unit', 'speed'] }], isWhole: false };
    await desk.page.route('**/preview', (route) => route.fulfill({ json: preview }));
    await desk.page.goto(`${desk.url}/en/desk#/submissions/${submission.id}`);
    await press('Show B2 in the preview');
    await expect.poll(focused).toMatch(/^Not all rows are shown/);
  });

  const focused = () => desk.page.evaluate('document.activeElement.textContent');

  async function press(name: string): Promise<void> {
    await tabTo(desk.page, name);
    await desk.page.keyboard.press('Enter');
  }
});
