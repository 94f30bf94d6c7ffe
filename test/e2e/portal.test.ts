import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalEdge, startLocalEdge } from '../../scripts/local-edge.ts';
import { localPages, untilDrawn } from '../../scripts/local-pages.ts';
import { executablePath, keepScreenshot, launch, openPage } from '../browser/browser.ts';
import { apiUrl, deployment, outputs, ranking, untilIdle } from './stack.ts';

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

  it('puts units side by side', async () => {
    await page.goto(`${edge.url}/en/indices/pci-province/2016/compare?units=da-nang,ha-noi`);
    expect(await page.locator('#side-by-side tbody tr').count()).toBeGreaterThan(5);
    await keepScreenshot(page, 'deployed-compare');
  });

  it('ranks by weights of the reader, from the values of the release', async () => {
    await page.goto(`${edge.url}/en/indices/pci-province/2016/weights#transparency=100`);
    await page.locator('td.interval').filter({ hasText: /\d/ }).first().waitFor();
    expect(await page.locator('#trend').textContent()).toContain('first by your weights');
    await keepScreenshot(page, 'deployed-weights');
  });

  it('checks signatures, files and figures in the browser, and finds all right', async () => {
    await page.goto(`${edge.url}/en/indices/dti-province/2020/check`);
    await page.getByRole('button', { name: 'Check now' }).click();
    await page.locator('#verdict.good').waitFor({ timeout: 120_000 });
    expect(await page.locator('#checks li.bad').count()).toBe(0);
    expect(await page.locator('#checks li.good').count()).toBeGreaterThan(10);
    await keepScreenshot(page, 'deployed-check');
  });

  it('runs nothing that its policy forbids', () => {
    expect(complaints).toEqual([]);
  });
});
