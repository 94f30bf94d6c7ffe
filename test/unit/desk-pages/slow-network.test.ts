import { describe, expect, it } from 'vitest';
import { tabTo } from '../../browser/browser.ts';
import { hasBrowser } from '../../builders/open-browser.ts';
import { visitedDesk } from '../../builders/visited-desk.ts';

const network = { index: 'network', period: '2022' };
const open = 'submission: { closes: "2090-01-31T17:00:00+07:00" }';
const bad = 'unit,speed\nHuế,much\n';
const desk = visitedDesk();
const { serve, signIn } = desk;

/** What comes late finds people where they have gone meanwhile, and leaves them there. */
describe.skipIf(!hasBrowser)('on a slow network', { timeout: 60_000 }, () => {
  it('a view leaves the focus to whoever has gone on by keyboard', async () => {
    await serve();
    await signIn('en', 'telecoms', 'reporter');
    const letThrough = await hold('**/submissions');
    await go('submissions');
    await desk.page.getByRole('link', { name: 'Messages to programs' }).focus();
    letThrough();
    await desk.page.getByRole('heading', { name: 'What my agency has sent' }).waitFor();
    await expect.poll(focused).toBe('Messages to programs');
  });

  it('a file that is not judged yet is taken back; who has gone elsewhere stays there', async () => {
    await serve(open);
    const { id } = desk.pipeline.open(network, 'all', 'telecoms');
    await signIn('en', 'telecoms', 'reporter');
    await go(`submissions/${id}`);
    const letThrough = await hold('**/withdrawal');
    const sent = desk.page.waitForRequest('**/withdrawal');
    await desk.page.getByRole('button', { name: 'Withdraw' }).click();
    await sent;
    await staysAtWebhooks(letThrough, '**/withdrawal');
    await go(`submissions/${id}`);
    await desk.page.getByText('It was taken back').waitFor();
  });

  it('a file goes on while its sender is elsewhere, and leaves them there', async () => {
    await serve(open);
    await signIn('en', 'telecoms', 'reporter');
    await go('editions/network/2022');
    const letThrough = desk.holdFiles();
    await desk.send('late.csv', bad);
    await desk.page.getByRole('progressbar', { name: 'Sending the file' }).waitFor();
    await staysAtWebhooks(letThrough, (url) => url.pathname === '/');
    await desk.judge();
    await go('submissions');
    await desk.page.getByRole('link', { name: 'late.csv' }).waitFor();
  });

  it('a decision leaves the reviewer in the claim that comes next', async () => {
    await serve('verification: optional', 'reviewers: [ministry]');
    await desk.pipeline.submit(network, 'all', 'telecoms', 'unit,speed,reach\nHuế,30,80\n');
    await signIn('en', 'ministry', 'reviewer');
    await desk.page.getByRole('link', { name: 'telecoms' }).click();
    const letThrough = await hold('**/decisions');
    const reasons = desk.page.getByLabel('Reason');
    await reasons.first().fill('As measured.');
    await desk.page.keyboard.press('Enter');
    await reasons.nth(1).focus();
    await desk.page.keyboard.type('Not ');
    letThrough();
    await desk.page.getByText('accepted As measured.').waitFor();
    await desk.page.keyboard.type('measured.');
    expect(await reasons.last().inputValue()).toBe('Not measured.');
  });

  it('a form is sent once, however often its button is pressed', async () => {
    await serve();
    await signIn('en', 'telecoms', 'reporter');
    await go('webhooks');
    const letThrough = await hold('**/webhooks', 'POST');
    const sent: string[] = [];
    desk.page.on('request', (request) => sent.push(`${request.method()} ${new URL(request.url()).pathname}`));
    await desk.page.getByRole('textbox', { name: 'Address' }).fill('https://data.example.org/hook');
    for (let time = 0; time < 2; time++) await desk.page.keyboard.press('Enter');
    letThrough();
    await desk.page.locator('section code').waitFor();
    await desk.page.locator('tbody tr').first().waitFor();
    expect(sent.filter((each) => each.startsWith('POST'))).toEqual(['POST /v1/desk/webhooks']);
  });

  it('rows that did not come are asked for again, and take nobody away who has gone on', async () => {
    await serve();
    const { submission } = await desk.pipeline.submit(network, 'all', 'telecoms', bad);
    await signIn('en', 'telecoms', 'reporter');
    await desk.page.route('**/preview', (route) => route.abort(), { times: 1 });
    await go(`submissions/${submission.id}`);
    await desk.page.getByText('The service cannot be reached.').waitFor();
    const letThrough = await hold('**/preview');
    await tabTo(desk.page, 'Show B2 in the preview');
    await desk.page.keyboard.press('Enter');
    await tabTo(desk.page, 'Download marked workbook', 'Shift+Tab');
    letThrough();
    await desk.page.locator('.preview td.error').waitFor();
    await expect.poll(focused).toBe('Download marked workbook');
  });

  it('an order that is carried out takes nobody out of the page', async () => {
    await serve('release: manual');
    await signIn('en', 'portal', 'operator');
    let state = 'waiting';
    const order = { kind: 'release', at: '2026-01-01T00:00:00.000Z', by: { agency: 'portal' } };
    await desk.page.route('**/2022/order', (route) => route.fulfill({ json: { ...order, state } }));
    await go('board/network/2022/release');
    await desk.page.getByRole('link', { name: 'Audit log' }).focus();
    state = 'announced';
    await desk.page.getByText('done and announced').waitFor();
    await expect.poll(focused).toBe('Audit log');
  });
});

const focused = () => desk.page.evaluate('document.activeElement.textContent');

/** Goes to a view; whether it comes at once or late is no matter. */
const go = (view: string) => desk.page.evaluate(`location.hash = '#/${view}'`);

/** @returns lets through what is held from now on */
async function hold(address: string, method?: string): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await desk.page.route(address, async (route) => {
    if (method === undefined || route.request().method() === method) await promise;
    await route.continue();
  });
  return resolve;
}

/** Types into the form of another view while the answer comes. */
async function staysAtWebhooks(letThrough: () => void, answer: string | ((url: URL) => boolean)) {
  await go('webhooks');
  await desk.page.getByRole('textbox', { name: 'Address' }).fill('https://data.');
  const answered = desk.page.waitForResponse((response) =>
    typeof answer === 'string'
      ? response.url().endsWith(answer.slice(2))
      : response.request().method() === 'POST' && answer(new URL(response.url())),
  );
  letThrough();
  await (await answered).finished();
  await desk.page.keyboard.type('example.org');
  expect(await desk.page.getByRole('textbox', { name: 'Address' }).inputValue()).toBe(
    'https://data.example.org',
  );
}
