import type { Browser } from 'playwright-core';
import { type LargestTask, largestTasks, openPage } from './browser.ts';

/** What readers do with a long table, in order, and by what it would be measured had it no slices. */
export const uses = ['filter', 'show all', 'sort', 'scroll'] as const;
export const wholeAtOnce = 'whole at once';

export type UseOfTable = {
  /** By use, and of the whole table laid out at once. */
  tasks: Map<string, LargestTask>;
  /** Of rows that one task took out or put in. */
  mostChanged: number;
};

/** Uses a ranking of 1,000 units as a reader does, by keyboard and mouse. */
export async function useTable(browser: Browser, url: string): Promise<UseOfTable> {
  const { page, close } = await openPage(browser);
  await page.goto(url, { waitUntil: 'networkidle' });
  await page.evaluate(`globalThis.changes = [0];
    new MutationObserver((list) => changes.push(
      list.reduce((sum, { addedNodes, removedNodes }) => sum + addedNodes.length + removedNodes.length, 0)))
      .observe(document.querySelector('table.ranking'), { childList: true, subtree: true });`);
  // Whatever looks for elements by their role or text would be the longest task itself.
  const holds = async (condition: string) => {
    const until = Date.now() + 30_000;
    while (!(await page.evaluate<boolean>(condition)))
      if (Date.now() > until) throw new Error(`Not after 30 s: ${condition}`);
  };
  const rows = 'document.querySelectorAll("tbody tr")';
  const heading = (await page.getByRole('button', { name: 'Unit' }).boundingBox())!;
  await page.getByRole('searchbox').focus();
  const tasks = await largestTasks(browser, page, {
    filter: async () => {
      await page.keyboard.type('unit 77', { delay: 40 });
      await holds(`${rows}.length === 11`);
    },
    'show all': async () => {
      for (let key = 0; key < 7; key++) await page.keyboard.press('Backspace', { delay: 20 });
      await holds(`${rows}.length === 1000`);
    },
    sort: async () => {
      await page.mouse.click(heading.x + 5, heading.y + 5);
      await holds(`${rows}[999]?.id === 'unit-999'`);
    },
    scroll: async () => {
      for (let step = 0; step < 10; step++) await page.mouse.wheel(0, 4_000);
      await holds('scrollY > 10_000');
    },
    [wholeAtOnce]: async () => {
      await page.evaluate(
        `for (const slice of document.querySelectorAll('tbody')) slice.classList.add('laid-out')`,
      );
      await page.evaluate('new Promise((seen) => requestAnimationFrame(() => setTimeout(seen)))');
    },
  });
  const mostChanged = await page.evaluate<number>('Math.max(...changes)');
  await close();
  return { tasks, mostChanged };
}
