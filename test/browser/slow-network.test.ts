import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveInPieces } from '../builders/served-in-pieces.ts';
import { servePortal } from '../builders/served-portal.ts';
import { executablePath, launch, layoutShift, openPage } from './browser.ts';

/** With and without scripts that make them handier. */
const addresses = [
  '/vi',
  '/vi/plans',
  '/vi/indices/dti-province/data',
  '/vi/indices/dti-province/releases',
  '/vi/indices/dti-province/2022',
];

describe.skipIf(!executablePath)('a page that comes in pieces', () => {
  let site: Awaited<ReturnType<typeof servePortal>>;
  let slow: Awaited<ReturnType<typeof serveInPieces>>;
  let browser: Browser;

  beforeAll(async () => {
    [site, browser] = await Promise.all([servePortal(['dti-province']), launch()]);
    slow = await serveInPieces(site.url, 30);
  });
  afterAll(async () => {
    await browser?.close();
    slow?.stop();
    await site?.stop();
  });

  it.each(addresses)('%s stands still', async (address) => {
    const { page, close } = await openPage(browser);
    await page.goto(slow.url + address);
    expect(await layoutShift(page)).toBe(0);
    await close();
  });
});
