import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReleaseRecord } from '../../use-cases/ports.ts';
import { servePortal } from '../builders/served-portal.ts';
import {
  executablePath,
  fetchedBytes,
  keepScreenshot,
  launch,
  layoutShift,
  openPage,
  overflow,
  violations,
} from './browser.ts';

const dti = '/indices/dti-province';
const pinned = '/indices/pci-province/2016/r1';
/** One of each kind. */
const kinds = [
  '',
  '/plans',
  '/plans/da-nang-resolution-05',
  dti,
  `${dti}/2022`,
  `${dti}/2022/cohorts/published`,
  `${dti}/2022/map`,
  `${dti}/2022/compare`,
  `${dti}/2022/compare?units=da-nang,hue`,
  `${dti}/2022/weights`,
  `${dti}/2022/method`,
  `${dti}/2022/check`,
  pinned,
  `${pinned}/embed/ranking`,
  `${pinned}/embed/map`,
  `${pinned}/embed/compare?units=da-nang`,
  `${pinned}/embed/method`,
  `${pinned}/embed/changes?unit=da-nang`,
  `${dti}/units/da-nang`,
  `${dti}/data`,
  `${dti}/releases`,
  // Where there is nothing to show.
  '/nowhere',
  '/empty',
  `${dti}/2019/r1`,
];
const addresses = ['vi', 'en'].flatMap((language) => kinds.map((path) => `/${language}${path}`));

describe.skipIf(!executablePath)('pages in a browser', () => {
  let site: Awaited<ReturnType<typeof servePortal>>;
  let browser: Browser;

  beforeAll(async () => {
    [site, browser] = await Promise.all([servePortal(['dti-province', 'pci-province']), launch()]);
    await drawWhereNothingIs();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });

  /** The first page before anything was published, and a release that was taken back. */
  async function drawWhereNothingIs() {
    const { portal, pages, table } = site;
    for await (const file of portal.home({ indices: [], plans: [], values: [], year: '2025' }))
      if (['vi', 'en'].includes(file.path)) await pages.put({ ...file, path: `${file.path}/empty` });
    const note = { vi: 'Sai số liệu', en: 'Wrong figures' };
    const withdrawn = { revision: 1, withdrawn: { at: '2025-01-01T00:00:00.000Z', note } } as ReleaseRecord;
    const index = (await table.reader.index('dti-province'))!;
    for await (const file of portal.withdrawn(index, '2019', withdrawn)) await pages.put(file);
  }

  it.each(
    addresses,
  )('%s has no fault that axe knows, is small, stands still, fits, and says all at once', async (address) => {
    const { page, complaints, close } = await openPage(browser);
    const response = (await page.goto(site.url + address))!;
    const isThere = !address.endsWith('nowhere');
    expect(response.status()).toBe(isThere ? 200 : 404);
    const policy = response.headers()['content-security-policy']!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    const text = await response.text();
    expect(text).toMatch(/<h1>[^<]+<\/h1>/);
    expect(text).not.toMatch(/ style="|<style|javascript:| on[a-z]+="/);
    expect(text).not.toMatch(/(src|href)="https?:\/\/[^"]*\.(js|css|woff2?)/);

    expect(await layoutShift(page)).toBe(0);
    const bytes = await fetchedBytes(page);
    expect(bytes).toBeGreaterThan(1_000);
    expect(bytes).toBeLessThanOrEqual(100 * 1024);
    expect(await violations(page)).toEqual([]);
    // Dark pages differ in nothing but their colours, which know no language.
    if (address.startsWith('/vi')) {
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await violations(page, ['color-contrast'])).toEqual([]);
      await page.emulateMedia({ colorScheme: 'light' });
    }
    // A window of 1,280 at 200 per cent, and a phone.
    for (const width of [640, 360]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await overflow(page)).toBeLessThanOrEqual(0);
    }
    await keepScreenshot(page, `phone${address.split('?')[0]!.replaceAll('/', '_')}`);
    expect(complaints.filter((complaint) => isThere || !complaint.includes('404'))).toEqual([]);
    await close();
  });

  it('leads to pages that there are', async () => {
    const missing: string[] = [];
    for (const { path, type, body } of site.pages.files.values())
      if (type === 'text/html' && !path.endsWith('/empty') && !path.includes('/2019/'))
        for (const [, address] of body.matchAll(/href="\/((?:vi|en|assets)[^"#?]*)/g))
          if (!site.pages.files.has(address!)) missing.push(`${path} → ${address}`);
    expect(missing).toEqual([]);
  });

  it('prints what is read, and not what is pressed', async () => {
    const { page, close } = await openPage(browser);
    await page.goto(`${site.url}/en/indices/pci-province/2016`);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('table.ranking tbody tr:visible').count()).toBe(63);
    for (const shown of ['nav.tabs', '.tools', '.figure-tools', 'details.embed'])
      expect(await page.locator(shown).first().isVisible(), shown).toBe(false);
    await page.setViewportSize({ width: 680, height: 960 });
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await keepScreenshot(page, 'printed-ranking');
    await close();
  });
});
