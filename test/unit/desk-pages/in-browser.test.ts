import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../contracts/roles.ts';
import { hasBrowser, openBrowser } from '../../builders/open-browser.ts';
import { serveDesk, tokenOf } from '../../builders/served-desk.ts';
import { Pipeline } from '../../fakes/pipeline.ts';
import { index, units } from '../use-cases/three-provinces.ts';

if (!hasBrowser) console.warn('skipped: the desk in Chromium, which is not installed (apt install chromium)');

const network = { index: 'network', period: '2022' };
const good = 'unit,speed,reach\nĐà Nẵng,40,90\nHuế,30,80\nCần Thơ,20,70\n';
const bad = 'unit,speed,reach\nĐà Nẵng,nhiều,90\nHuế,30,120\nCần Thơ,20,70\n';

const screenshots = join(import.meta.dirname, '..', '..', '..', '.local', 'screenshots');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
let desk: Awaited<ReturnType<typeof serveDesk>>;
let pipeline: Pipeline;
let page: Page;
/** What browsers complain of: scripts that fail, and what the content security policy has stopped. */
let complaints: string[];

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  if (hasBrowser) browser = await openBrowser();
}, 60_000);
afterAll(() => browser?.close());
afterEach(async () => {
  await page?.close();
  await desk?.stop();
});

async function open(language: 'vi' | 'en', agency: string, role: Role, ...more: string[]) {
  pipeline = new Pipeline();
  const { outcome } = await pipeline.define({
    'units.yaml': units,
    'network.yaml': index('network', ['speed', 'reach'], ['2022'], '[{ agency: telecoms }]', more),
  });
  expect(outcome).toBe('registered');
  desk = await serveDesk(pipeline);
  await signIn(language, agency, role);
}

async function signIn(language: 'vi' | 'en', agency: string, role: Role) {
  page = await browser.newPage({ locale: language, viewport: { width: 1200, height: 900 } });
  page.setDefaultTimeout(15_000);
  complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // Browsers note every 404 themselves: that there is no order yet is no fault.
    const isAnswer = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isAnswer) complaints.push(message.text());
  });
  page.on('dialog', (dialog) => dialog.accept());
  await page.goto(`${desk.url}/${language}/desk`);
  await page.locator('#desk input[type=password]').fill(await tokenOf(agency, role));
  await page.keyboard.press('Enter');
  await page.locator('.desk-head').waitFor();
}

const send = (name: string, text: string) =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

/** No violation of WCAG, nothing wider than a small phone, and a picture of it: light and dark. */
async function look(name: string) {
  for (const [scheme, width] of [
    ['light', 1200],
    ['dark', 360],
  ] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: join(screenshots, `desk-${name}-${scheme}.png`), fullPage: true });
    expect(await page.evaluate('document.documentElement.scrollWidth'), name).toBeLessThanOrEqual(width);
    await page.evaluate(axe);
    const found = (await page.evaluate('axe.run().then(({ violations }) => violations)')) as {
      id: string;
      nodes: { html: string; failureSummary: string }[];
    }[];
    expect(
      found.map(({ id, nodes }) => [id, nodes[0]?.html, nodes[0]?.failureSummary]),
      name,
    ).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1200, height: 900 });
  expect(complaints).toEqual([]);
}

describe.skipIf(!hasBrowser)('the desk in a browser', { timeout: 120_000 }, () => {
  it('takes a bad file, shows what is wrong, takes the mended one, and the ranking is there', async () => {
    await open('vi', 'telecoms', 'reporter');
    await look('editions');
    await page.getByRole('link', { name: 'network 2022' }).click();
    await look('edition');

    await send('sai.csv', bad);
    await page.getByText('Tệp đang được đọc.').waitFor();
    await desk.judge();
    await page.locator('.findings li').first().waitFor();
    expect(await page.locator('.findings li').count()).toBe(2);
    expect(await page.locator('.preview td.error').allInnerTexts()).toEqual([
      expect.stringContaining('nhiều'),
      expect.stringContaining('120'),
    ]);
    await page.getByRole('button', { name: 'Chỉ B2' }).press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('cell-2-1');
    await look('findings');

    await send('đúng.csv', good);
    await page.getByRole('heading', { name: 'đúng.csv' }).waitFor();
    await desk.judge();
    await page.getByText('Các giá trị được tính.').waitFor();
    await look('accepted');

    await page.getByRole('link', { name: 'network/2022' }).click();
    await page.locator('table.ranking').waitFor();
    expect(await page.locator('table.ranking tbody tr').first().innerText()).toContain('Đà Nẵng');
  });

  it('gives the template and the marked workbook, lists what was sent, and takes a file back', async () => {
    await open('en', 'telecoms', 'reporter');
    await pipeline.submit(network, 'all', 'telecoms', bad);
    const { submission } = await pipeline.submit(network, 'all', 'telecoms', good);
    await page.getByRole('link', { name: 'network 2022' }).click();
    expect(await downloadBy('Template (XLSX)')).toBe('network-2022-all.xlsx');
    await page.getByRole('link', { name: 'My files' }).click();
    await page.getByRole('cell', { name: 'rejected' }).waitFor();
    await look('files');
    await page.goto(`${desk.url}/en/desk#/submissions/${submission.id}`);
    await page.getByRole('button', { name: 'Withdraw' }).click();
    await page.getByText('It was taken back.').waitFor();
    expect(pipeline.world.submissions.get(submission.id)!.status).toBe('withdrawn');
  });

  it('lets a reviewer correct a claim with a reason, and nobody of the agency that made it', async () => {
    await open('en', 'ministry', 'reviewer', 'verification: optional', 'reviewers: [ministry, telecoms]');
    const evidence = 'unit,indicator,value,evidence\nĐà Nẵng,reach,90,https://danang.test/reach.pdf\n';
    await pipeline.submit(network, 'all', 'telecoms', evidence);
    await page.reload();
    await page.getByRole('link', { name: 'network 2022' }).click();
    await page.getByRole('link', { name: 'telecoms' }).click();
    expect(await page.getByRole('link', { name: 'reach.pdf' }).getAttribute('href')).toBe(
      'https://danang.test/reach.pdf',
    );
    await page.getByRole('combobox').selectOption('Correct');
    await page.getByLabel('Right value').fill('60');
    await page.getByLabel('Reason').fill('Counted twice.');
    await page.getByRole('button', { name: 'Decide', exact: true }).click();
    await page.getByText('corrected to').waitFor();
    expect(pipeline.world.decisions).toHaveLength(1);
    await look('claims');

    const address = page.url();
    await page.close();
    await signIn('en', 'telecoms', 'reviewer');
    await page.goto(address);
    await page.getByText('Four eyes').waitFor();
    expect(await page.getByRole('button', { name: 'Decide' }).count()).toBe(0);
  });

  it('shows an operator who has sent what, what a release would change, and releases it', async () => {
    await open('en', 'portal', 'operator', 'release: manual');
    await pipeline.submit(network, 'all', 'telecoms', good);
    await page.goto(`${desk.url}/en/desk#/board/network/2022`);
    await page.getByText('1 of 1 files are in force').waitFor();
    await look('board');
    await page.getByRole('link', { name: 'Release', exact: true }).click();
    await page.getByText('It would be the first release.').waitFor();
    await look('release');
    await page.getByRole('button', { name: 'Give the order' }).click();
    await page.getByRole('region', { name: 'Last order' }).waitFor();
    expect(pipeline.pointer(network)?.revision).toBe(1);

    await pipeline.submit(network, 'all', 'telecoms', good.replace('20,70', '60,99'));
    await page.reload();
    await page.getByText('Compared with release 1').waitFor();
    expect(await page.locator('.up').innerText()).toMatch(/▲ 2/);
    await look('differences');
    await page.getByRole('link', { name: 'Audit log' }).click();
    await page.getByText('checked in this browser').waitFor();
  });

  it('says in a sentence what is wrong and what to do', async () => {
    await open('en', 'portal', 'operator');
    await page.goto(`${desk.url}/en/desk#/board/nothing/2022`);
    const problem = page.getByRole('alert');
    expect(await problem.innerText()).toContain('There is no such thing. Check the index and the year.');
    expect(await problem.innerText()).toContain('There is no edition "nothing/2022".');
  });
});

async function downloadBy(label: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: label }).click(),
  ]);
  return download.suggestedFilename();
}
