import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servePages } from '../builders/served-portal.ts';
import { thousandUnits } from '../builders/thousand-units.ts';
import { executablePath, fetchedBytes, launch, longestTask, openPage } from './browser.ts';

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

  it('filters, sorts, shows all again and scrolls, without a long task', async () => {
    const { page, close } = await openPage(browser);
    await page.goto(`${site.url}/en/many`, { waitUntil: 'networkidle' });
    await page.evaluate(`globalThis.changes = [0];
      new MutationObserver((list) => changes.push(
        list.reduce((sum, { addedNodes, removedNodes }) => sum + addedNodes.length + removedNodes.length, 0)))
        .observe(document.querySelector('table.ranking'), { childList: true, subtree: true });`);
    // Whatever looks for elements by their role or text would be the longest task itself.
    const rows = (count: number) =>
      expect
        .poll(() => page.evaluate('document.querySelectorAll("tbody tr").length'), { timeout: 10_000 })
        .toBe(count);
    const heading = (await page.getByRole('button', { name: 'Unit' }).boundingBox())!;
    await page.getByRole('searchbox').focus();
    const task = await longestTask(browser, page, async () => {
      await page.keyboard.type('unit 77', { delay: 40 });
      await rows(11);
      for (let key = 0; key < 7; key++) await page.keyboard.press('Backspace', { delay: 20 });
      await rows(1_000);
      await page.mouse.click(heading.x + 5, heading.y + 5);
      await expect
        .poll(() => page.evaluate('document.querySelectorAll("tbody tr")[999]?.id'), { timeout: 10_000 })
        .toBe('unit-999');
      for (let step = 0; step < 10; step++) await page.mouse.wheel(0, 4_000);
      await expect.poll(() => page.evaluate<number>('scrollY')).toBeGreaterThan(10_000);
    });
    const most = await page.evaluate<number>('Math.max(...changes)');
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(100);
    console.log(`longest task of ${task.count}: ${task.byClock} ms, ${task.ofProcessor} ms of the processor`);
    expect(task.ofProcessor).toBeGreaterThan(0);
    expect(task.ofProcessor).toBeLessThanOrEqual(50);
    await close();
  });
});
