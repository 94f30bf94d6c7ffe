import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servePages } from '../builders/served-portal.ts';
import { thousandUnits } from '../builders/thousand-units.ts';
import { executablePath, fetchedBytes, launch, longestTasks, openPage, tabTo } from './browser.ts';

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

  it('filters, shows all again, sorts and scrolls, without a long task', async () => {
    const rounds: Map<string, number>[] = [];
    while (rounds.length < 3) rounds.push(await tasksOfUse());
    console.log('longest tasks in ms', rounds);
    const steps = [...rounds[0]!.keys()];
    expect(steps).toEqual(['filter', 'show all', 'sort', 'scroll']);
    // A task that is long by itself is so in every round; a shared machine halts one here, one there.
    for (const step of steps) {
      const task = Math.min(...rounds.map((round) => round.get(step)!));
      expect(task, step).toBeGreaterThan(0);
      expect(task, step).toBeLessThanOrEqual(50);
    }
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
    await expect.poll(() => page.locator('.laid-out').count(), { timeout: 10_000 }).toBe(100);
    expect(await heardRows(page)).toBe(1_001);
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

  async function tasksOfUse() {
    const { page, close } = await openPage(browser);
    await page.goto(`${site.url}/en/many`, { waitUntil: 'networkidle' });
    await page.evaluate(`globalThis.changes = [0];
      new MutationObserver((list) => changes.push(
        list.reduce((sum, { addedNodes, removedNodes }) => sum + addedNodes.length + removedNodes.length, 0)))
        .observe(document.querySelector('table.ranking'), { childList: true, subtree: true });`);
    // Whatever looks for elements by their role or text would be the longest task itself.
    const told = (script: string) => expect.poll(() => page.evaluate(script), { timeout: 10_000 });
    const rows = 'document.querySelectorAll("tbody tr")';
    const heading = (await page.getByRole('button', { name: 'Unit' }).boundingBox())!;
    await page.getByRole('searchbox').focus();
    const tasks = await longestTasks(browser, page, {
      filter: async () => {
        await page.keyboard.type('unit 77', { delay: 40 });
        await told(`${rows}.length`).toBe(11);
      },
      'show all': async () => {
        for (let key = 0; key < 7; key++) await page.keyboard.press('Backspace', { delay: 20 });
        await told(`${rows}.length`).toBe(1_000);
      },
      sort: async () => {
        await page.mouse.click(heading.x + 5, heading.y + 5);
        await told(`${rows}[999]?.id`).toBe('unit-999');
      },
      scroll: async () => {
        for (let step = 0; step < 10; step++) await page.mouse.wheel(0, 4_000);
        await told('scrollY').toBeGreaterThan(10_000);
      },
    });
    const most = await page.evaluate<number>('Math.max(...changes)');
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(100);
    await close();
    return tasks;
  }
});
