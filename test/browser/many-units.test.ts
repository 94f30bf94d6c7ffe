import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servePages } from '../builders/served-portal.ts';
import { thousandUnits } from '../builders/thousand-units.ts';
import { executablePath, fetchedBytes, launch, openPage, tabTo } from './browser.ts';
import { uses, useTable, wholeAtOnce } from './use-of-table.ts';

describe.skipIf(!executablePath)('the table of 1,000 units', () => {
  let site: Awaited<ReturnType<typeof servePages>>;
  let browser: Browser;

  beforeAll(async () => {
    [site, browser] = await Promise.all([servePages(await thousandUnits()), launch()]);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });

  it('is at most 100 KB', async () => {
    const { page, close } = await openPage(browser);
    await page.goto(`${site.url}/en/many`, { waitUntil: 'networkidle' });
    expect(await page.locator('tbody tr').count()).toBe(1_000);
    expect(await fetchedBytes(page)).toBeLessThanOrEqual(100 * 1024);
    await close();
  });

  // How long that takes is measured by `npm run bench:portal`: by the clock a busy machine would fail it.
  it('filters, shows all again, sorts and scrolls in small pieces', async () => {
    const { tasks, mostChanged } = await useTable(browser, `${site.url}/en/many`);
    console.log('largest tasks', tasks);
    expect([...tasks.keys()]).toEqual([...uses, wholeAtOnce]);
    const whole = tasks.get(wholeAtOnce)!;
    for (const use of uses) {
      const { styled, laidOut } = tasks.get(use)!;
      expect(styled, use).toBeGreaterThan(0);
      expect(styled, use).toBeLessThanOrEqual(whole.styled / 2);
      expect(laidOut, use).toBeGreaterThan(0);
      expect(laidOut, use).toBeLessThanOrEqual(whole.laidOut / 2);
    }
    expect(mostChanged).toBeGreaterThan(0);
    expect(mostChanged).toBeLessThanOrEqual(100);
  });

  it('is told whole to those who hear it: on their word, and without scripts', async () => {
    const { page, close } = await openPage(browser);
    await page.goto(`${site.url}/en/many`, { waitUntil: 'networkidle' });
    const places = () =>
      page.evaluate(`(({ ariaRowCount, rows }) => [ariaRowCount, rows[0].ariaRowIndex,
        rows[rows.length - 1].ariaRowIndex])(document.querySelector('table.ranking'))`);
    expect(await places()).toEqual(['1001', '1', '1001']);
    await page.getByRole('searchbox').fill('unit 77');
    await expect.poll(places).toEqual(['12', '1', '12']);
    await page.getByRole('searchbox').fill('');
    await expect.poll(places).toEqual(['1001', '1', '1001']);
    await tabTo(page, 'All rows for a screen reader');
    await page.keyboard.press('Enter');
    // A slice a frame, and a busy machine has few of them a second.
    await expect.poll(() => page.locator('.laid-out').count(), { timeout: 60_000 }).toBe(100);
    await expect.poll(() => heardRows(page)).toBe(1_001);
    await close();
    const plain = await openPage(browser, { javaScriptEnabled: false });
    await plain.page.goto(`${site.url}/en/many`);
    expect(await heardRows(plain.page)).toBe(1_001);
    await plain.close();
  });

  /** Those of the tree that the browser gives to screen readers. */
  async function heardRows(page: Page): Promise<number> {
    const session = await page.context().newCDPSession(page);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    return nodes.filter(({ ignored, role }) => !ignored && role?.value === 'row').length;
  }
});
