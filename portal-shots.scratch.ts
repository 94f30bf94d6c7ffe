import { mkdirSync } from 'node:fs';
import { servePortal } from './test/builders/served-portal.ts';
import { launch, openPage } from './test/browser/browser.ts';
const out = '/tmp/portal-shots5';
mkdirSync(out, { recursive: true });
const [indices, ...wanted] = process.argv.slice(2);
const site = await servePortal(indices!.split(','));
const browser = await launch();
for (const each of wanted) {
  const [path, width = '1280', scheme = 'light', name = ''] = each.split('@') as [string, string?, string?, string?];
  const { page, complaints, close } = await openPage(browser, { viewport: { width: Number(width), height: 900 }, colorScheme: scheme as 'light' });
  await page.goto(site.url + path, { waitUntil: 'networkidle' });
  await page.waitForTimeout(300);
  const height = Math.min(2600, await page.evaluate<number>('document.documentElement.scrollHeight'));
  await page.setViewportSize({ width: Number(width), height });
  const file = `${out}/${name || path.replaceAll(/[/?#=&,]/g, '_')}-${width}-${scheme}.png`;
  await page.screenshot({ path: file });
  console.log(file, complaints.join('|'));
  await close();
}
await browser.close();
await site.stop();
process.exit(0);
