import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { tooManyBytes } from '../../../domain/submission/file-findings.ts';
import {
  brokenWorkbook,
  expandsTooFar,
  lockedWorkbook,
} from '../../../domain/submission/workbook-findings.ts';
import { WorkbookFault } from './fault.ts';
import type { XlsxLimits } from './limits.ts';

export type Archive = {
  has(name: string): boolean;
  /**
   * The content of an entry, expanded as it is read and never beyond the size that the directory gives.
   *
   * @throws {WorkbookFault} for an entry that is absent, or is not what the directory says
   */
  read(name: string): AsyncGenerator<Uint8Array>;
};

/**
 * Opens a ZIP archive whose directory promises to stay within the limits.
 *
 * @throws {WorkbookFault}, before anything is expanded; what `bytes` throws
 */
export async function openArchive(bytes: AsyncIterable<Uint8Array>, limits: XlsxLimits): Promise<Archive> {
  const file = await whole(bytes, limits.bytes);
  const zip = await orBroken(() => fromBufferPromise(file, { lazyEntries: true, strictFileNames: false }));
  // What it finds once it has been given up is nobody's concern, and must not end the process.
  zip.on('error', () => {});
  const entries = await orBroken(() => directory(zip, limits));
  return {
    has: (name) => entries.has(name),
    async *read(name) {
      const entry = entries.get(name);
      if (!entry) throw new WorkbookFault(brokenWorkbook());
      yield* contentOf(zip, entry);
    },
  };
}

async function whole(bytes: AsyncIterable<Uint8Array>, maximum: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    length += chunk.length;
    if (length > maximum) throw new WorkbookFault(tooManyBytes(maximum));
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function directory(zip: ZipFile, limits: XlsxLimits): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  let expanded = 0;
  for await (const entry of zip.eachEntry()) {
    expanded += entry.uncompressedSize;
    if (entries.size >= limits.entries || expanded > limits.expandedBytes)
      throw new WorkbookFault(expandsTooFar(limits.expandedBytes));
    if (entry.isEncrypted()) throw new WorkbookFault(lockedWorkbook());
    // Names are compared without regard to case, as the format has it; two of one name cannot both be right.
    const name = entry.fileName.toLowerCase();
    if (entries.has(name)) throw new WorkbookFault(brokenWorkbook());
    entries.set(name, entry);
  }
  return entries;
}

/** yauzl stops an entry that grows beyond its size in the directory; its checksum is ours to check. */
async function* contentOf(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  const stream = await orBroken(() => zip.openReadStreamPromise(entry));
  let checksum = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      checksum = crc32(chunk, checksum);
      yield chunk;
    }
  } catch (error) {
    throw asFault(error);
  }
  if (checksum !== entry.crc32) throw new WorkbookFault(brokenWorkbook());
}

async function orBroken<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw asFault(error);
  }
}

const asFault = (error: unknown): WorkbookFault =>
  error instanceof WorkbookFault ? error : new WorkbookFault(brokenWorkbook());
