import { inflateRawSync } from 'node:zlib';
import { drawWhole, type Random } from '../../domain/analysis/random.ts';
import { type ZipEntry, zip } from '../builders/zip.ts';
import { mutateBytes } from './mutate.ts';

const hostileXml = [
  ...[
    '<',
    '>',
    '&',
    '&amp;',
    '&lol;',
    ']]>',
    '<!DOCTYPE a>',
    '<!--',
    '<![CDATA[',
    '<?xml?>',
    '</row>',
    '<row>',
  ],
  ...[
    '<c t="s"><v>9999999</v></c>',
    '<c t="s"><v>-1</v></c>',
    '<c r="XFD1048576"><v>1</v></c>',
    '<c r="A0"/>',
  ],
  ...[
    '<row r="-5"/>',
    '<row r="1e9"/>',
    '<c><v>1e999</v></c>',
    '<c s="77"><v>0.5</v></c>',
    '<c t="d"><v>x</v></c>',
  ],
  ...[
    '<c><f>1/0</f></c>',
    '<c t="e"><v>#REF!</v></c>',
    '<c t="b"><v>2</v></c>',
    'a'.repeat(50_000),
    '\u0000',
  ],
];

/** The archive itself, the XML in it, or what its directory says. */
export function mutateWorkbook(workbook: Buffer, random: Random): Buffer {
  if (drawWhole(random, 3) === 0) return mutateBytes(workbook, random);
  const entries = unzip(workbook);
  const entry = entries[drawWhole(random, entries.length)]!;
  const bytes = Buffer.from(entry.content as Buffer);
  const at = drawWhole(random, Math.max(1, bytes.length));
  const extra = Buffer.from(hostileXml[drawWhole(random, hostileXml.length)]!);
  const changes: (() => void)[] = [
    () => (entry.content = Buffer.concat([bytes.subarray(0, at), extra, bytes.subarray(at)])),
    () => (entry.content = mutateBytes(bytes, random)),
    () => (entry.content = afterTag(bytes, at, extra)),
    () => (entry.claimed = { size: drawWhole(random, 2 ** 31) }),
    () => (entry.claimed = { checksum: drawWhole(random, 2 ** 31) }),
    () => (entry.name = random() < 0.5 ? `../${entry.name}` : entry.name.toUpperCase()),
    () => void entries.splice(entries.indexOf(entry), 1),
    () => void entries.push({ ...entry }),
  ];
  changes[drawWhole(random, changes.length)]!();
  return Buffer.from(zip(entries));
}

/** Where an element ends, so that the document mostly stays one. */
function afterTag(bytes: Buffer, at: number, extra: Buffer): Buffer {
  const end = bytes.indexOf('>', at) + 1;
  return Buffer.concat([bytes.subarray(0, end), extra, bytes.subarray(end)]);
}

/** Reads back what `zip` wrote. */
function unzip(archive: Buffer): ZipEntry[] {
  const entries: ZipEntry[] = [];
  for (let at = 0; archive.readUInt32LE(at) === 0x04034b50; ) {
    const [packed, name] = [archive.readUInt32LE(at + 18), archive.readUInt16LE(at + 26)];
    const start = at + 30 + name;
    entries.push({
      name: archive.toString('utf8', at + 30, start),
      content: inflateRawSync(archive.subarray(start, start + packed)),
    });
    at = start + packed;
  }
  return entries;
}
