import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servePages } from '../builders/served-portal.ts';
import { thousandUnits } from '../builders/thousand-units.ts';
import { executablePath, fetchedBytes, launch, openPage } from './browser.ts';

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

  it('filters, shows all again and scrolls, a few rows at a time', async () => {
    const { page, close } = await openPage(browser);
    await page.goto(`${site.url}/en/many`, { waitUntil: 'networkidle' });
    await page.evaluate(`globalThis.tasks = [0];
      new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)))
        .observe({ type: 'longtask' });
      globalThis.changes = [0];
      new MutationObserver((list) => changes.push(
        list.reduce((sum, { addedNodes, removedNodes }) => sum + addedNodes.length + removedNodes.length, 0)))
        .observe(document.querySelector('table.ranking tbody'), { childList: true });`);
    const rows = () => page.locator('tbody tr').count();
    await page.getByRole('searchbox').pressSequentially('unit 77', { delay: 40 });
    await expect.poll(rows, { timeout: 10_000 }).toBe(11);
    await page.getByRole('searchbox').fill('');
    await expect.poll(rows, { timeout: 10_000 }).toBe(1_000);
    for (let step = 0; step < 10; step++) await page.mouse.wheel(0, 4_000);
    await expect.poll(() => page.evaluate<number>('scrollY')).toBeGreaterThan(10_000);
    const most = await page.evaluate<number>('Math.max(...changes)');
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(100);
    console.log(`longest task: ${await page.evaluate<number>('Math.max(...tasks)')} ms (aim: 50)`);
    await close();
  });
});
