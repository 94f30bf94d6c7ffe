import type { ForeignFormat } from '../../domain/submission/file-findings.ts';

export type TextEncoding = {
  name: 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'Windows-1258';
  byteOrderMark: number;
};

export const windows1258: TextEncoding = { name: 'Windows-1258', byteOrderMark: 0 };

const signatures: [ForeignFormat, number[]][] = [
  ['workbook', [0x50, 0x4b, 0x03, 0x04]],
  ['workbook', [0x50, 0x4b, 0x05, 0x06]],
  ['old-workbook', [0xd0, 0xcf, 0x11, 0xe0]],
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['archive', [0x1f, 0x8b]],
  ['archive', [0x37, 0x7a, 0xbc, 0xaf]],
  ['archive', [0x52, 0x61, 0x72, 0x21]],
];

const startsWith = (head: Uint8Array, signature: number[]): boolean =>
  signature.every((byte, i) => head[i] === byte);

/** Some systems export a web page under the name of a workbook. */
const markup = /^[\s\u00EF\u00BB\u00BF]*<(?:!doctype|html|head|meta|body|table|\?xml)/i;

/** @param head the first bytes of the file, some hundred of them */
export function sniffForeignFormat(head: Uint8Array): ForeignFormat | undefined {
  const known = signatures.find(([, signature]) => startsWith(head, signature));
  if (known) return known[0];
  return markup.test(Buffer.from(head).toString('latin1')) ? 'web-page' : undefined;
}

/** By byte order mark, then by the zero byte of every plain letter in UTF-16; else UTF-8. */
export function sniffEncoding(head: Uint8Array): TextEncoding {
  if (startsWith(head, [0xff, 0xfe])) return { name: 'UTF-16LE', byteOrderMark: 2 };
  if (startsWith(head, [0xfe, 0xff])) return { name: 'UTF-16BE', byteOrderMark: 2 };
  if (head.length > 1 && head[0] !== 0 && head[1] === 0) return { name: 'UTF-16LE', byteOrderMark: 0 };
  if (head.length > 1 && head[0] === 0 && head[1] !== 0) return { name: 'UTF-16BE', byteOrderMark: 0 };
  return { name: 'UTF-8', byteOrderMark: startsWith(head, [0xef, 0xbb, 0xbf]) ? 3 : 0 };
}
