import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { writeXlsxStream } from 'hucre/xlsx';
import { readDefinitions } from '../cli/read-definitions.ts';
import type { Indicator, Unit } from '../domain/methodology/definitions.ts';
import type { ComputedCohort, EditionDefinition } from '../domain/methodology/edition-definition.ts';
import type { SubmissionTarget } from '../domain/submission/table.ts';

type BenchFile = { write(path: string): Promise<void>; isReal: boolean };

const most = 100_000_000;

/** A million values, each in a row of its own; a real edition whose file names each province many times. */
export const files: Record<string, BenchFile> = {
  'values.csv': { write: (path) => writeCsv(path, valueRows(1_000_000)), isReal: false },
  'provinces.csv': { write: (path) => writeCsv(path, provinceRows(1_000_000)), isReal: true },
  'values.xlsx': { write: writeWorkbook, isReal: false },
};

export async function targetOf(file: string): Promise<SubmissionTarget> {
  const editions = await readDefinitions([new URL('../seeds/definitions', import.meta.url).pathname]);
  const real = editions.find(({ index, period }) => index.id === 'dti-province' && period === '2022')!;
  const definition = files[file]!.isReal ? real : enlarged(real);
  return { definition, cohort: definition.cohorts[0]!.id, agency: 'mic' };
}

const thousand = Array.from({ length: 1_000 }, (_, i) => i);

/** A thousand units and a thousand indicators in the place of an edition's own. */
function enlarged(real: EditionDefinition): EditionDefinition {
  const cohort = real.cohorts[0] as ComputedCohort;
  const [indicator, unit] = [cohort.indicators[0]!, cohort.units[0]!];
  const units = thousand.map(
    (i): Unit => ({ ...unit, id: `district-${i}`, name: both(`Huyện ${i}`), aliases: [], codes: [] }),
  );
  const indicators = thousand.map(
    (i): Indicator => ({ ...indicator, id: `i.${i}`, name: both(`Chỉ tiêu ${i}`) }),
  );
  return { ...real, cohorts: [{ ...cohort, units, indicators }] };
}

const both = (text: string) => ({ vi: text, en: text });
const value = (i: number) => ((i * 7_919) % 10_000) / 10_000;

function* valueRows(count: number): Generator<string> {
  yield 'Đơn vị,Mã chỉ tiêu,Giá trị,Trạng thái,Ghi chú\n';
  for (let i = 0; i < count; i += 1)
    yield `Huyện ${i % 1_000},i.${Math.floor(i / 1_000)},${value(i)},${i % 5 ? '' : 'Sơ bộ'},báo cáo số ${i} của phòng thống kê huyện, biểu trang ${i % 97}\n`.replace(
      /(báo cáo.*)\n/u,
      '"$1"\n',
    );
}

function* provinceRows(count: number): Generator<string> {
  const names = ['Đà Nẵng', 'TP. Hồ Chí Minh', 'Thừa Thiên - Huế', 'Hà Nội', 'Cần Thơ', 'Bà Rịa - Vũng Tàu'];
  yield 'unit,dti.digital-awareness,dti.digital-institutions,dti.digital-infrastructure,dti.digital-human-resources,dti.network-information-security,dti.digital-government-activities,dti.digital-economy-activities,dti.digital-society-activities\n';
  for (let i = 0; i < count; i += 1)
    yield `${names[i % names.length]}${Array.from({ length: 8 }, (_, k) => `,${value(i * 8 + k).toFixed(k % 2 ? 4 : 12)}`).join('')}\n`;
}

/** Rows until there are enough, or the file is as large as one may be. */
async function writeCsv(path: string, rows: Iterable<string>): Promise<void> {
  await pipeline(Readable.from(blocks(rows)), createWriteStream(path));
}

function* blocks(rows: Iterable<string>): Generator<Buffer> {
  let block = '';
  let bytes = 0;
  for (const row of rows) {
    bytes += Buffer.byteLength(row);
    if (bytes > most) break;
    block += row;
    if (block.length < 100_000) continue;
    yield Buffer.from(block);
    block = '';
  }
  yield Buffer.from(block);
}

/** As long as a workbook may be, with notes that do not compress, so that it is nearly as large too. */
async function writeWorkbook(path: string): Promise<void> {
  async function* rows() {
    yield ['Đơn vị', 'Mã chỉ tiêu', 'Giá trị', 'Ghi chú'];
    let seed = 1;
    const noise = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed.toString(36);
    };
    for (let i = 0; i < 200_000; i += 1) {
      const note = Array.from({ length: 14 }, noise).join(' ');
      yield [`Huyện ${i % 1_000}`, `i.${Math.floor(i / 1_000)}`, value(i), note];
    }
  }
  await writeFile(path, Readable.fromWeb(writeXlsxStream(rows(), { name: 'Data' }) as never));
}
