import { stringify } from 'csv-stringify/sync';
import type { DataValidation, WriteSheet } from 'hucre';
import { writeXlsx } from 'hucre/xlsx';
import { columnLetters } from '../../domain/submission/cell-reference.ts';
import type { Template, TemplateCell, TemplateRow } from '../../domain/submission/template.ts';

const yellow = { type: 'pattern' as const, pattern: 'solid' as const, fgColor: { rgb: 'FFF8D6' } };
const grey = { type: 'pattern' as const, pattern: 'solid' as const, fgColor: { rgb: 'E7E6E6' } };
const names = { vi: ['Hướng dẫn', 'Số liệu'], en: ['Instructions', 'Data'] } as const;

/** A workbook with a guide and a sheet to fill in, where all but the cells that are asked for is locked. */
export function templateXlsx(template: Template): Promise<Uint8Array> {
  const [guide, data] = names[template.language];
  return writeXlsx({
    properties: { title: template.guide[0]?.[template.language] ?? template.name },
    sheets: [
      {
        name: guide,
        columns: [{ width: 90 }, { width: 90 }],
        rows: [['Tiếng Việt', 'English'], ...template.guide.map(({ vi, en }) => [vi, en])],
        cells: styled([0, 1].map((position) => [0, position, { font: { bold: true } }])),
        protection: { sheet: true },
      },
      dataSheet(data, template),
    ],
    activeSheet: 1,
  });
}

type Placed = [row: number, position: number, style: object];

const styled = (cells: Placed[]): NonNullable<WriteSheet['cells']> =>
  new Map(cells.map(([row, position, style]) => [`${row},${position}`, { style }]));

function dataSheet(name: string, { columns, rows }: Template): WriteSheet {
  const heading = columns.map(
    (_, position): Placed => [
      0,
      position,
      { font: { bold: true }, fill: grey, alignment: { wrapText: true } },
    ],
  );
  const open = rows.flatMap(({ isGiven }, i) =>
    columns.flatMap(({ input }, position): Placed[] =>
      input && !isGiven ? [[i + 1, position, { fill: yellow, protection: { locked: false } }]] : [],
    ),
  );
  return {
    name,
    columns: columns.map(({ width }) => ({ width })),
    rows: [columns.map(({ heading: text }) => text), ...rows.map(({ cells }) => cells)],
    cells: styled([...heading, ...open]),
    freezePane: { rows: 1 },
    protection: { sheet: true, formatColumns: true },
    dataValidations: columns.flatMap((_, position) => validationsOf(position, { columns, rows })),
  };
}

function validationsOf(position: number, { columns, rows }: Pick<Template, 'columns' | 'rows'>) {
  const { takes } = columns[position]!;
  if (!takes) return [];
  if (takes !== 'number')
    return [
      {
        type: 'list' as const,
        values: [...takes],
        range: rangeOf(position, 0, rows.length),
        allowBlank: true,
        showErrorMessage: true,
      },
    ];
  return runsOf(rows).map(({ from, to, range }) => numberWithin(range, rangeOf(position, from, to)));
}

const rangeOf = (position: number, from: number, to: number): string =>
  `${columnLetters(position)}${from + 2}:${columnLetters(position)}${Math.max(from, to - 1) + 2}`;

/** Rows one after the other that keep to the same range. */
function runsOf(rows: readonly TemplateRow[]): { from: number; to: number; range: TemplateRow['range'] }[] {
  const runs: { from: number; to: number; range: TemplateRow['range'] }[] = [];
  rows.forEach(({ range }, i) => {
    const last = runs.at(-1);
    if (last && last.range.min === range.min && last.range.max === range.max) last.to = i + 1;
    else runs.push({ from: i, to: i + 1, range });
  });
  return runs;
}

/** A text such as “n/a” is for the service to judge, so the workbook warns and does not refuse. */
function numberWithin({ min, max }: TemplateRow['range'], range: string): DataValidation {
  const common = {
    type: 'decimal' as const,
    range,
    allowBlank: true,
    showErrorMessage: true,
    errorStyle: 'warning' as const,
    errorTitle: 'Civindex',
    errorMessage: `${min ?? '…'} – ${max ?? '…'}`,
  };
  if (min !== undefined && max !== undefined)
    return { ...common, operator: 'between', formula1: String(min), formula2: String(max) };
  if (max !== undefined) return { ...common, operator: 'lessThanOrEqual', formula1: String(max) };
  return { ...common, operator: 'greaterThanOrEqual', formula1: String(min ?? -1e300) };
}

/** For spreadsheets: with a byte order mark, and numbers as the edition writes them. Texts that would run do not. */
export function templateCsv({ columns, rows, numbers }: Template): string {
  const cell = (value: TemplateCell) =>
    typeof value === 'number' && numbers === 'vi' ? String(value).replace('.', ',') : value;
  return stringify([columns.map(({ heading }) => heading), ...rows.map(({ cells }) => cells.map(cell))], {
    bom: true,
    delimiter: numbers === 'vi' ? ';' : ',',
    escape_formulas: true,
    record_delimiter: 'windows',
  });
}
