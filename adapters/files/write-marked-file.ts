import type { Cell, CellValue, WriteSheet } from 'hucre';
import { writeXlsx } from 'hucre/xlsx';
import { cellReference } from '../../domain/submission/cell-reference.ts';
import type { Finding } from '../../domain/submission/findings.ts';
import type { CellNumber } from '../../domain/submission/table.ts';
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
    cut: 'Tệp dài: chỉ giữ các dòng đầu.',
  },
  en: {
    file: 'File as sent',
    findings: 'Findings',
    headings: ['Severity', 'Cell', 'Row', 'Column', 'Value', 'Finding', 'How to mend it', 'Rule', 'Code'],
    severity: { error: 'Error', warning: 'Warning' },
    more: 'More',
    cut: 'A long file: only its first rows are shown.',
  },
};

/** A workbook with the file as it was sent, its faulty cells coloured and commented, and the findings as a list. */
export function markedFileXlsx(marked: MarkedFile, language: Language): Promise<Uint8Array> {
  return writeXlsx({
    sheets: [fileSheet(marked, language), findingSheet(marked, language)],
  });
}

/** Rows keep their numbers, so that a report and the workbook call a cell the same. */
function fileSheet({ rows, report }: MarkedFile, language: Language): WriteSheet {
  const table: CellValue[][] = [];
  for (const { row, cells, numbers } of rows)
    table[row - 1] = cells.map((text, position) => shown(text, numbers?.[position]));
  for (let row = 0; row < table.length; row += 1) table[row] ??= [];
  return {
    name: words[language].file,
    rows: table,
    cells: marks(report.findings, table, language),
  };
}

/** What its sender saw: a percentage as it was written. */
const shown = (text: string, number: CellNumber | undefined): CellValue =>
  number && !number.percent ? number.value : text;

/** The worst finding colours the cell, all of them are in its comment. A finding about a row marks its first cell. */
function marks(findings: Finding[], table: CellValue[][], language: Language): Map<string, Partial<Cell>> {
  const found = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.row === undefined || !table[finding.row - 1]) continue;
    const reference = finding.cell ?? cellReference(finding.row, 0);
    found.set(reference, [...(found.get(reference) ?? []), finding]);
  }
  return new Map(
    [...found].map(([reference, here]) => {
      const isError = here.some(({ severity }) => severity === 'error');
      const text = here.map(({ message, mend }) => `${message[language]} ${mend[language]}`).join('\n');
      return [
        placeOf(reference),
        { style: { fill: isError ? red : orange }, comment: { text, author: 'Civindex' } },
      ];
    }),
  );
}

/** `C12` is `11,2` to the library. */
function placeOf(reference: string): string {
  const [, letters, row] = /^([A-Z]+)(\d+)$/.exec(reference)!;
  const column = [...letters!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return `${Number(row) - 1},${column - 1}`;
}

function findingSheet({ report, isWhole }: MarkedFile, language: Language): WriteSheet {
  const { findings, headings, severity, more, cut } = words[language];
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
      ...(isWhole ? [] : [[cut]]),
    ],
    freezePane: { rows: 1 },
  };
}
