import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
/** One of each kind. */
const kinds = [
  '',
  '/plans',
  '/plans/da-nang-resolution-05',
  dti,
  `${dti}/2022`,
  `${dti}/2022/cohorts/published`,
  `${dti}/2022/map`,
  `${dti}/2022/compare?units=da-nang,hue`,
  `${dti}/2022/weights`,
  `${dti}/2022/method`,
  `${dti}/2022/check`,
  `${dti}/2022/r1`,
  `${dti}/2022/r1/embed/map`,
  `${dti}/units/da-nang`,
  `${dti}/data`,
  `${dti}/releases`,
];
const addresses = ['vi', 'en'].flatMap((language) => kinds.map((path) => `/${language}${path}`));

describe.skipIf(!executablePath)('pages in a browser', () => {
  let site: Awaited<ReturnType<typeof servePortal>>;
  let browser: Browser;

  beforeAll(async () => {
    [site, browser] = await Promise.all([servePortal(['dti-province', 'pci-province']), launch()]);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });

  it.each(
    addresses,
  )('%s has no fault that axe knows, is at most 100 KB, and nothing in it moves', async (address) => {
    const { page, complaints, close } = await openPage(browser);
    await page.goto(site.url + address, { waitUntil: 'networkidle' });
    expect(await layoutShift(page)).toBe(0);
    const bytes = await fetchedBytes(page);
    expect(bytes).toBeGreaterThan(1_000);
    expect(bytes).toBeLessThanOrEqual(100 * 1024);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await violations(page)).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await close();
  });

  it.each(addresses)('%s fits a phone, and a window at 200 per cent', async (address) => {
    const { page, close } = await openPage(browser, { viewport: { width: 640, height: 800 } });
    await page.goto(site.url + address);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 360, height: 800 });
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await keepScreenshot(page, `phone${address.split('?')[0]!.replaceAll('/', '_')}`);
    await close();
  });

  it.each(
    addresses,
  )('%s says all in the first answer, and allows no inline script or style', async (address) => {
    const response = await fetch(site.url + address);
    const policy = response.headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    const text = await response.text();
    expect(text).toMatch(/<h1>[^<]+<\/h1>/);
    expect(text).not.toMatch(/ style="|<style|javascript:| on[a-z]+="/);
    expect(text).not.toMatch(/(src|href)="https?:\/\/[^"]*\.(js|css|woff2?)/);
  });

  it('leads to pages that there are', async () => {
    const missing: string[] = [];
    for (const { path, type, body } of site.pages.files.values())
      if (type === 'text/html')
        for (const [, address] of body.matchAll(/href="\/((?:vi|en|assets)[^"#?]*)/g))
          if (!site.pages.files.has(address!)) missing.push(`${path} → ${address}`);
    expect(missing).toEqual([]);
  });
});
