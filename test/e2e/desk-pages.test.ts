import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../contracts/roles.ts';
import { localPeople, signToken } from '../../scripts/local-deployment.ts';
import { type LocalEdge, startLocalEdge } from '../../scripts/local-edge.ts';
import { localPages } from '../../scripts/local-pages.ts';
import { registerBundle } from '../../scripts/seeds.ts';
import { deskEn } from '../../web/words/desk-en.ts';
import { deskVi } from '../../web/words/desk-vi.ts';
import { executablePath, keepScreenshot, launch, openPage, tabTo, violations } from '../browser/browser.ts';
import { wardEdition, wardNetwork } from '../builders/wards.ts';
import { apiUrl, deployment, eventually, outputs, send } from './stack.ts';

/** Of 2022 what is accepted becomes public at once; an operator releases 2023, whose window has closed. */
const definitions =
  wardNetwork('city', { vi: 'Mạng viễn thông', en: 'Telecom network' }, [
    ['harbour', 'Phường Cảng', 'Harbour Ward'],
    ['market', 'Phường Chợ', 'Market Ward'],
    ['temple', 'Phường Chùa', 'Temple Ward'],
  ]) +
  wardEdition(
    'city',
    '2022',
    'submission: { closes: "2090-01-31T17:00:00+07:00" }',
    'verification: optional',
    'reviewers: [city-inspector]',
    'reporters: [{ agency: city-office }]',
  ) +
  wardEdition('city', '2023', 'release: manual', 'reporters: [{ agency: city-office }]');

const good =
  'unit,indicator,value,evidence\n' +
  'Phường Cảng,city.speed,40,https://danang.test/speed.pdf\nPhường Chợ,city.speed,60,\nPhường Chùa,city.speed,20,\n' +
  'Phường Cảng,city.reach,90,\nPhường Chợ,city.reach,95,\nPhường Chùa,city.reach,60,\n';
const bad = good.replace('city.speed,40', 'city.speed,nhanh').replace('city.reach,95', 'city.reach,195');
const wide = (harbour: number) =>
  `unit,city.speed,city.reach\nharbour,${harbour},90\nmarket,60,95\ntemple,20,60\n`;

describe.skipIf(!executablePath)('the desk of a deployed stack', () => {
  let edge: LocalEdge;
  let browser: Browser;
  let page: Page;
  let complaints: string[];
  let close: () => Promise<void>;

  beforeAll(async () => {
    await registerBundle(
      apiUrl,
      (agency, role) => signToken(deployment, agency, role),
      JSON.stringify({ files: [{ path: 'city.yaml', text: definitions }] }),
    );
    const pages = localPages(deployment.endpoint, outputs['PagesBucketName']!);
    const people = localPeople(deployment);
    edge = await startLocalEdge({ apiUrl, pages, connectTo: [deployment.endpoint], people, port: 0 });
    browser = await launch();
    await send('city-office', { edition: 'city-network/2022', content: good });
    await send('city-office', { edition: 'city-network/2023', content: wide(80) });
    await publicly(2022, 'Market Ward');
    await eventually(
      () => pages('vi/desk'),
      (page) => page !== undefined,
    );
  });
  afterEach(async () => {
    // Browsers note every 404 themselves: that a receipt is not signed yet is no fault.
    expect(complaints.filter((each) => !each.startsWith('Failed to load resource'))).toEqual([]);
    await close();
  });
  afterAll(async () => {
    await browser?.close();
    await edge?.stop();
  });

  /** As a newcomer does: by agency and role, at the issuer of the local edge. */
  async function signIn(language: 'vi' | 'en', agency: string, role: Role): Promise<void> {
    const { agency: agencyLabel, roles, signIn: enter } = language === 'vi' ? deskVi : deskEn;
    ({ page, complaints, close } = await openPage(browser, { locale: language, acceptDownloads: true }));
    page.on('dialog', (dialog) => dialog.accept());
    await page.goto(`${edge.url}/${language}/desk`);
    await page.locator('#desk button.main').waitFor();
    await press(enter);
    await page.waitForURL('**/local-sign-in/**');
    expect(await violations(page)).toEqual([]);
    await choose(agencyLabel, agency);
    await choose(language === 'vi' ? 'Vai trò' : 'Role', roles[role]);
    await press(enter);
    await page.locator('.desk-head').waitFor();
  }

  /** By the keyboard alone, as all below but the dropping of a file. @param inside of which row or card it is */
  async function reach(name: string, inside = ''): Promise<void> {
    const seen: string[] = [];
    while (!seen.at(-1)?.includes(inside)) {
      if (seen.length === 40) throw new Error(`"${name}" is not in "${inside}": ${seen.join(' · ')}`);
      await tabTo(page, name);
      const place = `document.activeElement.closest('tr, li.card')?.textContent ?? ''`;
      seen.push(await page.evaluate<string>(place));
    }
  }

  async function press(name: string, inside?: string): Promise<void> {
    await reach(name, inside);
    await page.keyboard.press('Enter');
  }

  async function fill(name: string, text: string, inside?: string): Promise<void> {
    await reach(name, inside);
    await page.keyboard.type(text);
  }

  /** @param option what it begins with */
  async function choose(name: string, option: string, inside?: string): Promise<void> {
    await reach(name, inside);
    const chosen = () => page.evaluate<string>('document.activeElement.selectedOptions[0].label');
    await page.keyboard.press('Home');
    for (let seen = ''; !(await chosen()).startsWith(option); await page.keyboard.press('ArrowDown')) {
      expect(await chosen(), `the last of "${name}"`).not.toBe(seen);
      seen = await chosen();
    }
  }

  const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

  /** As by the mouse, from another window. */
  async function drop(name: string, text: string): Promise<void> {
    const file = `new File([${JSON.stringify(text)}], ${JSON.stringify(name)}, { type: 'text/csv' })`;
    const dataTransfer = await page.evaluateHandle(
      `(() => { const moved = new DataTransfer(); moved.items.add(${file}); return moved; })()`,
    );
    for (const kind of ['dragover', 'drop']) await page.dispatchEvent('.drop', kind, { dataTransfer });
  }

  async function downloadBy(label: string): Promise<string> {
    const [download] = await Promise.all([page.waitForEvent('download'), press(label)]);
    return download.suggestedFilename();
  }

  /** Waits until the public sees a unit at the head of a year's ranking. */
  const publicly = (year: number, first: string) =>
    eventually(
      async () => {
        const answer = await fetch(`${edge.url}/en/indices/city-network/${year}`);
        const body = await answer.text();
        return answer.ok ? /<tbody>[\s\S]*?<a [^>]*>([^<]+)</.exec(body)?.[1] : answer.status;
      },
      (seen) => seen === first,
      60_000,
    );

  it('takes a bad file, shows what is wrong, takes the mended one, and the ranking changes', async () => {
    await signIn('vi', 'city-office', 'reporter');
    await press('Mạng viễn thông 2022');
    await page.getByText('Nhận tệp đến').waitFor();
    expect(await downloadBy('Tải biểu mẫu (XLSX)')).toBe('city-network-2022-all.xlsx');

    await drop('sai.csv', bad);
    await page.locator('.preview td.error').nth(1).waitFor();
    expect(await page.locator('.findings li').count()).toBe(2);
    expect(await page.locator('.preview td.error').allInnerTexts()).toEqual([
      expect.stringContaining('nhanh'),
      expect.stringContaining('195'),
    ]);
    await page.getByRole('button', { name: 'Tải biên nhận' }).waitFor();
    await keepScreenshot(page, 'deployed-desk-findings');
    expect(await downloadBy('Tải bảng tính đã đánh dấu lỗi')).toMatch(/^sai-.*\.xlsx$/);

    const mended = good.replace('city.speed,40', 'city.speed,80');
    const [picker] = await Promise.all([page.waitForEvent('filechooser'), press('Chọn tệp (CSV hoặc XLSX)')]);
    await picker.setFiles(csv('đúng.csv', mended));
    await page.getByRole('heading', { name: 'đúng.csv' }).waitFor();
    await page.getByText('Các giá trị được tính.').waitFor();
    expect(await downloadBy('Tải biên nhận đã ký')).toMatch(/^receipt-.*\.json$/);
    await keepScreenshot(page, 'deployed-desk-receipt');
    await publicly(2022, 'Harbour Ward');
  });

  it('lets a reviewer correct, accept and reject beside the evidence, and the reporter answer', async () => {
    await signIn('en', 'city-inspector', 'reviewer');
    await page.getByRole('link', { name: 'city-office' }).waitFor();
    await press('city-office');
    const claim = (name: string) => page.getByRole('listitem').filter({ hasText: name });
    const decide = async (name: string, outcome: string, reason: string, value?: string) => {
      await choose('Decision', outcome, name);
      if (value) await fill('Right value', value, name);
      await fill('Reason', reason, name);
      await press('Decide', name);
      await claim(name).getByText(reason).waitFor();
    };
    await claim('Harbour Ward · Speed').waitFor();
    expect(await claim('Harbour Ward · Speed').getByRole('link').getAttribute('href')).toBe(
      'https://danang.test/speed.pdf',
    );
    await decide('Harbour Ward · Speed', 'Correct', 'Measured at night.', '30');
    await decide('Market Ward · Speed', 'Accept', 'As the operator measured.');
    await decide('Temple Ward · Reach', 'Reject', 'No evidence.');
    await keepScreenshot(page, 'deployed-desk-decisions');
    await publicly(2022, 'Market Ward');
    await close();

    await signIn('vi', 'city-office', 'reporter');
    await page.getByRole('link', { name: 'Mạng viễn thông 2022' }).waitFor();
    await press('Mạng viễn thông 2022');
    await page.getByRole('link', { name: 'Xem kết quả thẩm định' }).waitFor();
    await press('Xem kết quả thẩm định và giải trình');
    const item = page.getByRole('listitem').filter({ hasText: 'Phường Cảng · Tốc độ' });
    await item.getByLabel('Giải trình của bạn').waitFor();
    await fill('Giải trình của bạn', 'Đo cả ngày, xem trang 3.', 'Phường Cảng · Tốc độ');
    await press('Gửi giải trình', 'Phường Cảng · Tốc độ');
    await item.getByText('Đo cả ngày').waitFor();
    await keepScreenshot(page, 'deployed-desk-answer');
  });

  it('lets an operator see, compare, release at a set second, roll back, withdraw, and read who did what', async () => {
    await signIn('en', 'civindex', 'operator');
    await page.getByRole('row', { name: 'Telecom network' }).waitFor();
    await press('2023', 'Telecom network');
    await page.getByText('1 of 1 files are in force').waitFor();
    await keepScreenshot(page, 'deployed-desk-status');
    await press('Release');
    await page.locator('nav.choice [aria-current=page]').filter({ hasText: 'Release' }).waitFor();
    await waitingRun('It would be the first release.');
    await reach('At (your time; empty: at once)');
    // Far enough away to be seen to wait, on a busy machine too; so the form is sent from where the time is typed.
    const at = new Date(Math.ceil(Date.now() / 1_000) * 1_000 + 10_000);
    const { date, time } = typedTime(at);
    await page.keyboard.type(date);
    await page.keyboard.press('Tab');
    await page.keyboard.type(time);
    await page.keyboard.press('Enter');
    await page.getByText('waits', { exact: true }).waitFor();
    expect((await fetch(`${edge.url}/en/indices/city-network/2023`)).status).toBe(404);
    await page.getByText('done and announced').waitFor({ timeout: 90_000 });
    expect(Date.now()).toBeGreaterThanOrEqual(at.getTime());
    await publicly(2023, 'Harbour Ward');

    await send('city-office', { edition: 'city-network/2023', content: wide(30) });
    await waitingRun('2 units differ');
    expect(await page.getByText('Compared with release 1').count()).toBe(1);
    expect(await page.locator('.down').first().innerText()).toContain('▼ 1');
    await keepScreenshot(page, 'deployed-desk-differences');
    await give('Release', 'Release → release 2');
    await give('Roll back', 'Roll back → release 3', '1');
    await publicly(2023, 'Harbour Ward');
    await give('Withdraw', 'Withdraw · release 3', '3');
    await press('Audit log');
    await page.getByText('checked in this browser').waitFor();
    for (const act of ['File judged', 'Order given', 'Order carried out', 'Released'])
      expect(await page.getByRole('cell', { name: act, exact: true }).count()).toBeGreaterThan(0);
    await keepScreenshot(page, 'deployed-desk-audit');

    /** The preview comes with the run; until then nothing waits. */
    async function waitingRun(text: string): Promise<void> {
      await expect
        .poll(
          async () => {
            await page.reload();
            await page.locator('#desk h2').waitFor();
            return page.getByText(text).count();
          },
          { timeout: 60_000, interval: 500 },
        )
        .toBeGreaterThan(0);
    }

    async function give(kind: string, done: string, revision?: string): Promise<void> {
      await choose('Order', kind);
      if (revision) {
        await choose('Of release', `${revision} ·`);
        await fill('Note to the public, Tiếng Việt', 'Số liệu nhầm');
        await fill('Note to the public, English', 'A wrong figure');
      }
      await press('Give the order');
      const last = page.getByRole('region', { name: 'Last order' }).filter({ hasText: done });
      await last.getByText('done and announced').waitFor({ timeout: 60_000 });
    }
  });
});

/** As one types into a field for local times: each part leads to the next, but the year, which may be longer. */
function typedTime(at: Date) {
  const two = (part: number) => String(part).padStart(2, '0');
  const time = [at.getHours() % 12 || 12, at.getMinutes(), at.getSeconds()].map(two).join('');
  return {
    date: `${two(at.getMonth() + 1)}${two(at.getDate())}${at.getFullYear()}`,
    time: `${time}${at.getHours() < 12 ? 'AM' : 'PM'}`,
  };
}
