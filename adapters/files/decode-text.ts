import { foreignFormat, invalidByte, tooManyBytes } from '../../domain/submission/file-findings.ts';
import type { FindingDetail } from '../../domain/submission/finding-list.ts';
import { sniffEncoding, sniffForeignFormat, type TextEncoding, windows1258 } from './file-format.ts';

/** Words a fault once it is known which row of the table the text had reached. */
export type TextFault = (row: number) => FindingDetail;

const SLICE_BYTES = 65_536;
const HEAD_BYTES = 512;
/** A character begun at the end of a slice keeps at most three of its bytes waiting. */
const LONGEST_REST = 3;

/** What is found out about a text while it is decoded. */
export type TextReport = {
  /** The text ends here. */
  fault(fault: TextFault): void;
  /** Nothing in the file says so. */
  takenForWindows1258(): void;
};

/**
 * Decodes a file in pieces of bounded size. Text that cannot be decoded ends there: what is sound before it
 * is yielded, and the fault reported. A file whose first letter beyond ASCII is no UTF-8 is taken for
 * Windows-1258, which older Vietnamese programs write; after a letter in UTF-8 such a byte is a fault.
 *
 * @throws what `bytes` throws
 */
export async function* decodeText(
  bytes: AsyncIterable<Uint8Array>,
  maximumBytes: number,
  report: TextReport,
): AsyncGenerator<string, void, undefined> {
  let encoding: TextEncoding | undefined;
  let waiting: Uint8Array = new Uint8Array(0);
  let offset = 0;
  let ascii = true;
  for await (const slice of slicesOf(bytes)) {
    if (!encoding) {
      const foreign = sniffForeignFormat(slice);
      if (foreign) return report.fault(() => foreignFormat(foreign));
      encoding = sniffEncoding(slice);
      offset = encoding.byteOrderMark;
      waiting = slice.subarray(offset);
    } else waiting = Buffer.concat([waiting, slice]);
    if (offset + waiting.length > maximumBytes) return report.fault(() => tooManyBytes(maximumBytes));

    let { text, used, sound } = decodeSlice(waiting, encoding);
    ascii &&= text.length === used;
    if (!sound && ascii && encoding.name === 'UTF-8' && encoding.byteOrderMark === 0) {
      encoding = windows1258;
      report.takenForWindows1258();
      ({ text, used, sound } = decodeSlice(waiting, encoding));
    }
    const nul = text.indexOf('\0');
    if (nul >= 0) {
      yield text.slice(0, nul);
      return report.fault((row) => ({ ...foreignFormat('binary'), row }));
    }
    if (text !== '') yield text;
    offset += used;
    waiting = waiting.subarray(used);
    if (!sound) break;
  }
  if (waiting.length > 0) report.fault(invalidAt(waiting[0]!, offset, encoding!));
}

const invalidAt =
  (byte: number, offset: number, { name }: TextEncoding): TextFault =>
  (row) =>
    invalidByte(row, byte, offset, name);

/** The first slice holds enough to tell the format; none holds more than a bounded number of bytes. */
async function* slicesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | undefined = new Uint8Array(0);
  for await (const chunk of bytes) {
    const block: Uint8Array = head ? Buffer.concat([head, chunk]) : chunk;
    head = head && block.length < HEAD_BYTES ? block : undefined;
    if (head) continue;
    for (let at = 0; at < block.length; at += SLICE_BYTES) yield block.subarray(at, at + SLICE_BYTES);
  }
  if (head && head.length > 0) yield head;
}

/** `sound` is false when the bytes after `used` cannot begin a character. */
function decodeSlice(
  bytes: Uint8Array,
  { name }: TextEncoding,
): { text: string; used: number; sound: boolean } {
  for (let rest = 0; rest <= Math.min(LONGEST_REST, bytes.length); rest += 1) {
    const text = decode(bytes.subarray(0, bytes.length - rest), name);
    if (text !== undefined) return { text, used: bytes.length - rest, sound: true };
  }
  const used = soundLength(bytes, name);
  return { text: decode(bytes.subarray(0, used), name)!, used, sound: false };
}

/** How many bytes from the start are whole characters; every shorter run of bytes decodes, none longer does. */
function soundLength(bytes: Uint8Array, encoding: string): number {
  let [good, bad] = [0, bytes.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (decode(bytes.subarray(0, middle), encoding, { stream: true }) === undefined) bad = middle;
    else good = middle;
  }
  while (decode(bytes.subarray(0, good), encoding) === undefined) good -= 1;
  return good;
}

/** Bytes that Windows-1258 leaves free are decoded to these. */
const unassigned = /[\u0080-\u009f]/;

function decode(bytes: Uint8Array, encoding: string, options?: { stream: boolean }): string | undefined {
  try {
    const text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes, options);
    return encoding === windows1258.name && unassigned.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}
