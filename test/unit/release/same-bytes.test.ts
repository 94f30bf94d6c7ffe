import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { beforeAll, describe, expect, test } from 'vitest';
import { contentHash } from '../../../domain/release/content-hash.ts';
import { bundleForBrowser } from '../../builders/bundle-for-browser.ts';
import { hasBrowser, openBrowser } from '../../builders/open-browser.ts';
import { runBytes } from '../../builders/run-bytes.ts';
import { questionOf } from '../../builders/seed-question.ts';

/** A scorecard of 1000 points, weights that differ, dimensions with gaps, a zero for any gap, and a preparation. */
const editions = [
  'dti-province/2022',
  'pci-province/2016',
  'papi/2024',
  'egdi/2012',
  'smart-city-sample/2025',
];

if (!hasBrowser)
  console.warn('skipped: the same bytes in Chromium, which is not installed here (apt install chromium)');

let script: string;
beforeAll(async () => {
  script = await bundleForBrowser();
}, 60_000);

describe('the bytes of a run, and of its ranks under random weights', () => {
  test.each(editions)('%s: are the same where there is nothing of Node', async (id) => {
    const question = await questionOf(id);
    const web = createContext({ crypto, TextEncoder, question: JSON.stringify(question) });
    expect(runInContext('typeof process + typeof Buffer + typeof require', web)).toBe('undefined'.repeat(3));
    runInContext(script, web);
    const bytes = await runInContext('civindex.runBytes(JSON.parse(question))', web);
    expect(bytes).toBe(await runBytes(question));
    expect(bytes.length).toBeGreaterThan(10_000);
  });

  test.skipIf(!hasBrowser)('are the same in Chromium', { timeout: 60_000 }, async () => {
    const browser = await openBrowser();
    try {
      const page = await browser.newPage();
      // Hashing wants a secure context: a page of this machine is one, and nothing is asked of the network.
      await page.route('**/*', (route) =>
        route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
      );
      await page.goto('http://localhost/');
      await page.addScriptTag({ content: script });
      for (const id of editions) {
        const question = JSON.stringify(await questionOf(id));
        const bytes = await page.evaluate(`civindex.runBytes(JSON.parse(${JSON.stringify(question)}))`);
        expect(bytes, id).toBe(await runBytes(JSON.parse(question)));
      }
    } finally {
      await browser.close();
    }
  });

  test('are the same in a process of another language, time zone and decimal comma', {
    timeout: 60_000,
  }, async () => {
    const printer = join(import.meta.dirname, '../../builders/print-run-bytes.ts');
    const env = { ...process.env, LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TZ: 'Pacific/Kiritimati' };
    const printed = execFileSync(process.execPath, [printer, ...editions], { env, encoding: 'utf8' });
    const hashes = editions.map(async (id) => contentHash(await runBytes(await questionOf(id))));
    expect(printed.trim().split('\n')).toEqual(await Promise.all(hashes));
  });
});
