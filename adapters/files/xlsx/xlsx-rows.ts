import { tooManyRows } from '../../../domain/submission/file-findings.ts';
import type { TableItem } from '../../../domain/submission/table.ts';
import { noSheet, otherSheets } from '../../../domain/submission/workbook-findings.ts';
import { plainName } from '../../../domain/units/written-name.ts';
import type { RowReader } from '../../../use-cases/read-file.ts';
import { type Archive, openArchive } from './archive.ts';
import { WorkbookFault } from './fault.ts';
import { type XlsxLimits, xlsxLimits } from './limits.ts';
import { readSharedTexts } from './shared-texts.ts';
import { type SheetContext, sheetRows } from './sheet-rows.ts';
import { readWorkbook, type Sheet } from './workbook.ts';

/** What a template calls the sheet to fill in, without its tone marks. */
const dataSheets = new Set(['so lieu', 'data']);
/** What it calls the sheet that explains it. */
const guides = new Set(['huong dan', 'instructions']);

/**
 * A reader of XLSX workbooks. Of the visible sheets the one named “Số liệu” or “Data” is read; without such a
 * name the first that has a value. A doubt is raised about others that have one too, but for the template's guide.
 */
export const createXlsxRowReader = (limits: XlsxLimits = xlsxLimits): RowReader =>
  async function* readXlsxRows(bytes) {
    try {
      yield* rowsOf(await openArchive(bytes, limits), limits);
    } catch (error) {
      if (!(error instanceof WorkbookFault)) throw error;
      yield { fault: error.finding };
    }
  };

async function* rowsOf(archive: Archive, limits: XlsxLimits): AsyncGenerator<TableItem> {
  const workbook = await readWorkbook(archive);
  const texts = workbook.sharedTexts;
  const sharedTexts = texts ? await readSharedTexts(archive.read(texts), limits) : [];
  const context: SheetContext = { ...workbook, sharedTexts, limits };
  const { sheet, others } = await choose(archive, workbook.sheets, context);
  if (others.length > 0) yield { doubt: otherSheets(sheet.name, others) };
  let rows = 0;
  for await (const row of sheetRows(archive.read(sheet.entry), context)) {
    rows += 1;
    if (rows > limits.rows + 1) throw new WorkbookFault(tooManyRows(row.row, limits.rows));
    yield row;
  }
}

async function choose(
  archive: Archive,
  sheets: Sheet[],
  context: SheetContext,
): Promise<{ sheet: Sheet; others: string[] }> {
  const visible = sheets.filter(({ hidden }) => !hidden);
  const filled: Sheet[] = [];
  for (const sheet of visible) if (await hasValue(archive, sheet, context)) filled.push(sheet);
  const named = visible.find(({ name }) => dataSheets.has(plainName(name)));
  const sheet = named ?? filled[0] ?? visible[0];
  if (!sheet) throw new WorkbookFault(noSheet());
  const others = filled.filter((other) => other !== sheet && !(named && guides.has(plainName(other.name))));
  return { sheet, others: others.map(({ name }) => name) };
}

async function hasValue(archive: Archive, sheet: Sheet, context: SheetContext): Promise<boolean> {
  for await (const _ of sheetRows(archive.read(sheet.entry), context)) return true;
  return false;
}
