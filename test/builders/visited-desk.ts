import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { Role } from '../../contracts/roles.ts';
import { Pipeline } from '../fakes/pipeline.ts';
import { index, units } from '../unit/use-cases/three-provinces.ts';
import { hasBrowser, openBrowser } from './open-browser.ts';
import { serveDesk, tokenOf } from './served-desk.ts';

export type Language = 'vi' | 'en';

/** A large window in light, a small phone in dark. */
const looks = { light: 1200, dark: 360 } as const;
type Look = keyof typeof looks;

const screenshots = join(import.meta.dirname, '..', '..', '.local', 'screenshots');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
type Violation = { id: string; nodes: { html: string; failureSummary: string }[] };

/** Somebody at the desk's pages, which stand over a small world: one browser for a file of tests. */
export function visitedDesk() {
  let browser: Browser;
  let desk: Awaited<ReturnType<typeof serveDesk>> | undefined;
  let pipeline: Pipeline;
  let page: Page;
  /** What browsers complain of: scripts that fail, and what the content security policy has stopped. */
  let complaints: string[];

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    if (hasBrowser) browser = await openBrowser();
  }, 60_000);
  afterAll(() => browser?.close());
  afterEach(async () => {
    await page?.close();
    await desk?.stop();
  });

  /** @param more further fields of the edition, a line each */
  async function serve(...more: string[]): Promise<void> {
    pipeline = new Pipeline();
    const { outcome } = await pipeline.define({
      'units.yaml': units,
      'network.yaml': index('network', ['speed', 'reach'], ['2022'], '[{ agency: telecoms }]', more),
    });
    expect(outcome).toBe('registered');
    desk = await serveDesk(pipeline);
  }

  async function visit(language: Language): Promise<void> {
    page = await browser.newPage({ locale: language, viewport: { width: 1200, height: 900 } });
    page.setDefaultTimeout(15_000);
    complaints = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      // Browsers note every 404 themselves: that there is no order yet is no fault.
      const isAnswer = message.text().startsWith('Failed to load resource');
      if (message.type() === 'error' && !isAnswer) complaints.push(message.text());
    });
    page.on('dialog', (dialog) => dialog.accept());
    await page.goto(`${desk!.url}/${language}/desk`);
  }

  async function signIn(language: Language, agency: string, role: Role | 'nobody'): Promise<void> {
    await visit(language);
    await page.locator('#desk input[type=password]').fill(await tokenOf(agency, role as Role));
    await page.keyboard.press('Enter');
    await page.locator('.desk-head').waitFor();
  }

  /** No violation of WCAG, nothing wider than the window, and a picture of it. */
  async function lookAt(name: string, look: Look): Promise<void> {
    await page.locator('#desk > [aria-busy]').waitFor({ state: 'detached' });
    await page.emulateMedia({ colorScheme: look });
    await page.setViewportSize({ width: looks[look], height: 900 });
    await page.screenshot({ path: join(screenshots, `desk-${name}-${look}.png`), fullPage: true });
    expect(await page.evaluate('document.documentElement.scrollWidth'), name).toBeLessThanOrEqual(
      looks[look],
    );
    await page.evaluate(axe);
    const found = (await page.evaluate('axe.run().then(({ violations }) => violations)')) as Violation[];
    expect(
      found.map(({ id, nodes }) => [id, nodes[0]?.html, nodes[0]?.failureSummary]),
      name,
    ).toEqual([]);
    expect(complaints).toEqual([]);
  }

  return {
    get page() {
      return page;
    },
    get pipeline() {
      return pipeline;
    },
    get url() {
      return desk!.url;
    },
    get complaints() {
      return complaints;
    },
    serve,
    visit,
    signIn,
    lookAt,
    judge: () => desk!.judge(),
    holdFiles: () => desk!.holdFiles(),
    send: (name: string, text: string) =>
      page
        .locator('input[type=file]')
        .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) }),
    async look(name: string): Promise<void> {
      await lookAt(name, 'light');
      await lookAt(name, 'dark');
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize({ width: 1200, height: 900 });
    },
  };
}
