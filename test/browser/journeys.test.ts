import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { servePortal } from '../builders/served-portal.ts';
import { executablePath, keepScreenshot, launch, openPage, screenshots } from './browser.ts';

describe.skipIf(!executablePath)('a reader', () => {
  let site: Awaited<ReturnType<typeof servePortal>>;
  let browser: Browser;
  let page: Page;
  let complaints: string[];
  let close: () => Promise<void>;

  beforeAll(async () => {
    [site, browser] = await Promise.all([servePortal(['pci-province']), launch()]);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });
  beforeEach(async () => {
    ({ page, complaints, close } = await openPage(browser));
  });
  afterEach(async () => {
    expect(complaints).toEqual([]);
    await close();
  });

  const names = () => page.locator('table.ranking tbody tr:visible th a').allTextContents();

  it('comes from the first page to a ranking, finds a unit without diacritics, and opens its profile', async () => {
    await page.goto(`${site.url}/`);
    await page.getByRole('heading', { name: 'Chỉ số pci-province 2016' }).getByRole('link').click();
    await page.getByRole('searchbox').fill('da nang');
    await expect.poll(names).toEqual(['Đà Nẵng']);
    expect(await page.locator('output').first().textContent()).toBe('1 trên 63 đơn vị');
    await page.getByRole('link', { name: 'Đà Nẵng', exact: true }).click();
    await page.waitForURL('**/units/da-nang');
    expect(await page.locator('h1').textContent()).toBe('Đà Nẵng');
    await keepScreenshot(page, 'profile');
  });

  it('sorts by the keyboard, and filters by region', async () => {
    await page.goto(`${site.url}/en/indices/pci-province/2016`);
    await page.getByRole('button', { name: 'Unit' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await names()).slice(0, 2)).toEqual(['An Giang', 'Ba Ria - Vung Tau']);
    expect(await page.locator('th[aria-sort]').getAttribute('aria-sort')).toBe('ascending');
    await page.getByRole('combobox').selectOption({ label: 'Central Highlands' });
    await expect.poll(async () => (await names()).length).toBe(5);
  });

  it('reaches the content by the first key', async () => {
    await page.goto(`${site.url}/en/indices/pci-province/2016`);
    await page.keyboard.press('Tab');
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    await page.waitForURL('**#content');
  });

  it('puts units side by side, at an address that holds them', async () => {
    await page.goto(`${site.url}/en/indices/pci-province/2016/compare`);
    for (const unit of ['da nang', 'Hanoi']) await page.locator('input[name=unit]').fill(unit);
    await page.waitForURL('**/compare?units=da-nang,ha-noi');
    const headings = page.locator('#side-by-side thead th');
    await headings.nth(2).waitFor();
    expect(await headings.allTextContents()).toEqual([
      'Part',
      'Da Nang',
      'Hanoi',
      'Lowest to highest of all units',
    ]);
    await keepScreenshot(page, 'compare');
  });

  it('sets weights of their own, sees ranks change, and shares them', async () => {
    await page.goto(`${site.url}/en/indices/pci-province/2016/weights`);
    await page.getByRole('slider').first().focus();
    for (let press = 0; press < 40; press++) await page.keyboard.press('ArrowRight');
    await page.locator('#result[aria-busy=false]').waitFor();
    const trend = (await page.locator('#trend').textContent())!;
    expect(trend).toContain('first by your weights');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    // It says so for two seconds, which a busy machine may spend elsewhere.
    await page.evaluate(`globalThis.said = []; new MutationObserver((list) => said.push(...list.map(({ target }) =>
      target.textContent))).observe(document.querySelector('#share'), { childList: true })`);
    await page.getByRole('button', { name: 'Copy the link' }).press('Enter');
    await expect.poll(() => page.evaluate('said')).toContain('Copied');
    const shared = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(shared).toBe(await page.evaluate('location.href'));
    expect(shared).toContain('#');
    await keepScreenshot(page, 'weights');

    const other = await openPage(browser);
    await other.page.goto(shared);
    await other.page.locator('#trend').filter({ hasText: trend }).waitFor();
    await other.close();

    await page.getByRole('button', { name: 'Find out' }).click();
    await page.locator('#reachable').filter({ hasText: 'Whatever the weights' }).waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Back to the official weights' }).click();
    await page
      .locator('#trend')
      .filter({ hasText: /; 0 units/ })
      .waitFor();
  });

  it('finds what was set before scripts came, and the engine after a network that failed', async () => {
    const { promise: held, resolve: letThrough } = Promise.withResolvers<void>();
    await page.context().route('**/assets/*.js', async (route) => {
      await held;
      await route.continue();
    });
    await page.route('**/values/*.json', (route) => route.abort(), { times: 1 });
    const edition = `${site.url}/en/indices/pci-province/2016`;
    const early = async (path: string, opened?: Page): Promise<Page> => {
      const shown = opened ?? (await page.context().newPage());
      await shown.goto(edition + path, { waitUntil: 'commit' });
      return shown;
    };
    await early('/weights', page);
    await page.getByRole('slider').first().fill('40');
    const compare = await early('/compare');
    await compare.locator('input[name=unit]').fill('da nang');
    const ranking = await early('');
    await ranking.getByRole('searchbox').fill('da nang');
    const history = await early('/..');
    await history.locator('[data-highlight=history-vn-provinces-63]').selectOption('da-nang');
    letThrough();
    await expect.poll(() => history.locator('svg .chosen').getAttribute('data-unit')).toBe('da-nang');
    await compare.getByRole('button', { name: 'Da Nang' }).waitFor();
    await ranking.locator('output').filter({ hasText: '1 of 63' }).waitFor();
    await expect.poll(() => ranking.locator('table.ranking tbody tr').count()).toBe(1);
    await page.locator('#trend').filter({ hasText: 'did not work' }).waitFor();
    await page.getByRole('slider').first().fill('41');
    await page.locator('#trend').filter({ hasText: 'first by your weights' }).waitFor();
    // The network that failed, which is told by the browser too.
    complaints.length = 0;
  });

  it('takes charts along, whatever they are drawn with, and highlights a line', async () => {
    const index = `${site.url}/en/indices/pci-province`;
    for (const [path, figure, told] of [
      ['', '#history-vn-provinces-63', 'Da Nang'],
      ['/2016', '#ranking-provinces-63', 'Quang Ninh'],
      ['/2016/map', '#map-provinces-63', 'Hue'],
      ['/2016/compare?units=da-nang,hue', '#side-by-side', 'Hue'],
      ['/2016/method', '#tree-provinces-63', 'Entry costs'],
      ['/2016/weights', '#own-ranking', 'Hanoi'],
      ['/units/hue', '#parts', 'Entry costs'],
    ]) {
      await page.goto(index + path);
      // One of each kind as PNG, which is what was saved as SVG, painted: a chart and a drawn table.
      const isPainted = ['#history-vn-provinces-63', '#side-by-side'].includes(figure!);
      for (const format of ['svg', 'csv', ...(isPainted ? ['png'] : [])]) {
        const button = page.locator(`${figure} [data-save=${format}]`);
        const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
        expect(download.suggestedFilename()).toMatch(new RegExp(`\\.${format}$`));
        const saved = readFileSync(await download.path());
        if (format === 'png') expect(saved.length, figure).toBeGreaterThan(10_000);
        else expect(saved.toString(), figure).toContain(told);
        copyFileSync(await download.path(), join(screenshots, `saved${figure!.replace('#', '-')}.${format}`));
      }
    }
    const ranking = readFileSync(join(screenshots, 'saved-ranking-provinces-63.csv'), 'utf8');
    expect(ranking.split('\r\n').slice(0, 3)).toEqual([
      '\u{feff}Rank,Unit,"Change on 2015, by the data",Rank interval,Score',
      '1,Da Nang,unchanged,1,70.00',
      '2,Quang Ninh,up 1,2,65.60',
    ]);
    await page.goto(index);
    await page.getByRole('combobox').first().selectOption('hue');
    await expect.poll(() => page.locator('svg.choosing g.chosen').count()).toBe(1);
  });

  it('reads everything without scripts', async () => {
    const plain = await openPage(browser, { javaScriptEnabled: false });
    await plain.page.goto(`${site.url}/vi/indices/pci-province/2016`);
    expect(await plain.page.locator('table.ranking tbody tr').count()).toBe(63);
    expect(await plain.page.locator('form.tools').isVisible()).toBe(false);
    await plain.close();
  });
});
