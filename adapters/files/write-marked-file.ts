import type { Cell, CellValue, WriteSheet } from 'hucre';
import { writeXlsx } from 'hucre/xlsx';
import { cellReference, columnLetters } from '../../domain/submission/cell-reference.ts';
import type { Finding } from '../../domain/submission/findings.ts';
import type { TableRow } from '../../domain/submission/table.ts';
import type { Language } from '../../domain/submission/template.ts';
import type { MarkedFile } from '../../use-cases/mark-file.ts';

const solid = (rgb: string) => ({ type: 'pattern' as const, pattern: 'solid' as const, fgColor: { rgb } });
const red = solid('FFC7CE');
const orange = solid('FFEB9C');

const words = {
  vi: {
    file: 'Tệp đã nộp',
    findings: 'Danh sách lỗi',
    headings: ['Mức', 'Ô', 'Dòng', 'Cột', 'Giá trị', 'Lỗi', 'Cách sửa', 'Quy tắc', 'Mã'],
    severity: { error: 'Lỗi', warning: 'Cảnh báo' },
    more: 'Còn nữa',
    extract: 'Trích tệp đã nộp',
    number: 'Dòng',
    about: (shown: number, left: number) =>
      `Tệp dài, có nhiều dòng hơn dưới đây: chỉ gồm ${shown} dòng, là các dòng đầu và mọi dòng có lỗi hoặc cảnh báo trong danh sách; cột A là số dòng trong tệp đã nộp.${left > 0 ? ` Không đủ chỗ cho ${left} dòng khác có lỗi.` : ''}`,
  },
  en: {
    file: 'File as sent',
    findings: 'Findings',
    headings: ['Severity', 'Cell', 'Row', 'Column', 'Value', 'Finding', 'How to mend it', 'Rule', 'Code'],
    severity: { error: 'Error', warning: 'Warning' },
    more: 'More',
    extract: 'Extract of the file',
    number: 'Row',
    about: (shown: number, left: number) =>
      `A long file, of which this sheet has ${shown} rows: the first ones, and every row of a listed finding; column A is the row in the file as sent.${left > 0 ? ` There was no room for ${left} more rows with findings.` : ''}`,
  },
};

/** The sheet that shows the file. A row of the file stands in `places` of its number; both count from 0 in the sheet. */
type FileSheet = { name: string; rows: CellValue[][]; places: Map<number, number>; firstColumn: number };

/** A workbook with the file as it was sent, its faulty cells coloured and commented, and the findings as a list. */
export function markedFileXlsx(marked: MarkedFile, language: Language): Promise<Uint8Array> {
  const file = marked.isWhole ? wholeFile(marked, language) : extract(marked, language);
  const { name, rows } = file;
  return writeXlsx({
    sheets: [
      { name, rows, cells: marks(marked.report.findings, file, language) },
      findingSheet(marked, file, language),
    ],
  });
}

/** Rows keep their numbers, so that a report and the workbook call a cell the same. */
function wholeFile({ rows: sent }: MarkedFile, language: Language): FileSheet {
  const rows: CellValue[][] = Array.from({ length: sent.at(-1)?.row ?? 0 }, () => []);
  for (const row of sent) rows[row.row - 1] = valuesOf(row);
  const places = new Map(sent.map(({ row }) => [row, row - 1]));
  return { name: words[language].file, rows, places, firstColumn: 0 };
}

/** Each row is headed by its number and each column by its letters, which make what a report calls a cell. */
function extract({ rows: sent, left }: MarkedFile, language: Language): FileSheet {
  const { extract: name, about, number } = words[language];
  const width = Math.max(0, ...sent.map(({ cells }) => cells.length));
  const letters = Array.from({ length: width }, (_, position) => columnLetters(position));
  const rows: CellValue[][] = [[about(sent.length, left)], [number, ...letters]];
  const places = new Map<number, number>();
  for (const row of sent) {
    places.set(row.row, rows.length);
    rows.push([row.row, ...valuesOf(row)]);
  }
  return { name, rows, places, firstColumn: 1 };
}

/** What its sender saw: a percentage as it was written. */
const valuesOf = ({ cells, numbers }: TableRow): CellValue[] =>
  cells.map((text, position) => {
    const number = numbers?.[position];
    return number && !number.percent ? number.value : sound(text);
  });

/** Without what XML cannot hold: one such character, and no program opens the workbook. */
const sound = (text: string): CellValue => (text === '' ? null : text.replace(/[\uFFFE\uFFFF]/g, '\uFFFD'));

/** The worst finding colours the cell, all of them are in its comment. */
function marks(findings: Finding[], file: FileSheet, language: Language): Map<string, Partial<Cell>> {
  const found = new Map<string, Finding[]>();
  for (const finding of findings) {
    const place = placeIn(file, finding)?.join();
    if (place !== undefined) found.set(place, [...(found.get(place) ?? []), finding]);
  }
  return new Map(
    [...found].map(([place, here]) => {
      const isError = here.some(({ severity }) => severity === 'error');
      const text = here.map(({ message, mend }) => `${message[language]} ${mend[language]}`).join('\n');
      return [place, { style: { fill: isError ? red : orange }, comment: { text, author: 'Civindex' } }];
    }),
  );
}

/** Row and column in the sheet, from 0; a finding about a row stands at its first cell. */
function placeIn({ places, firstColumn }: FileSheet, { row, cell }: Finding): [number, number] | undefined {
  const place = row === undefined ? undefined : places.get(row);
  if (place === undefined) return undefined;
  const letters = /^[A-Z]+/.exec(cell ?? 'A')![0];
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return [place, firstColumn + column - 1];
}

function findingSheet({ report }: MarkedFile, file: FileSheet, language: Language): WriteSheet {
  const { findings, headings, severity, more } = words[language];
  const left = report.total.errors + report.total.warnings - report.findings.length;
  return {
    name: findings,
    columns: [10, 8, 8, 24, 24, 60, 60, 40, 22].map((width) => ({ width })),
    rows: [
      headings,
      ...report.findings.map(({ code, row, column, cell, value, rule, message, mend, ...finding }) => [
        ...[severity[finding.severity], cell ?? null, row ?? null, column ?? null, value ?? null],
        ...[message[language], mend[language], rule?.[language] ?? null, code],
      ]),
      ...(left > 0 ? [[more, null, left]] : []),
    ],
    cells: linksTo(file, report.findings),
    freezePane: { rows: 1 },
  };
}

/** From the cell that a finding names to where it stands. */
function linksTo(file: FileSheet, findings: Finding[]): Map<string, Partial<Cell>> {
  const links = findings.flatMap((finding, i): [string, Partial<Cell>][] => {
    const place = finding.cell && placeIn(file, finding);
    if (!place) return [];
    const location = `'${file.name}'!${cellReference(place[0] + 1, place[1])}`;
    return [[`${i + 1},1`, { hyperlink: { target: '', location } }]];
  });
  return new Map(links);
}
