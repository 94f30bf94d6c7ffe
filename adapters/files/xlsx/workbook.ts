import { notAWorkbook } from '../../../domain/submission/workbook-findings.ts';
import type { Archive } from './archive.ts';
import { WorkbookFault } from './fault.ts';
import { type NumberFormats, noFormats, readNumberFormats } from './number-formats.ts';
import { readXml } from './scan-xml.ts';

/** A sheet of cells; `entry` is its place in the archive. */
export type Sheet = { name: string; entry: string; hidden: boolean };

export type Workbook = {
  /** In the order of their tabs. */
  sheets: Sheet[];
  /** Days are counted from 1904, as old programs for the Mac did. */
  from1904: boolean;
  formats: NumberFormats;
  sharedTexts?: string | undefined;
};

const documentEntry = 'xl/workbook.xml';

/** @throws {WorkbookFault} for an archive that is no workbook of the kind that Excel has saved since 2007 */
export async function readWorkbook(archive: Archive): Promise<Workbook> {
  const main = await mainEntry(archive);
  if (!archive.has(main) || !main.endsWith('.xml')) throw new WorkbookFault(notAWorkbook());
  const targets = await relationsOf(archive, main);
  const entryOf = (type: string) => targets.find((target) => target.type === type)?.entry;
  const { sheets, from1904 } = await readSheets(archive, main);
  const styles = entryOf('styles');
  const sharedTexts = entryOf('sharedstrings');
  return {
    sheets: sheets.flatMap(({ relation, ...sheet }) => {
      const target = targets.find(({ id, type }) => id === relation && type === 'worksheet');
      return target && archive.has(target.entry) ? [{ ...sheet, entry: target.entry }] : [];
    }),
    from1904,
    formats: styles && archive.has(styles) ? await readNumberFormats(archive.read(styles)) : noFormats,
    sharedTexts: sharedTexts && archive.has(sharedTexts) ? sharedTexts : undefined,
  };
}

async function mainEntry(archive: Archive): Promise<string> {
  const targets = await relationsOf(archive, '');
  return targets.find(({ type }) => type === 'officedocument')?.entry ?? documentEntry;
}

type Relation = { id: string; type: string; entry: string };

/** What an entry refers to; the archive as a whole where it is ''. */
async function relationsOf(archive: Archive, entry: string): Promise<Relation[]> {
  const folder = entry.slice(0, entry.lastIndexOf('/') + 1);
  const list = `${folder}_rels/${entry.slice(folder.length)}.rels`;
  const relations: Relation[] = [];
  if (!archive.has(list)) return relations;
  await readXml(archive.read(list), {
    open(name, { Id, Type, Target, TargetMode }) {
      if (name !== 'Relationship' || !Id || !Type || !Target || TargetMode === 'External') return;
      const type = Type.slice(Type.lastIndexOf('/') + 1).toLowerCase();
      relations.push({ id: Id, type, entry: resolve(folder, Target) });
    },
  });
  return relations;
}

/** Entries are only ever looked up in the archive, so a path that leads out of it, or nowhere, finds nothing. */
const resolve = (folder: string, target: string): string =>
  URL.parse(target.replaceAll('\\', '/'), `zip:///${folder}`)?.pathname.slice(1).toLowerCase() ?? '';

async function readSheets(archive: Archive, main: string) {
  const sheets: { name: string; hidden: boolean; relation: string }[] = [];
  let isWorkbook = false;
  let from1904 = false;
  await readXml(archive.read(main), {
    open(name, attributes) {
      if (name === 'workbook') isWorkbook = true;
      if (name === 'workbookPr') from1904 = /^(?:1|true)$/.test(attributes['date1904'] ?? '');
      if (name !== 'sheet') return;
      const relation = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1];
      const hidden = (attributes['state'] ?? 'visible') !== 'visible';
      if (relation) sheets.push({ name: attributes['name'] ?? '', hidden, relation });
    },
  });
  if (!isWorkbook) throw new WorkbookFault(notAWorkbook());
  return { sheets, from1904 };
}
