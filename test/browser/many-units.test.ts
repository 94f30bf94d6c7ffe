import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servePages } from '../builders/served-portal.ts';
import { thousandUnits } from '../builders/thousand-units.ts';
import { executablePath, fetchedBytes, launch, openPage } from './browser.ts';

/** Other work on the machine makes a task longer and nothing makes it shorter: the best attempt counts. */
const attempts = 4;

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

  it('scrolls and filters without a task above 50 ms', async () => {
    let best = Number.POSITIVE_INFINITY;
    for (let attempt = 0; attempt < attempts && best > 50; attempt++) {
      const { page, close } = await openPage(browser);
      await page.goto(`${site.url}/en/many`, { waitUntil: 'networkidle' });
      await page.evaluate(`globalThis.tasks = [0];
        new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)))
          .observe({ type: 'longtask' });`);
      await page.getByRole('searchbox').pressSequentially('unit 77', { delay: 40 });
      expect(await page.locator('tbody tr:visible').count()).toBe(11);
      await page.getByRole('searchbox').fill('');
      for (let step = 0; step < 10; step++) await page.mouse.wheel(0, 4_000);
      await page.waitForFunction('scrollY > 10000');
      best = Math.min(best, await page.evaluate<number>('Math.max(...tasks)'));
      await close();
    }
    expect(best).toBeLessThanOrEqual(50);
  });
});
