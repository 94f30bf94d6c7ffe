import { randomUUID } from 'node:crypto';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalEdge, startLocalEdge } from '../../scripts/local-edge.ts';
import { localPages, untilDrawn } from '../../scripts/local-pages.ts';
import { executablePath, keepScreenshot, launch, openPage, tabTo } from '../browser/browser.ts';
import { apiUrl, deployment, outputs, queueUrl, ranking, sqs, untilIdle } from './stack.ts';

describe.skipIf(!executablePath)('the portal of a deployed stack', () => {
  let edge: LocalEdge;
  let browser: Browser;
  let page: Page;
  let complaints: string[];
  let close: () => Promise<void>;

  beforeAll(async () => {
    const pages = localPages(deployment.endpoint, outputs['PagesBucketName']!);
    await untilIdle('render-pages', 'attest');
    await untilDrawn(apiUrl, pages, 120_000);
    edge = await startLocalEdge({ apiUrl, pages, connectTo: [deployment.endpoint], port: 0 });
    browser = await launch();
    ({ page, complaints, close } = await openPage(browser));
  });
  afterAll(async () => {
    await close?.();
    await browser?.close();
    await edge?.stop();
  });

  it('shows what the API says', async () => {
    const { rows } = await ranking('pci-province/2016');
    await page.goto(`${edge.url}/vi/indices/pci-province/2016`);
    const names = await page.locator('table.ranking tbody th a').allTextContents();
    expect(names).toEqual(rows.filter(({ rank }) => rank !== null).map(({ unit }) => unit.name.vi));
    await keepScreenshot(page, 'deployed-ranking');
  });

  it('is read, compared, weighed and checked by the keyboard alone', async () => {
    const { rows } = await ranking('dti-province/2020');
    const names = rows.filter(({ rank }) => rank !== null).map(({ unit }) => unit.name.en);
    const press = async (name: string, key?: string) => {
      await tabTo(page, name, key);
      await page.keyboard.press('Enter');
    };
    // Read: from the first page to the ranking of the edition, and to the profile of a unit.
    await page.goto(`${edge.url}/en`);
    await press('Provincial Digital Transformation Index 2024');
    await page.waitForURL('**/dti-province/2024');
    await press('2020');
    await page.waitForURL('**/dti-province/2020');
    await tabTo(page, 'Find a unit');
    await page.keyboard.type('da nang');
    await page.locator('output').filter({ hasText: /^1 of/ }).waitFor();
    await keepScreenshot(page, 'deployed-read');
    await press('Da Nang');
    await page.waitForURL('**/units/da-nang');
    await keepScreenshot(page, 'deployed-profile');
    // Compare.
    await page.goBack();
    await press('Compare');
    await page.waitForURL('**/2020/compare');
    await tabTo(page, 'Add a unit');
    for (const name of names.slice(0, 2)) await page.keyboard.type(name.toUpperCase());
    await page.waitForURL('**/compare?units=*,*');
    const headings = page.locator('#side-by-side thead th');
    await headings.nth(2).waitFor();
    expect((await headings.allTextContents()).slice(1, 3)).toEqual(names.slice(0, 2));
    await keepScreenshot(page, 'deployed-compare');
    // Weigh.
    await press('Your weights', 'Shift+Tab');
    await page.waitForURL('**/2020/weights');
    await tabTo(page, 'Digital government');
    for (let time = 0; time < 30; time++) await page.keyboard.press('ArrowRight');
    await page.locator('#trend').filter({ hasText: 'first by your weights' }).waitFor();
    await page.locator('#result[aria-busy=false]').waitFor();
    expect(await page.evaluate('location.href')).toMatch(/#[a-z-]+=\d+$/);
    await press('Find out');
    await page.locator('#reachable').filter({ hasText: 'Whatever the weights' }).waitFor({ timeout: 60_000 });
    await keepScreenshot(page, 'deployed-weights');
    // Check.
    await press('Check', 'Shift+Tab');
    await page.waitForURL('**/2020/check');
    await press('Check now');
    await page.locator('#verdict.good').waitFor({ timeout: 120_000 });
    expect(await page.locator('#checks li.bad').count()).toBe(0);
    expect(await page.locator('#checks li.good').count()).toBeGreaterThan(10);
    await keepScreenshot(page, 'deployed-check');
  });

  it('tells how sure the ranks of a release are, at its own address too', async () => {
    await untilIdle('assess-ranks');
    await redraw('pci-province', '2016');
    for (const path of ['', '/r1']) {
      await page.goto(`${edge.url}/en/indices/pci-province/2016${path}`);
      expect(await page.locator('td.interval[data-low]').count()).toBe(63);
    }
    await keepScreenshot(page, 'deployed-release');
  });

  /** As if it had just been released. */
  async function redraw(index: string, period: string) {
    const [id, time] = [randomUUID(), new Date().toISOString()];
    const detail = {
      ...{ id, type: 'release.published', schemaVersion: 1, time, correlationId: id, causationId: id },
      data: { edition: { index, period }, run: 'none', revision: 1 },
    };
    const QueueUrl = await queueUrl('render-pages');
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify({ detail }) }));
    await untilIdle('render-pages');
  }

  it('says where there is no page', async () => {
    const answer = await fetch(`${edge.url}/en/indices/nowhere`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('There is no such page');
  });

  it('runs nothing that its policy forbids', () => {
    expect(complaints).toEqual([]);
  });
});
