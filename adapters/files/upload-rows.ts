import { foreignFormat } from '../../domain/submission/file-findings.ts';
import type { TableItem } from '../../domain/submission/table.ts';
import { lockedWorkbook } from '../../domain/submission/workbook-findings.ts';
import type { RowReader } from '../../use-cases/read-file.ts';
import { createCsvRowReader } from './csv-rows.ts';
import { sniffForeignFormat } from './file-format.ts';
import { xlsxLimits } from './xlsx/limits.ts';
import { createXlsxRowReader } from './xlsx/xlsx-rows.ts';

const HEAD_BYTES = 8;

/** A reader of whatever agencies send: a workbook by its first bytes, CSV otherwise. Names of files do not count. */
export const createUploadRowReader =
  (csv: RowReader = createCsvRowReader(), xlsx: RowReader = createXlsxRowReader()): RowReader =>
  (bytes) => {
    const open = async () => {
      const { head, all } = await peek(bytes);
      const format = sniffForeignFormat(head);
      if (format === 'workbook') return xlsx(all);
      return format === 'old-workbook' ? refuseOldWorkbook(all) : csv(all);
    };
    return handingOn(open);
  };

async function* refuseOldWorkbook(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<TableItem> {
  yield { fault: (await isLocked(bytes)) ? lockedWorkbook() : foreignFormat('old-workbook') };
}

/** The rows of the reader that is chosen, asked for directly: a generator around it would cost each row a turn. */
function handingOn(open: () => Promise<AsyncIterable<TableItem>>): AsyncIterableIterator<TableItem> {
  let rows: AsyncIterator<TableItem> | undefined;
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      rows ??= (await open())[Symbol.asyncIterator]();
      return rows.next();
    },
    async return(value) {
      await rows?.return?.();
      return { done: true, value };
    },
  };
}

async function peek(bytes: AsyncIterable<Uint8Array>) {
  const source = bytes[Symbol.asyncIterator]();
  let head: Uint8Array = new Uint8Array(0);
  while (head.length < HEAD_BYTES) {
    const { value, done } = await source.next();
    if (done) break;
    head = Buffer.concat([head, value]);
  }
  return { head, all: rejoin(head, source) };
}

async function* rejoin(head: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head;
    for (;;) {
      const { value, done } = await rest.next();
      if (done) return;
      yield value;
    }
  } finally {
    await rest.return?.();
  }
}

/** A workbook with a password is wrapped into the same kind of file as an old one: MS-OFFCRYPTO, 2.3.4.4. */
async function isLocked(bytes: AsyncIterable<Uint8Array>): Promise<boolean> {
  const mark = Buffer.from('EncryptedPackage', 'utf16le');
  let end: Uint8Array = new Uint8Array(0);
  let read = 0;
  for await (const chunk of bytes) {
    read += chunk.length;
    const seen = Buffer.concat([end, chunk]);
    if (seen.includes(mark)) return true;
    if (read > xlsxLimits.bytes) return false;
    end = seen.subarray(-mark.length);
  }
  return false;
}
