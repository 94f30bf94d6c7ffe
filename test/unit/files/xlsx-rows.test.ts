import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it, test } from 'vitest';
import { createUploadRowReader } from '../../../adapters/files/upload-rows.ts';
import { type XlsxLimits, xlsxLimits } from '../../../adapters/files/xlsx/limits.ts';
import { createXlsxRowReader } from '../../../adapters/files/xlsx/xlsx-rows.ts';
import type { TableItem } from '../../../domain/submission/table.ts';
import { fileBytes } from '../../builders/file-bytes.ts';
import { sheet, textRow, workbook, type ZipEntry, zip } from '../../builders/zip.ts';

async function items(content: Uint8Array, limits: Partial<XlsxLimits> = {}): Promise<TableItem[]> {
  const read = createUploadRowReader(undefined, createXlsxRowReader({ ...xlsxLimits, ...limits }));
  const found: TableItem[] = [];
  for await (const item of read(fileBytes(content, 1_000))) found.push(item);
  return found;
}

const cellsOf = (found: TableItem[]) => found.map((item) => ('cells' in item ? item.cells : item));
const fault = (code: string) => ({ fault: expect.objectContaining({ code }) });

describe('cells', () => {
  it('are typed as the workbook keeps them', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'Sheet1',
          columns: [{}, { numFmt: '0.0%' }, {}, { numFmt: 'dd/mm/yyyy' }],
          rows: [
            ['unit', 'share', 'speed', 'seen'],
            ['Đà Nẵng', 0.813, 1204.5, new Date('2022-12-31')],
            ['Huế <&> "x"', null, true, null],
          ],
        },
      ],
    });
    expect(await items(bytes)).toEqual([
      { row: 1, cells: ['unit', 'share', 'speed', 'seen'] },
      {
        row: 2,
        cells: ['Đà Nẵng', '81.3%', '1204.5', '2022-12-31'],
        // biome-ignore lint/suspicious/noSparseArray: a text has no number
        numbers: [, { value: 0.813, percent: true }, { value: 1204.5, percent: false }],
      },
      { row: 3, cells: ['Huế <&> "x"', '', 'TRUE', ''] },
    ]);
  });

  it('with a formula count by the value saved with it, and are shown by the formula where there is none', async () => {
    const rows = sheet(
      '<row><c><f>1+1</f><v>2</v></c><c t="str"><f>A1&amp;""</f><v>x</v></c><c><f>B1*2</f></c></row>',
    );
    expect(cellsOf(await items(workbook({ Sheet1: rows })))).toEqual([['2', 'x', '=B1*2']]);
  });

  it('may be shared texts in several runs, pronounced or escaped, in any namespace', async () => {
    const shared = {
      name: 'xl/sharedStrings.xml',
      content:
        '<x:sst xmlns:x="y"><x:si><x:r><x:t>Đà </x:t></x:r><x:r><x:t>Nẵng</x:t></x:r><x:rPh><x:t>no</x:t></x:rPh></x:si><x:si><x:t>a_x000D_b</x:t></x:si></x:sst>',
    };
    const rows =
      '<x:worksheet><x:sheetData><x:row r="3"><x:c r="B3" t="s"><x:v>0</x:v></x:c><x:c r="D3" t="s"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>';
    expect(await items(workbook({ Sheet1: rows }, [shared]))).toEqual([
      { row: 3, cells: ['', 'Đà Nẵng', '', 'a\rb'] },
    ]);
  });

  it('that are only coloured are not there', async () => {
    const rows = sheet('<row r="2"><c r="A2" t="str"><v>unit</v></c><c r="XFD2" s="3"/></row><row r="9"/>');
    expect(await items(workbook({ Sheet1: rows }))).toEqual([{ row: 2, cells: ['unit'] }]);
  });

  it('hold what Excel shows of a number: 15 digits', async () => {
    const rows = sheet('<row><c><v>0.30000000000000004</v></c><c><v>1.0000000000000002</v></c></row>');
    expect(cellsOf(await items(workbook({ Sheet1: rows })))).toEqual([['0.3', '1']]);
  });

  it('hold days since 1904 where the workbook says so', async () => {
    const more: ZipEntry[] = [
      {
        name: 'xl/styles.xml',
        content: '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
      },
      {
        name: 'xl/workbook.xml',
        content:
          '<workbook><workbookPr date1904="1"/><sheets><sheet name="a" r:id="s0"/></sheets></workbook>',
      },
    ];
    const rows = sheet('<row><c s="1"><v>0</v></c><c s="1"><v>43464.5</v></c></row>');
    expect(cellsOf(await items(workbook({ a: rows }, more)))).toEqual([
      ['1904-01-01', '2022-12-31 12:00:00'],
    ]);
  });
});

describe('the sheet that is read', () => {
  const [one, two, none] = [sheet(textRow('one')), sheet(textRow('two')), sheet()];

  test.each([
    ['the one that the template names', { 'Hướng dẫn': one, 'Số liệu': two }, [['two']]],
    ['the same in English', { Instructions: one, DATA: two }, [['two']]],
    ['the first that has a value', { Sheet1: none, Sheet2: two }, [['two']]],
    ['the first that is not hidden', { '!Sheet1': one, Sheet2: two }, [['two']]],
  ])('is %s', async (_, sheets, expected) => {
    expect(cellsOf(await items(workbook(sheets)))).toEqual(expected);
  });

  it('leaves a doubt about others that have a value too', async () => {
    expect(await items(workbook({ Sheet1: one, Sheet2: two, Sheet3: none }))).toEqual([
      { doubt: expect.objectContaining({ code: 'sheet-ignored' }) },
      { row: 1, cells: ['one'] },
    ]);
    expect(await items(workbook({ '!Sheet1': one }))).toEqual([fault('file-empty')]);
  });

  it('leaves that doubt also where it was chosen by its name, but for the guide of a template', async () => {
    const sheets = { 'Hướng dẫn': one, 'Số liệu': two, Data: one, Sheet4: none };
    const [doubt, row] = await items(workbook(sheets));
    expect(doubt).toMatchObject({
      doubt: { code: 'sheet-ignored', message: { en: expect.stringMatching(/: “Data”\.$/) } },
    });
    expect(row).toEqual({ row: 1, cells: ['two'] });
  });
});

describe('what is refused', () => {
  const good = workbook({ Sheet1: sheet(textRow('unit')) });
  const withSheet = (content: string, claimed?: ZipEntry['claimed']) =>
    workbook({ Sheet1: '' }, [{ name: 'xl/worksheets/sheet0.xml', content, ...(claimed && { claimed }) }]);
  const elsewhere = (target: string): ZipEntry => ({
    name: 'xl/_rels/workbook.xml.rels',
    content: `<Relationships><Relationship Id="s0" Type="x/worksheet" Target="${target}"/></Relationships>`,
  });
  const blanks = `<worksheet><sheetData>${' '.repeat(2_000_000)}</sheetData></worksheet>`;

  test.each<[string, string, Uint8Array]>([
    ['a ZIP of something else', 'file-format', zip([{ name: 'readme.txt', content: 'x' }])],
    [
      'a document of Word',
      'file-format',
      workbook({ a: sheet() }, [{ name: 'xl/workbook.xml', content: '<document><sheet/></document>' }]),
    ],
    ['a sheet that is nowhere', 'file-empty', workbook({ a: sheet() }, [elsewhere('http://[nowhere')])],
    [
      'a sheet that is on the web',
      'file-empty',
      workbook({ a: sheet() }, [elsewhere('http://a.example/xl/b.xml')]),
    ],
    [
      'a sheet outside the archive',
      'file-empty',
      workbook({ a: sheet() }, [elsewhere('../../../etc/passwd')]),
    ],
    ['an entry with a password', 'file-format', withSheet(sheet(), { flags: 1 })],
    ['an archive cut short', 'file-malformed', good.subarray(0, -30)],
    [
      'an archive without its beginning',
      'file-malformed',
      Buffer.concat([good.subarray(0, 4), good.subarray(60)]),
    ],
    [
      'two entries of one name',
      'file-malformed',
      workbook({ a: sheet() }, [{ name: 'XL/worksheets/sheet0.xml', content: '' }]),
    ],
    ['a checksum that is not that of the content', 'file-malformed', withSheet(sheet(), { checksum: 7 })],
    ['an entry larger than the directory says', 'file-malformed', withSheet(blanks, { size: 1_000 })],
    ['an XML document cut short', 'file-malformed', withSheet('<worksheet><sheetData><row><c><v>1</v>')],
    [
      'bytes that are not UTF-8',
      'file-malformed',
      workbook({ a: '' }, [
        { name: 'xl/worksheets/sheet0.xml', content: Buffer.from([0x3c, 0x61, 0xff, 0x3e]) },
      ]),
    ],
    ['a document type', 'file-malformed', withSheet('<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>')],
    [
      'elements deeper than any sheet',
      'file-malformed',
      withSheet(`${'<a>'.repeat(100)}${'</a>'.repeat(100)}`),
    ],
    [
      'a text that is not there',
      'file-malformed',
      withSheet(sheet('<row><c t="str"><v>unit</v></c><c t="s"><v>7</v></c></row>')),
    ],
    [
      'two cells in one place',
      'file-malformed',
      withSheet(sheet('<row><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>')),
    ],
    ['rows out of order', 'file-malformed', withSheet(sheet('<row r="2"/><row r="1"/>'))],
    [
      'a column that no sheet has',
      'file-malformed',
      withSheet(sheet('<row><c r="ZZZZ1"><v>1</v></c></row>')),
    ],
  ])('%s', async (_, code, content) => {
    expect((await items(content)).at(-1)).toEqual(fault(code));
  });

  it('an archive that would expand too far, before any of it is expanded', async () => {
    const bomb = withSheet(blanks);
    expect(bomb.length).toBeLessThan(5_000);
    expect(await items(bomb, { expandedBytes: 1_000_000 })).toEqual([fault('file-too-large')]);
  });

  it.each<[string, Partial<XlsxLimits>, string]>([
    ['bytes', { bytes: 100 }, textRow('a')],
    ['entries', { entries: 2 }, textRow('a')],
    ['rows', { rows: 1 }, textRow('a').repeat(3)],
    ['columns', { columns: 2 }, textRow('a', 'b', 'c')],
    ['characters in a row', { rowCharacters: 5 }, textRow('abc', 'def')],
    ['characters in a cell', { rowCharacters: 5 }, textRow('abcdef')],
    ['characters in all', { characters: 5 }, textRow('abc').repeat(2)],
  ])('more %s than are allowed', async (_, limits, rows) => {
    expect((await items(workbook({ Sheet1: sheet(rows) }), limits)).at(-1)).toEqual(fault('file-too-large'));
  });

  it('a workbook with a password, and one of before 2007', async () => {
    const compound = (mark: string) =>
      Buffer.concat([
        Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
        Buffer.alloc(3_000),
        Buffer.from(mark, 'utf16le'),
      ]);
    expect(JSON.stringify(await items(compound('EncryptedPackage')))).toContain('locked with a password');
    expect(JSON.stringify(await items(compound('Workbook')))).toContain('old Excel workbook');
  });

  it('never in place of what the source throws', async () => {
    async function* failing() {
      yield Buffer.from('PK\u0003\u0004aaaaaaaa');
      throw new Error('connection reset');
    }
    const read = async () => {
      for await (const _ of createUploadRowReader()(failing()));
    };
    await expect(read()).rejects.toThrow('connection reset');
  });
});
