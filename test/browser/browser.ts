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

/** Presses a key, as a rule Tab, until what is called so has the focus. A view of the desk is waited for. */
export async function tabTo(page: Page, name: string, key = 'Tab'): Promise<void> {
  await page.locator('#desk > [aria-busy]').waitFor({ state: 'detached' });
  const seen: string[] = [];
  const until = Date.now() + longestSearch;
  while (seen.at(-1) !== name) {
    if (Date.now() > until) throw new Error(`"${name}" is not reached by ${key}: ${seen.join(' · ')}`);
    await page.keyboard.press(key);
    const { labels, ariaLabel, textContent } =
      await page.evaluate<Focused>(`(({ labels, ariaLabel, textContent }) =>
      ({ labels: [...labels ?? []].map(({ childNodes }) => [...childNodes]
        .filter((node) => !node.matches?.('input, select, textarea')).map((node) => node.textContent).join('')),
        ariaLabel, textContent }))(document.activeElement)`);
    seen.push((labels[0] ?? ariaLabel ?? textContent ?? '').trim());
  }
}

const longestSearch = 20_000;
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
  args: { name?: string; elementCount?: number; beginData?: { dirtyObjects?: number } };
};

/** Of the tasks of a page in one step, each at its largest. */
export type LargestTask = {
  /** By the clock. */
  milliseconds: number;
  /** Elements whose style was reckoned anew. */
  styled: number;
  /** Boxes that were laid out. */
  laidOut: number;
};

/** What the page's own thread does in each step of some work, by the step's name. */
export async function largestTasks(browser: Browser, page: Page, steps: Record<string, () => Promise<void>>) {
  const categories = ['toplevel', 'blink.user_timing', 'devtools.timeline', '__metadata'];
  await browser.startTracing(page, { categories });
  for (const [name, step] of Object.entries(steps)) {
    await page.evaluate(`performance.mark('step ${name}')`);
    await step();
  }
  const { traceEvents } = JSON.parse(String(await browser.stopTracing())) as { traceEvents: TraceEvent[] };
  return largestOfSteps(traceEvents);
}

function largestOfSteps(events: TraceEvent[]): Map<string, LargestTask> {
  const isMain = ({ name, args }: TraceEvent) => name === 'thread_name' && args.name === 'CrRendererMain';
  const thread = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const threads = new Set(events.filter(isMain).map(thread));
  const ofPage = events.filter((event) => threads.has(thread(event))).sort((a, b) => a.ts - b.ts);
  const largest = new Map<string, LargestTask>();
  let step: LargestTask | undefined;
  let task = { styled: 0, laidOut: 0 };
  for (const { name, cat, dur = 0, args } of ofPage) {
    if (cat.includes('blink.user_timing') && name.startsWith('step ')) {
      step = { milliseconds: 0, styled: 0, laidOut: 0 };
      largest.set(name.slice('step '.length), step);
    }
    if (!step) continue;
    if (name.endsWith('RunTask')) {
      task = { styled: 0, laidOut: 0 };
      step.milliseconds = Math.max(step.milliseconds, dur / 1_000);
    }
    if (name === 'UpdateLayoutTree') task.styled += args.elementCount ?? 0;
    if (name === 'Layout') task.laidOut += args.beginData?.dirtyObjects ?? 0;
    step.styled = Math.max(step.styled, task.styled);
    step.laidOut = Math.max(step.laidOut, task.laidOut);
  }
  return largest;
}
