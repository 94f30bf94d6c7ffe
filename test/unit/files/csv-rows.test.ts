import fc from 'fast-check';
import { describe, expect, it, test, vi } from 'vitest';
import { createCsvRowReader, csvLimits } from '../../../adapters/files/csv-rows.ts';
import type { TableItem, TableRow } from '../../../domain/submission/table.ts';
import { fileBytes, utf16 } from '../../builders/file-bytes.ts';

const readRows = createCsvRowReader();

async function itemsOf(bytes: AsyncIterable<Uint8Array>, read = readRows): Promise<TableItem[]> {
  const items: TableItem[] = [];
  for await (const item of read(bytes)) items.push(item);
  return items;
}

const items = (content: string | Uint8Array, piece?: number) => itemsOf(fileBytes(content, piece));
const row = (number: number, ...cells: string[]): TableRow => ({ row: number, cells });
const fault = (code: string, at?: number) => ({
  fault: expect.objectContaining(at === undefined ? { code } : { code, row: at }),
});

describe('rows', () => {
  test.each([
    ['commas', 'unit,score\nĐà Nẵng,1\n'],
    ['semicolons', 'unit;score\nĐà Nẵng;1\n'],
    ['tabs', 'unit\tscore\nĐà Nẵng\t1'],
    ['bars', 'unit|score\nĐà Nẵng|1'],
    ["Excel's hint of the delimiter", 'sep=;\r\nunit;score\r\nĐà Nẵng;1'],
    ['the hint in quotation marks', '\ufeff"sep=|"\nunit|score\nĐà Nẵng|1'],
    ['CRLF', 'unit,score\r\nĐà Nẵng,1\r\n'],
    ['CR', 'unit,score\rĐà Nẵng,1\r'],
    ['mixed line ends', 'unit,score\r\nĐà Nẵng,1\n'],
    ['a byte order mark', '\ufeffunit,score\nĐà Nẵng,1'],
    ['quotation marks', '"unit","score"\n"Đà Nẵng","1"'],
  ])('with %s', async (_, text) => {
    expect(await items(text)).toEqual([row(1, 'unit', 'score'), row(2, 'Đà Nẵng', '1')]);
  });

  test.each([
    'little',
    'big',
  ] as const)('in UTF-16, %s-endian, as Excel saves Unicode text', async (order) => {
    expect(await items(utf16('unit\tscore\r\nĐà Nẵng\t1\r\n', order))).toEqual([
      row(1, 'unit', 'score'),
      row(2, 'Đà Nẵng', '1'),
    ]);
  });

  it('are numbered as a spreadsheet numbers them', async () => {
    expect(await items('\n\nunit,note\n\n48,"two\nlines"\r\n\r\n46,x')).toEqual([
      row(3, 'unit', 'note'),
      row(5, '48', 'two\nlines'),
      row(7, '46', 'x'),
    ]);
  });

  it('keep separators within quotation marks, and do not count them in the headings', async () => {
    expect(await items('unit;"a, b, c";d\n48;"0,9238; approx";"say ""x"""')).toEqual([
      row(1, 'unit', 'a, b, c', 'd'),
      row(2, '48', '0,9238; approx', 'say "x"'),
    ]);
  });

  it('take a semicolon before a comma when the headings have as many of each', async () => {
    expect(await items('Đơn vị;Hạ tầng, kỹ thuật\n48;1')).toEqual([
      row(1, 'Đơn vị', 'Hạ tầng, kỹ thuật'),
      row(2, '48', '1'),
    ]);
  });

  it('may have too few or too many cells', async () => {
    expect(await items('a,b\n1\n1,2,3')).toEqual([row(1, 'a', 'b'), row(2, '1'), row(3, '1', '2', '3')]);
  });

  it('cost no more where their first is a title: no error is made of them', async () => {
    using stack = vi.spyOn(Error, 'captureStackTrace');
    expect(await items(`Bảng 1\n${'48,1\n'.repeat(100)}\n`)).toHaveLength(101);
    expect(stack).not.toHaveBeenCalled();
  });

  it('are none in an empty file', async () => {
    expect(await items('')).toEqual([]);
    expect(await items('\ufeff')).toEqual([]);
    expect(await items('\n\r\n\n')).toEqual([]);
  });

  it('are the same however the file is cut into pieces', { timeout: 60_000 }, async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'Đ', 'ẵ', '😀', ',', ';', '"', '\n', '\r', ' ') });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 }),
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom('\n', '\r\n'),
        async (table, piece, lineEnd) => {
          const text = table
            .map((cells) => cells.map((each) => `"${each.replaceAll('"', '""')}"`).join(','))
            .join(lineEnd);
          const expected = table.map((cells, i) => row(i + 1, ...cells));
          expect(await items(text, piece)).toEqual(expected);
          expect(await items(text)).toEqual(expected);
        },
      ),
      { seed: 7, numRuns: 300 },
    );
  });
});

describe('encodings', () => {
  it('names the row and the byte that is not UTF-8, after the rows before it', async () => {
    const bytes = Buffer.concat([
      Buffer.from('unit,score\nHuế,1\n'),
      Buffer.from([0xd0, 0xe0, 0x20]),
      Buffer.from(',2\n'),
    ]);
    for (const piece of [undefined, 1, 5, 17])
      expect(await items(bytes, piece)).toEqual([
        row(1, 'unit', 'score'),
        row(2, 'Huế', '1'),
        {
          fault: expect.objectContaining({
            code: 'file-encoding',
            row: 3,
            value: 'D0',
            message: expect.objectContaining({
              en: expect.stringContaining('byte D0 (offset 19 in the file)'),
            }),
            mend: expect.objectContaining({ vi: expect.stringContaining('CSV UTF-8') }),
          }),
        },
      ]);
  });

  it('does not yield the part of a row before the byte', async () => {
    const bytes = Buffer.concat([
      Buffer.from('unit,score\nHuế,1\n46,0.'),
      Buffer.from([0xff]),
      Buffer.from('5\n'),
    ]);
    expect(await items(bytes)).toEqual([
      row(1, 'unit', 'score'),
      row(2, 'Huế', '1'),
      fault('file-encoding', 3),
    ]);
  });

  it('reads Windows-1258, whose tone marks follow their letters, and says so', async () => {
    // Đà Nẵng and Huế as an older Vietnamese program saves them.
    const older = [
      [0xd0, 0xe0, 0x20, 0x4e, 0xe3, 0xde, 0x6e, 0x67],
      [0x48, 0x75, 0xea, 0xec],
    ].map((bytes) => Buffer.from(bytes));
    const bytes = Buffer.concat([
      Buffer.from('unit;score\n'),
      older[0]!,
      Buffer.from(';1\n'),
      older[1]!,
      Buffer.from(';2\n'),
    ]);
    for (const piece of [undefined, 1, 9]) {
      const found = await items(bytes, piece);
      expect(found).toHaveLength(4);
      expect(found.slice(1, 3).map((each) => ('cells' in each ? each.cells[0]!.normalize() : ''))).toEqual([
        'Đà Nẵng',
        'Huế',
      ]);
      expect(found[3]).toEqual({ doubt: expect.objectContaining({ code: 'file-encoding' }) });
    }
    // A byte that Windows-1258 has no letter for.
    expect((await items(Buffer.concat([bytes, Buffer.from([0x81])]))).at(-1)).toEqual(
      fault('file-encoding', 4),
    );
  });

  it('knows UTF-16 without a byte order mark by its zero bytes', async () => {
    for (const order of ['little', 'big'] as const)
      expect(await items(utf16('unit\nĐà Nẵng\n', order).subarray(2))).toEqual([
        row(1, 'unit'),
        row(2, 'Đà Nẵng'),
      ]);
  });

  it('finds the byte in a long file', async () => {
    const good = Buffer.from('unit,score\n'.concat('Thừa Thiên - Huế,0.5\n'.repeat(20_000)));
    const read = await items(Buffer.concat([good, Buffer.from([0xc3, 0x28])]), 100_000);
    expect(read).toHaveLength(20_002);
    expect(read.at(-1)).toEqual(fault('file-encoding', 20_002));
    expect(JSON.stringify(read.at(-1))).toContain(`offset ${good.length} in`);
  });

  it('finds a character that the end of the file cuts off', async () => {
    expect(await items(Buffer.from('unit,score\n48,ẵ').subarray(0, -1))).toEqual([
      row(1, 'unit', 'score'),
      fault('file-encoding', 2),
    ]);
    expect(await items(utf16('unit\n48', 'little').subarray(0, -1))).toEqual([
      row(1, 'unit'),
      fault('file-encoding', 2),
    ]);
  });

  it('names row 1 when the first byte is wrong, and counts empty lines before a later one', async () => {
    expect(await items(Uint8Array.from([0xff, 0x41]))).toEqual([fault('file-encoding', 1)]);
    const bytes = Buffer.concat([Buffer.from('unit\r\n\r\n\r\n'), Buffer.from([0xff])]);
    for (const piece of [undefined, 1, 2, 3])
      expect((await items(bytes, piece)).at(-1)).toEqual(fault('file-encoding', 4));
  });

  it('counts rows, not lines, up to the byte', async () => {
    const bytes = Buffer.concat([Buffer.from('unit,noté\n48,"a\nb"\n\n46,"c\n'), Buffer.from([0xff])]);
    expect(await items(bytes)).toEqual([
      row(1, 'unit', 'noté'),
      row(2, '48', 'a\nb'),
      fault('file-encoding', 4),
    ]);
  });
});

describe('what is not a CSV file', () => {
  test.each([
    ['an XLSX workbook', 'PK\u0003\u0004\u0014\u0000', 'Excel workbook (XLSX)'],
    ['a PDF', '%PDF-1.7\n', 'PDF'],
    ['a web page', '\n<!DOCTYPE html><table>', 'HTML'],
    ['an XML spreadsheet', '\ufeff<?xml version="1.0"?>', 'HTML or XML'],
  ])('%s', async (_, content, name) => {
    for (const piece of [undefined, 1])
      expect(await items(content, piece)).toEqual([
        { fault: expect.objectContaining({ code: 'file-format', mend: expect.anything() }) },
      ]);
    expect(JSON.stringify(await items(content))).toContain(name);
  });

  it.each([
    ['an XLS workbook', [0xd0, 0xcf, 0x11, 0xe0, 0xa1]],
    ['a gzip archive', [0x1f, 0x8b, 0x08]],
    ['a RAR archive', [0x52, 0x61, 0x72, 0x21]],
  ])('%s', async (_, bytes) => {
    expect(await items(Uint8Array.from(bytes))).toEqual([fault('file-format')]);
  });

  it('a file with a NUL byte, which is named by its row', async () => {
    expect(await items('unit,score\n48,1\n46,\u0000\n')).toEqual([
      row(1, 'unit', 'score'),
      row(2, '48', '1'),
      fault('file-format', 3),
    ]);
  });
});

describe('quotation marks', () => {
  test.each([
    ['text after a closing one', '46,"a"b\n', 3],
    ['one within a cell', '46,a"b\n', 3],
    ['one never closed', '46,"a\n47,b\n', 3],
    ['a row later', '46,x\n\n47,"a"b\n48,c', 5],
  ])('%s', async (_, more, at) => {
    for (const piece of [undefined, 1, 4]) {
      const read = await items(`unit,note\n48,1\n${more}`, piece);
      expect(read.slice(0, 2)).toEqual([row(1, 'unit', 'note'), row(2, '48', '1')]);
      expect(read.at(-1)).toEqual(fault('file-malformed', at));
      expect(read).toHaveLength(at === 5 ? 4 : 3);
    }
  });
});

describe('limits', () => {
  const limited = (limits: Partial<typeof csvLimits>) => createCsvRowReader({ ...csvLimits, ...limits });
  const read = (text: string, limits: Partial<typeof csvLimits>) =>
    itemsOf(fileBytes(text, 64), limited(limits));

  it('a file has at most so many bytes', async () => {
    const text = `unit,score\n${'48,1\n'.repeat(100)}`;
    expect((await read(text, { bytes: text.length })).length).toBe(101);
    expect((await read(text, { bytes: text.length - 1 })).at(-1)).toEqual(fault('file-too-large'));
  });

  it('a table has at most so many rows below its headings', async () => {
    expect(await read('unit\n1\n2', { rows: 2 })).toHaveLength(3);
    expect((await read('unit\n1\n2\n3', { rows: 2 })).at(-1)).toEqual(fault('file-too-large', 4));
  });

  it('a file has at most so many lines, empty ones included', async () => {
    expect(await read('unit\n\n\n1', { lines: 4 })).toEqual([row(1, 'unit'), row(4, '1')]);
    expect(await read('unit\n\n\n\n', { lines: 3 })).toEqual([row(1, 'unit'), fault('file-too-large', 4)]);
  });

  it('a row has at most so many cells', async () => {
    expect(await read('a,b,c\n1,2,3,4', { columns: 3 })).toEqual([
      row(1, 'a', 'b', 'c'),
      fault('file-too-large', 2),
    ]);
  });

  it('a row has at most so many characters, also when a quotation mark swallows the rest', async () => {
    const limits = { rowCharacters: 100 };
    expect((await read(`a,b\n1,${'x'.repeat(101)}\n2,3`, limits)).at(-1)).toEqual(fault('file-too-large', 2));
    expect((await read(`a,b\n1,"${'x\n'.repeat(5_000)}`, limits)).at(-1)).toEqual(fault('file-too-large', 2));
  });

  it('a row of separators alone is not read to its end', async () => {
    let taken = 0;
    async function* commas() {
      yield Buffer.from('a,b\n1');
      for (; taken < 10_000; taken += 1) yield Buffer.from(','.repeat(1_000));
    }
    const found = await itemsOf(commas(), limited({ rowCharacters: 10_000 }));
    expect(found).toEqual([row(1, 'a', 'b'), fault('file-too-large', 2)]);
    expect(taken).toBeLessThan(1_000);
  });
});

describe('the source', () => {
  it('is asked for more only as rows are taken, through 20 MB', { timeout: 60_000 }, async () => {
    let taken = 0;
    async function* twentyMegabytes() {
      const line = `Thừa Thiên - Huế${',0.5123'.repeat(60)}\n`;
      const block = Buffer.from(line.repeat(100));
      yield Buffer.from(`unit${',x'.repeat(60)}\n`);
      for (; taken * block.length < 20_000_000; taken += 1) yield block;
    }
    let rows = 0;
    for await (const _ of readRows(twentyMegabytes())) {
      rows += 1;
      // A block holds 100 rows: those read ahead of the reader stay few.
      if (rows % 100 === 0) expect(taken - rows / 100).toBeLessThan(20);
    }
    expect(taken).toBeGreaterThan(400);
    expect(rows).toBe(1 + taken * 100);
  });

  it('is closed when the reader stops early', async () => {
    let closed = false;
    async function* endless() {
      try {
        while (true) yield Buffer.from('48,1\n'.repeat(1_000));
      } finally {
        closed = true;
      }
    }
    for await (const _ of readRows(endless())) break;
    await expect.poll(() => closed).toBe(true);
  });

  it.each([0, 1, 50])('passes its own failure on, after %d pieces', async (pieces) => {
    async function* failing() {
      yield Buffer.from('unit,score\n');
      for (let i = 0; i < pieces; i += 1) yield Buffer.from('48,1\n'.repeat(500));
      throw new Error('connection reset');
    }
    await expect(itemsOf(failing())).rejects.toThrow('connection reset');
  });
});
