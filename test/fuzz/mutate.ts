import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { drawWhole, type Random } from '../../domain/analysis/random.ts';
import { mutateWorkbook } from './mutate-workbook.ts';
import { asWorkbook, type SeedFile } from './seed-files.ts';

export type Mutation = 'bytes' | 'cells' | 'headings' | 'lines' | 'encoding' | 'workbook';
export type Mutated = { kind: 'csv' | 'xlsx'; bytes: Buffer; mutations: Mutation[] };

const pick = <T>(random: Random, choices: readonly T[]): T => choices[drawWhole(random, choices.length)]!;

const hostileCells = [
  ...[
    '',
    ' ',
    '-',
    '…',
    'n/a',
    '#N/A',
    'NaN',
    'Infinity',
    '1e400',
    '-0',
    '0,9238',
    '0.9238',
    '1.234,5',
    '1,234.5',
  ],
  ...[
    '91 %',
    '91%',
    '٣',
    '½',
    '=1+1',
    '=HYPERLINK("x")',
    '@SUM(A1)',
    '+1',
    '-1',
    '1\u00a0234',
    '"',
    '""',
    "'",
  ],
  ...[
    'Đà Nẵng',
    'Da Nang',
    'TP. Huế',
    'Bangkok',
    '48',
    '01',
    '1',
    'unit',
    'total',
    'null',
    '__proto__',
    'constructor',
  ],
  ...['\u0000', '\u001b[31m', '\u202e', '\ufeff', '\ud83d\ude00', 'e\u0301'.repeat(50), 'x'.repeat(40_000)],
];
const hostileHeadings = [
  'unit',
  'Đơn vị',
  'indicator',
  'value',
  'Giá trị',
  'status',
  'node',
  'score',
  'rank',
  'Hạng',
  'period',
  '',
  'x',
  '=1',
];

/** Some changes, one after the other, to a file that a real agency might have sent. */
export function mutate(seed: SeedFile, random: Random): Mutated {
  let { bytes } = seed;
  const mutations: Mutation[] = [];
  const toWorkbook = seed.kind === 'xlsx';
  for (let left = 1 + drawWhole(random, 3); left > 0; left -= 1) {
    const mutation = pick<Mutation>(random, ['bytes', 'cells', 'cells', 'headings', 'lines', 'encoding']);
    // What makes sense of text is done to the text that a workbook is made of.
    if (toWorkbook) {
      mutations.push('workbook');
      bytes = mutateWorkbook(seed.bytes, random);
      break;
    }
    mutations.push(mutation);
    bytes = changes[mutation](bytes, random);
  }
  return { kind: seed.kind, bytes, mutations };
}

const changes: Record<Mutation, (bytes: Buffer, random: Random) => Buffer> = {
  bytes: mutateBytes,
  cells: (bytes, random) =>
    inTable(bytes, (rows) => {
      for (let left = 1 + drawWhole(random, 5); left > 0; left -= 1) {
        const row = pick(random, rows);
        if (row.length > 0) row[drawWhole(random, row.length)] = pick(random, hostileCells);
      }
    }),
  headings: (bytes, random) =>
    inTable(bytes, ([header]) => {
      const at = drawWhole(random, header!.length);
      const change = pick(random, ['rename', 'drop', 'double', 'upper'] as const);
      if (change === 'rename') header![at] = pick(random, hostileHeadings);
      else if (change === 'drop') header!.splice(at, 1);
      else if (change === 'double') header!.push(header![at]!);
      else header![at] = header![at]!.toUpperCase();
    }),
  lines: (bytes, random) =>
    inTable(bytes, (rows) => {
      const [from, to] = [drawWhole(random, rows.length), drawWhole(random, rows.length)];
      const change = pick(random, ['repeat', 'move', 'drop', 'title', 'ragged'] as const);
      if (change === 'repeat') rows.splice(to, 0, [...rows[from]!]);
      else if (change === 'move') rows.splice(to, 0, ...rows.splice(from, 1));
      else if (change === 'drop') rows.splice(from, 1 + drawWhole(random, 5));
      else if (change === 'title') rows.unshift(['BẢNG SỐ LIỆU'], []);
      else rows[from]!.push('x');
    }),
  encoding: (bytes, random) => {
    const text = bytes.toString('utf8');
    const order = pick(random, [
      'utf16le',
      'utf16be',
      'latin1',
      'twice',
      'mark',
      'semicolons',
      'hint',
      'nfd',
    ] as const);
    if (order === 'utf16le') return Buffer.from(`\ufeff${text}`, 'utf16le');
    if (order === 'utf16be') return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
    if (order === 'latin1') return Buffer.from(text, 'latin1');
    if (order === 'twice') return Buffer.from(bytes.toString('latin1'));
    if (order === 'mark') return Buffer.from(`\ufeff${text}`);
    if (order === 'semicolons') return Buffer.from(text.replaceAll(',', ';'));
    return Buffer.from(order === 'hint' ? `sep=;\r\n${text}` : text.normalize('NFD'));
  },
  workbook: (bytes, random) => mutateWorkbook(asWorkbook(bytes), random),
};

export function mutateBytes(bytes: Buffer, random: Random): Buffer {
  const at = drawWhole(random, Math.max(1, bytes.length));
  const length = drawWhole(random, 40);
  const noise = Buffer.from(Array.from({ length: 1 + drawWhole(random, 8) }, () => drawWhole(random, 256)));
  const rest = {
    replace: () => Buffer.concat([bytes.subarray(0, at), noise, bytes.subarray(at + noise.length)]),
    insert: () => Buffer.concat([bytes.subarray(0, at), noise, bytes.subarray(at)]),
    remove: () => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]),
    cut: () => bytes.subarray(0, at),
    repeat: () => Buffer.concat([bytes, bytes.subarray(at)]),
  };
  return rest[pick(random, ['replace', 'replace', 'insert', 'remove', 'cut', 'repeat'] as const)]();
}

/** A file that is no table any more is changed by its bytes. */
function inTable(bytes: Buffer, change: (rows: string[][]) => void): Buffer {
  try {
    const rows: string[][] = parse(bytes, { relax_column_count: true, relax_quotes: true, bom: true });
    if (rows.length === 0 || rows[0]!.length === 0) return bytes;
    change(rows);
    return Buffer.from(stringify(rows));
  } catch {
    return bytes;
  }
}
