import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readUpload } from '../../../adapters/files/read-upload.ts';
import { contentHash } from '../../../domain/release/content-hash.ts';
import type { TableReading } from '../../../domain/submission/table.ts';
import { fileBytes, utf16 } from '../../builders/file-bytes.ts';
import { computedTarget, importedTarget } from '../../builders/submission-target.ts';
import { codesOf } from '../../builders/table-rows.ts';

const dti = `unit,dti.awareness,dti.infrastructure,mobile.speed,ekyc.share
Đà Nẵng,1.0000,0.8253,"1,204.5",81 %
Hồ Chí Minh,0.8917,0.8258,n/a,
Thừa Thiên - Huế,0.9167,0.7101,55.2,79
`;

const published = `unit,node,score,rank,grade,source
Đà Nẵng,dti,0.8002,1,A,mic.gov.vn
Đà Nẵng,government,85.75%,1,,
Hồ Chí Minh,dti,0.7163,2,A,"Bộ TTTT, 2023"
`;

describe('the same part, byte for byte', () => {
  const reversed = dti.trimEnd().split('\n');
  const semicolons = `unit;dti.awareness;dti.infrastructure;mobile.speed;ekyc.share
Đà Nẵng;1,0000;0,8253;1.204,5;81 %
Hồ Chí Minh;0,8917;0,8258;n/a;
Thừa Thiên - Huế;0,9167;0,7101;55,2;79`;

  test.each<[string, string | Uint8Array]>([
    ['CRLF', dti.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\ufeff${dti}`],
    ['UTF-16', utf16(dti.replaceAll(',', '\t').replace('"1\t204.5"', '"1,204.5"'), 'little')],
    ['another order of rows', [reversed[0], ...reversed.slice(1).reverse()].join('\n')],
    ['decomposed names', dti.normalize('NFD')],
    ['codes for names', dti.replace('Đà Nẵng', '48').replace('Hồ Chí Minh', 'VN-SG')],
    ['names of indicators', dti.replace('dti.awareness', 'Nhận thức số')],
    ['empty lines', dti.replaceAll('\n', '\n\n')],
    ['a row twice', `${dti}${reversed[1]}\n`],
    ['numbers padded with zeros', dti.replace('55.2', '055.200')],
  ])('with %s', async (_, content) => {
    const expected = await readUpload(fileBytes(dti), computedTarget());
    const reading = await readUpload(fileBytes(content), computedTarget());
    expect(reading.report.total.errors).toBe(0);
    expect(await contentHash(reading.part)).toBe(await contentHash(expected.part));
  });

  test('written the Vietnamese way, where the edition says so', async () => {
    const expected = await readUpload(fileBytes(dti), computedTarget());
    const reading = await readUpload(
      fileBytes(semicolons),
      computedTarget({ submission: { numbers: 'vi' } }),
    );
    expect(await contentHash(reading.part)).toBe(await contentHash(expected.part));
  });

  test('of an imported cohort, in any order of rows and columns', async () => {
    const other = `source,rank,node,score,grade,unit
"Bộ TTTT, 2023",2,dti,0.71630,A,TP HCM
,1,Chính quyền số,85.75,-,da nang
mic.gov.vn,1,dti,0.8002,A,48`;
    const [first, second] = [
      await readUpload(fileBytes(published), importedTarget()),
      await readUpload(fileBytes(other), importedTarget()),
    ];
    expect(first.part).toBeDefined();
    expect(await contentHash(second.part)).toBe(await contentHash(first.part));
  });
});

describe('a file that breaks off', () => {
  it('is rejected with what is wrong before the break and the break itself', async () => {
    const bytes = Buffer.concat([Buffer.from(`${dti}Bangkok,1,1,1,1\n`), Buffer.from([0xd0, 0xe0])]);
    const reading = await readUpload(fileBytes(bytes), computedTarget());
    expect(codesOf(reading)).toEqual(['unit-unknown', 'file-encoding']);
    expect(reading.report.findings.map(({ row }) => row)).toEqual([5, 6]);
    expect(reading.part).toBeUndefined();
  });

  it('says nothing of missing values when it could not be read at all', async () => {
    expect(codesOf(await readUpload(fileBytes('PK\u0003\u0004'), computedTarget()))).toEqual([
      'file-malformed',
    ]);
    expect(codesOf(await readUpload(fileBytes(''), computedTarget()))).toEqual(['file-empty']);
  });
});

/** One change to a file: of bytes, of cells, of headings or of its encoding. */
const mutation = fc.oneof(
  fc.record({ at: fc.nat(), byte: fc.nat(255) }).map(
    ({ at, byte }) =>
      (file: Buffer) =>
        Buffer.from(file.map((each, i) => (i === at % file.length ? byte : each))),
  ),
  fc.record({ at: fc.nat(), length: fc.nat(20) }).map(
    ({ at, length }) =>
      (file: Buffer) =>
        Buffer.concat([file.subarray(0, at % file.length), file.subarray((at % file.length) + length)]),
  ),
  fc.record({ at: fc.nat(), bytes: fc.uint8Array({ maxLength: 8 }) }).map(
    ({ at, bytes }) =>
      (file: Buffer) =>
        Buffer.concat([file.subarray(0, at % file.length), bytes, file.subarray(at % file.length)]),
  ),
  fc
    .record({
      at: fc.nat(),
      cell: fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 30 }),
        fc.constantFrom(
          '',
          '"',
          '""',
          '-',
          '…',
          '1e400',
          '0,9238',
          '91%',
          'unit',
          'dti',
          'NaN',
          '=1+1',
          '\n',
          '\0',
        ),
        fc.double().map(String),
      ),
    })
    .map(({ at, cell }) => (file: Buffer) => {
      const cells = file.toString().split(/(?=[,\n;\t])/);
      cells[at % cells.length] = `${/^[,\n;\t]?/.exec(cells[at % cells.length]!)![0]}${cell}`;
      return Buffer.from(cells.join(''));
    }),
  fc.record({ from: fc.nat(), to: fc.nat() }).map(({ from, to }) => (file: Buffer) => {
    const lines = file.toString().split('\n');
    lines.splice(to % lines.length, 0, lines[from % lines.length]!);
    return Buffer.from(lines.join('\n'));
  }),
  fc
    .constantFrom<BufferEncoding>('utf16le', 'latin1', 'ascii')
    .map((encoding) => (file: Buffer) => Buffer.from(file.toString(), encoding)),
  fc
    .constantFrom('\ufeff', 'PK\u0003\u0004', '%PDF-', '\xff\xfe', '\xfe\xff', ';;;\n', '\n\n', '"')
    .map(
      (head) => (file: Buffer) =>
        Buffer.concat([Buffer.from(head, head.length === 2 ? 'latin1' : 'utf8'), file]),
    ),
);

/** Holds for the report of every file. */
function expectSound({ report, part }: TableReading): void {
  expect(report.outcome).toBe(report.total.errors === 0 ? 'accepted' : 'rejected');
  expect(part !== undefined).toBe(report.outcome === 'accepted');
  expect(report.findings.length).toBe(Math.min(1_000, report.total.errors + report.total.warnings));
  for (const { message, mend, row = 1 } of report.findings) {
    for (const text of [message.vi, message.en, mend.vi, mend.en]) expect(text).toMatch(/^[“A-ZĐ].+[.?]$/u);
    expect(row).toBeGreaterThanOrEqual(1);
  }
}

describe('every file ends in a report', () => {
  test.each([
    ['of indicators', dti, computedTarget()],
    ['of indicators, in Vietnamese numbers', dti, computedTarget({ submission: { numbers: 'vi' } })],
    ['of published results', published, importedTarget()],
  ])('%s, however mutated', { timeout: 60_000 }, async (_, original, target) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(mutation, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(undefined, 1, 13),
        async (mutations, piece) => {
          const file = mutations.reduce(
            (each, mutate) => (each.length > 0 ? mutate(each) : each),
            Buffer.from(original),
          );
          expectSound(await readUpload(fileBytes(file, piece), target));
        },
      ),
      { seed: 2022, numRuns: 1_000 },
    );
  });

  test('also when it is nothing but noise', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), async (bytes) => {
        expectSound(await readUpload(fileBytes(bytes), computedTarget()));
      }),
      { seed: 5, numRuns: 500 },
    );
  });
});
