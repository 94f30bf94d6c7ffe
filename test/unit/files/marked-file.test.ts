import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { createUploadRowReader } from '../../../adapters/files/upload-rows.ts';
import { markedFileXlsx } from '../../../adapters/files/write-marked-file.ts';
import type { Finding } from '../../../domain/submission/findings.ts';
import type { Identity } from '../../../use-cases/identity.ts';
import type { JudgedFilePorts } from '../../../use-cases/judged-file.ts';
import { type MarkedFile, markFile } from '../../../use-cases/mark-file.ts';
import { fileBytes } from '../../builders/file-bytes.ts';

const lan: Identity = { subject: 'lan', agency: 'telecoms', roles: ['reporter'] };

const finding = (row: number, cell?: string): Finding => ({
  code: 'value-not-a-number',
  severity: 'error',
  row,
  ...(cell && { cell }),
  message: { vi: 'Sai', en: 'Wrong' },
  mend: { vi: 'Sửa', en: 'Mend' },
});

/** A judged file, marked; with how many rows were read for it. */
async function marked(content: string, findings: Finding[]): Promise<MarkedFile & { read: number }> {
  const report = { outcome: 'rejected', rows: 1, findings, total: { errors: findings.length, warnings: 0 } };
  let read = 0;
  const rows = createUploadRowReader();
  const ports = {
    submissions: { get: async () => ({ id: '1', agency: 'telecoms', kind: 'data', report }) },
    files: { getUpload: async () => ({ body: fileBytes(content, 65_536) }) },
    rows: async function* (bytes: AsyncIterable<Uint8Array>) {
      for await (const item of rows(bytes)) {
        read += 1;
        yield item;
      }
    },
  } as unknown as JudgedFilePorts;
  return { ...(await markFile(ports, lan, { id: '1' })), read };
}

const sheetsOf = async (file: MarkedFile, language: 'vi' | 'en' = 'en') =>
  (await readXlsx(await markedFileXlsx(file, language), { readStyles: true })).sheets;

const long = (rows: number) => `unit,speed\n${'Huế,30\n'.repeat(rows)}`;

describe('a file of up to 20,000 rows', () => {
  it('is shown whole, each row at its number', async () => {
    const file = await marked(`Bảng 1\n\n${long(3)}`, [finding(5, 'B5')]);
    const [sheet, findings] = await sheetsOf(file);
    expect([file.isWhole, file.left, sheet?.name]).toEqual([true, 0, 'File as sent']);
    expect(sheet?.rows[4]).toEqual(['Huế', '30']);
    expect(sheet?.cells?.get('4,1')?.comment?.text).toBe('Wrong Mend');
    expect(findings?.cells?.get('1,1')?.hyperlink?.location).toBe("'File as sent'!B5");
  });
});

describe('a longer file', () => {
  it('is shown by its first rows and every row with a finding, which say where they stood', async () => {
    const file = await marked(long(25_000), [finding(3, 'B3'), finding(24_998, 'B24998'), finding(21_000)]);
    expect(file.isWhole).toBe(false);
    expect(file.rows.map(({ row }) => row).slice(18)).toEqual([19, 20, 21_000, 24_998]);

    const [sheet, findings] = await sheetsOf(file);
    expect(sheet?.name).toBe('Extract of the file');
    expect(sheet?.rows[0]?.[0]).toContain('this sheet has 22 rows');
    expect(sheet?.rows.slice(1, 4)).toEqual([
      ['Row', 'A', 'B'],
      [1, 'unit', 'speed'],
      [2, 'Huế', '30'],
    ]);
    expect(sheet?.rows.slice(-2)).toEqual([
      [21_000, 'Huế', '30'],
      [24_998, 'Huế', '30'],
    ]);
    for (const place of ['4,2', '22,1', '23,2'])
      expect(sheet?.cells?.get(place)?.comment?.text).toBe('Wrong Mend');
    expect(findings?.rows[2]?.slice(0, 3)).toEqual(['Error', 'B24998', 24_998]);
    expect(findings?.cells?.get('2,1')?.hyperlink?.location).toBe("'Extract of the file'!C24");
  });

  it('is read no further than to its last finding', async () => {
    const file = await marked(long(22_000), [finding(3, 'B3')]);
    expect([file.isWhole, file.rows.length, file.read]).toEqual([false, 20, 20_001]);
  });

  it('tells how many rows found no room', async () => {
    const text = 'x'.repeat(30_000);
    const wide = `unit,${'note,'.repeat(9)}\n${`Huế,${`${text},`.repeat(9)}\n`.repeat(16)}`;
    const file = await marked(
      wide,
      Array.from({ length: 17 }, (_, i) => finding(i + 1)),
    );
    expect([file.isWhole, file.rows.length, file.left]).toEqual([false, 13, 4]);
    const [sheet] = await sheetsOf({ ...file, rows: file.rows.slice(0, 1) });
    expect(sheet?.rows[0]?.[0]).toContain('There was no room for 4 more rows with findings.');
  });

  it('is known by the numbers of its rows: empty lines count', async () => {
    const file = await marked(`unit,speed\n${'\n'.repeat(30_000)}Huế,30\n`, [finding(30_002, 'B30002')]);
    expect(file.isWhole).toBe(false);
    const [sheet] = await sheetsOf(file);
    expect(sheet?.rows.at(-1)).toEqual([30_002, 'Huế', '30']);
  });
});

describe('what a workbook cannot hold', () => {
  it('is cut, or taken out', async () => {
    const file = await marked(`unit,speed\nHuế\uffff\u000b,${'9'.repeat(40_000)}\n`, [finding(2, 'A2')]);
    const [sheet] = await sheetsOf(file);
    expect(sheet?.rows[1]).toEqual(['Huế\ufffd\u000b', '9'.repeat(32_767)]);
  });

  it('never makes an answer that the gateway refuses', async () => {
    // Letters that compress least: any of 20,000, three bytes each.
    let seed = 1;
    const letter = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return String.fromCharCode(0x4e00 + (seed % 20_000));
    };
    const line = () => `${Array.from({ length: 400 }, letter).join('')},30\n`;
    const file = await marked(`unit,speed\n${Array.from({ length: 2_800 }, line).join('')}`, [finding(9)]);
    expect(file.isWhole).toBe(true);
    expect((await markedFileXlsx(file, 'vi')).length).toBeLessThan(4_500_000);
  });
});
