import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../../builders/open-browser.ts';
import { visitedDesk } from '../../builders/visited-desk.ts';

if (!hasBrowser) console.warn('skipped: the desk in Chromium, which is not installed (apt install chromium)');

const network = { index: 'network', period: '2022' };
const good = 'unit,speed,reach\nĐà Nẵng,40,90\nHuế,30,80\nCần Thơ,20,70\n';
const bad = 'unit,speed,reach\nĐà Nẵng,nhiều,90\nHuế,30,120\nCần Thơ,20,70\n';

const desk = visitedDesk();
const { send, look, signIn } = desk;

describe.skipIf(!hasBrowser)('the desk in a browser', { timeout: 120_000 }, () => {
  it('takes a bad file, shows what is wrong, takes the mended one, and the ranking is there', async () => {
    await desk.serve('submission: { closes: "2090-01-31T17:00:00+07:00" }');
    await signIn('vi', 'telecoms', 'reporter');
    const { page } = desk;
    await look('editions');
    await page.getByRole('link', { name: 'network 2022' }).click();
    await look('edition');

    await send('sai.csv', bad);
    await page.getByText('Tệp đang được đọc.').waitFor();
    await desk.judge();
    await page.locator('.preview td.error').first().waitFor();
    expect(await page.locator('.findings li').count()).toBe(2);
    expect(await page.locator('.preview td.error').allInnerTexts()).toEqual([
      expect.stringContaining('nhiều'),
      expect.stringContaining('120'),
    ]);
    await page.getByRole('button', { name: 'Chỉ B2' }).press('Enter');
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('cell-2-1');
    await look('findings');

    await send('đúng.csv', good);
    await page.getByRole('heading', { name: 'đúng.csv' }).waitFor();
    await desk.judge();
    await page.getByText('Các giá trị được tính.').waitFor();
    const submission = [...desk.pipeline.world.submissions.values()].at(-1)!;
    desk.pipeline.world.receipts.set(submission.id, signedReceipt(submission.id));
    await page.getByText('đúng.csv (96 byte)').waitFor();
    await look('accepted');

    await page.locator('a.listed').click();
    await page.locator('table.ranking').waitFor();
    expect(await page.locator('table.ranking tbody tr').first().innerText()).toContain('Đà Nẵng');
  });

  it('tells how much of a file is sent', async () => {
    await desk.serve();
    await signIn('en', 'telecoms', 'reporter');
    const { page } = desk;
    await page.getByRole('link', { name: 'network 2022' }).click();
    await page.locator('.drop').waitFor();
    const letThrough = desk.holdFiles();
    // Larger than what the network holds by itself.
    const dataTransfer = await page.evaluateHandle(`(() => {
      const moved = new DataTransfer();
      moved.items.add(new File([new Uint8Array(24 * 1024 * 1024)], 'large.csv', { type: 'text/csv' }));
      return moved;
    })()`);
    await page.dispatchEvent('.drop', 'drop', { dataTransfer });
    await page.getByRole('progressbar', { name: 'Sending the file' }).waitFor();
    const share = () => page.evaluate<number>('document.querySelector(".drop progress").value');
    await expect.poll(share).toBeGreaterThan(0);
    expect(await share()).toBeLessThan(1);
    expect(await page.locator('.drop output').innerText()).toMatch(/^\d\d? % sent$/);
    await look('sending');
    letThrough();
    await page.getByText('The file is being read.').waitFor();
  });

  it('gives the template and the marked workbook, lists what was sent, and takes a file back', async () => {
    await desk.serve();
    await signIn('en', 'telecoms', 'reporter');
    const { page, pipeline } = desk;
    const { submission: rejected } = await pipeline.submit(network, 'all', 'telecoms', bad);
    const { submission } = await pipeline.submit(network, 'all', 'telecoms', good);
    await page.getByRole('link', { name: 'network 2022' }).click();
    expect(await downloadBy('Template (XLSX)')).toBe('network-2022-all.xlsx');
    await page.getByRole('link', { name: 'My files' }).click();
    await page.getByRole('cell', { name: 'rejected' }).waitFor();
    await look('files');
    await page.getByRole('link', { name: rejected.fileName }).last().click();
    expect(await downloadBy('Marked workbook')).toMatch(/\.xlsx$/);
    await page.goto(`${desk.url}/en/desk#/submissions/${submission.id}`);
    await page.getByRole('button', { name: 'Withdraw' }).click();
    await page.getByText('It was taken back.').waitFor();
    expect(pipeline.world.submissions.get(submission.id)!.status).toBe('withdrawn');
  });

  it('lets a reviewer correct a claim with a reason, its sender answer, and nobody decide about their own', async () => {
    await desk.serve('verification: optional', 'reviewers: [ministry, telecoms]');
    const evidence = 'unit,indicator,value,evidence\nĐà Nẵng,reach,90,https://danang.test/reach.pdf\n';
    await desk.pipeline.submit(network, 'all', 'telecoms', evidence);
    await signIn('en', 'ministry', 'reviewer');
    const { page } = desk;
    await look('queue');
    await page.getByRole('link', { name: 'telecoms' }).click();
    expect(await page.getByRole('link', { name: 'reach.pdf' }).getAttribute('href')).toBe(
      'https://danang.test/reach.pdf',
    );
    await page.getByRole('combobox').selectOption('Correct');
    await page.getByLabel('Right value').fill('60');
    await page.getByLabel('Reason').fill('Counted twice.');
    await look('claims');
    await page.getByRole('button', { name: 'Decide', exact: true }).click();
    await page.getByText('corrected to').waitFor();
    expect(desk.pipeline.world.decisions).toHaveLength(1);
    const address = await page.evaluate<string>('location.href');
    await page.close();

    await signIn('vi', 'telecoms', 'reporter');
    await desk.page.getByRole('link', { name: 'network 2022' }).click();
    await desk.page.getByRole('link', { name: 'Xem kết quả thẩm định' }).click();
    await desk.page.getByLabel('Giải trình của bạn').fill('Xem trang 3.');
    await look('answer');
    await desk.page.getByRole('button', { name: 'Gửi giải trình' }).click();
    await desk.page.getByText('Xem trang 3.', { exact: true }).waitFor();
    expect(await desk.page.locator('textarea').count()).toBe(0);
    await desk.page.close();

    await signIn('en', 'telecoms', 'reviewer');
    await desk.page.goto(address);
    await desk.page.getByText('Four eyes').waitFor();
    expect(await desk.page.getByRole('button', { name: 'Decide' }).count()).toBe(0);
  });

  it('shows an operator who has sent what, what a release would change, and releases it', async () => {
    await desk.serve('release: manual');
    await signIn('en', 'portal', 'operator');
    const { page, pipeline } = desk;
    await look('agenda');
    await pipeline.submit(network, 'all', 'telecoms', good);
    await page.reload();
    await page.getByText('a ranking waits for its release').waitFor();
    await page.getByRole('link', { name: '2022' }).click();
    await page.getByText('1 of 1 files are in force').waitFor();
    await look('board');
    await page.getByRole('link', { name: 'Release', exact: true }).click();
    await page.getByText('It would be the first release.').waitFor();
    await look('release');
    await page.getByRole('button', { name: 'Give the order' }).click();
    await page.getByRole('region', { name: 'Last order' }).waitFor();
    expect(pipeline.pointer(network)?.revision).toBe(1);

    await pipeline.submit(network, 'all', 'telecoms', good.replace('20,70', '60,99'));
    await page.reload();
    await page.getByText('Compared with release 1').waitFor();
    expect(await page.locator('.up').innerText()).toMatch(/▲ 2/);
    expect(await page.getByRole('combobox', { name: 'Order', exact: true }).locator('option').count()).toBe(
      4,
    );
    expect(await page.locator('option').filter({ hasText: 'public now' }).count()).toBe(1);
    await look('differences');
    await page.getByRole('link', { name: 'Audit log' }).click();
    await page.getByText('Nothing was done to this edition yet.').waitFor();
  });
});

/** As the service signs it: a page shows what is in it, and has no say in whether it is true. */
function signedReceipt(submission: string): string {
  const receipt = {
    submission,
    agency: 'telecoms',
    fileName: 'đúng.csv',
    file: { sha256: 'ab'.repeat(32), bytes: 96, version: '1' },
    announcedAt: '2026-01-01T00:00:00.000Z',
    decidedAt: '2026-01-01T00:00:01.000Z',
    status: 'accepted',
    rows: 3,
  };
  const payload = Buffer.from(JSON.stringify(receipt)).toString('base64url');
  return JSON.stringify({ payload, protected: 'e30', signature: 'e30' });
}

async function downloadBy(label: string): Promise<string> {
  const [download] = await Promise.all([
    desk.page.waitForEvent('download'),
    desk.page.getByRole('button', { name: label }).click(),
  ]);
  return download.suggestedFilename();
}
