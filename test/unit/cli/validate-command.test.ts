import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { main } from '../../../cli/main.ts';
import { sheet, textRow, workbook } from '../../builders/zip.ts';
import { civindex } from './run-command.ts';

const seed = 'seeds/submissions/dti-province/2022/provinces-63.csv';
const edition = ['--edition', 'dti-province/2022', '--language', 'en'];

function given(name: string, content: string | Uint8Array): string {
  const path = join(mkdtempSync(join(tmpdir(), 'validate-')), name);
  writeFileSync(path, content);
  return path;
}

describe('civindex validate', () => {
  it('accepts a file that the service accepts', async () => {
    const { code, out, err } = await civindex('validate', seed, ...edition);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain(`${seed}: accepted`);
  });

  it('names every fault by cell, and ends with 1', async () => {
    const file = given('wrong.csv', 'unit,dti.digital-awareness\nBangkok,0.5\nHuế,=1+1\n');
    const { code, out } = await civindex('validate', file, ...edition);
    expect(code).toBe(1);
    expect(out).toMatch(/^error +A2 +unit +Bangkok +“Bangkok” is not a unit/m);
    expect(out).toMatch(/^error +B3 +dti.digital-awareness +=1\+1 +“=1\+1” is not a number/m);
    expect(out).toMatch(/rejected \(2 rows, 2 errors, \d+ warnings\)\n$/);
  });

  it('gives programs the whole report', async () => {
    const file = given(
      'wrong.xlsx',
      workbook({ Data: sheet(textRow('Đơn vị', 'Nhận thức số'), textRow('48', 'x')) }),
    );
    const { code, out } = await civindex('validate', file, ...edition, '--format', 'json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      outcome: 'rejected',
      findings: [{ code: 'value-not-a-number', cell: 'B2', rule: { en: 'A value is a number.' } }, {}],
    });
  });

  it('checks what an agency may report', async () => {
    const { code, out } = await civindex('validate', seed, ...edition, '--agency', 'vcci');
    expect(code).toBe(1);
    expect(out).toContain('Agency “vcci” does not report');
  });

  it('doubts what changed much since the edition before, where its files are given', async () => {
    const folder = 'seeds/submissions/e-government-scorecard-sample';
    const file = given('cities.csv', 'unit,egov-scorecard.dossiers\nCần Thơ,61000\nHà Nội,170000\n');
    const scorecard = ['--edition', 'e-government-scorecard-sample/2024', '--language', 'en'];
    const without = await civindex('validate', file, ...scorecard);
    expect(without.out).not.toContain('the value of 2023');
    const { code, out } = await civindex(
      ...['validate', file, ...scorecard, '--previous', `${folder}/2023/cities.csv`],
    );
    expect(code).toBe(0);
    expect(out).toMatch(/^warning +B2 .*61000 is far from 30000, the value of 2023/m);
    expect(out).not.toContain('170000 is far');
    const first = ['--edition', 'e-government-scorecard-sample/2023', '--previous', file];
    expect((await civindex('validate', file, ...first)).code).toBe(2);
  });

  it('says what is wrong with the call', async () => {
    expect(await civindex('validate', 'nowhere.csv', ...edition)).toMatchObject({
      code: 1,
      err: 'nowhere.csv: there is no such file\n',
    });
    expect((await civindex('validate', seed, '--edition', 'dti-province/1999')).code).toBe(2);
  });
});

describe('colours', () => {
  const before = process.env['NO_COLOR'];
  afterEach(() => {
    if (before === undefined) delete process.env['NO_COLOR'];
    else process.env['NO_COLOR'] = before;
  });

  it.each([
    [true, '', true],
    [true, '1', false],
    [false, '', false],
  ])('on a terminal %s, with NO_COLOR=%j: %s', async (isTTY, noColour, coloured) => {
    process.env['NO_COLOR'] = noColour;
    let out = '';
    const stdout = { isTTY, write: (text: string) => (out += text) };
    await main(['validate', given('wrong.csv', 'unit,x\n'), ...edition], { stdout, stderr: stdout });
    expect(out.includes('\u001b[31m')).toBe(coloured);
  });
});
