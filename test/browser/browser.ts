import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { findChromium } from '../../scripts/chromium.ts';

export const executablePath = findChromium();

export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: executablePath!, args: ['--no-sandbox'] });

/** Where tests leave what they saw. */
export const screenshots = join(import.meta.dirname, '..', '..', '.local', 'screenshots');

/** Kept as output of the tests. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: join(screenshots, `${name}.png`) });
}

/** A page that collects what a browser complains about: scripts that fail, and breaches of the security policy. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return { page, complaints, close: () => context.close() };
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Violation = { id: string; nodes: { html: string }[] };

/**
 * What axe finds, a line a violation. The debugger brings it in, which no policy of the page stops.
 *
 * @param rules those alone; all where none are named
 */
export async function violations(page: Page, rules?: string[]): Promise<string[]> {
  await page.evaluate(axeSource);
  const options = JSON.stringify({ resultTypes: ['violations'], ...(rules && { runOnly: rules }) });
  const found = (await page.evaluate(
    `axe.run(${options}).then((result) => result.violations)`,
  )) as Violation[];
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

/** Presses a key, as a rule Tab, until what has the focus is called so. */
export async function tabTo(page: Page, name: string, key = 'Tab'): Promise<void> {
  const seen: string[] = [];
  while (seen.at(-1) !== name) {
    if (seen.length === mostTabs) throw new Error(`"${name}" is not reached by ${key}: ${seen.join(' · ')}`);
    await page.keyboard.press(key);
    const { labels, ariaLabel, textContent } =
      await page.evaluate<Focused>(`(({ labels, ariaLabel, textContent }) =>
      ({ labels: [...labels ?? []].map(({ childNodes }) => [...childNodes]
        .filter((node) => !node.matches?.('input, select, textarea')).map((node) => node.textContent).join('')),
        ariaLabel, textContent }))(document.activeElement)`);
    seen.push((labels[0] ?? ariaLabel ?? textContent ?? '').trim());
  }
}

const mostTabs = 120;
type Focused = { labels: string[]; ariaLabel: string | null; textContent: string | null };

/** By how much the page is wider than its window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - innerWidth');

/** Bytes of the page and all that it has fetched so far, as they came over the wire. */
export const fetchedBytes = (page: Page): Promise<number> =>
  page.evaluate(`[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
    .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)`);

/** The layout shift of the page so far. */
export const layoutShift = (page: Page): Promise<number> =>
  page.evaluate(`new Promise((resolve) => {
    let sum = 0;
    new PerformanceObserver((list) => { for (const { value } of list.getEntries()) sum += value; })
      .observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => resolve(sum), 100);
  })`);

type TraceEvent = {
  name: string;
  cat: string;
  pid: number;
  tid: number;
  /** Microseconds. */
  ts: number;
  dur?: number;
  args: { name?: string };
};

/** The longest task of the page in each step of some work, by its name, in milliseconds by the clock. */
export async function longestTasks(browser: Browser, page: Page, steps: Record<string, () => Promise<void>>) {
  await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing', '__metadata'] });
  for (const [name, step] of Object.entries(steps)) {
    await page.evaluate(`performance.mark('step ${name}')`);
    await step();
  }
  const { traceEvents } = JSON.parse(String(await browser.stopTracing())) as { traceEvents: TraceEvent[] };
  return longestOfSteps(traceEvents);
}

function longestOfSteps(events: TraceEvent[]): Map<string, number> {
  const isMain = ({ name, args }: TraceEvent) => name === 'thread_name' && args.name === 'CrRendererMain';
  const thread = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const threads = new Set(events.filter(isMain).map(thread));
  const ofPage = events.filter((event) => threads.has(thread(event))).sort((a, b) => a.ts - b.ts);
  const longest = new Map<string, number>();
  let step = '';
  for (const { name, cat, dur = 0 } of ofPage) {
    if (cat.includes('blink.user_timing') && name.startsWith('step ')) step = name.slice('step '.length);
    else if (step && name.endsWith('RunTask'))
      longest.set(step, Math.max(longest.get(step) ?? 0, dur / 1_000));
  }
  return longest;
}
