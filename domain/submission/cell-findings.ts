import type { Indicator, Text, Unit } from '../methodology/definitions.ts';
import { cellReference } from './cell-reference.ts';
import { echo } from './echo.ts';
import type { FindingDetail } from './finding-list.ts';
import type { NumberLocale } from './parse-number.ts';
import type { CellNumber } from './table.ts';

/** Where a cell stands: its row, its heading, its position in the row from 0, and what it holds. */
export type CellPlace = {
  row: number;
  heading: string;
  position: number;
  cell: string;
  number?: CellNumber | undefined;
};

export const at = ({ row, heading, position, cell }: CellPlace) => ({
  row,
  column: echo(heading),
  cell: cellReference(row, position),
  value: echo(cell),
});

const quoted = (names: string[], or: string): string => names.map((name) => `“${name}”`).join(` ${or} `);

export const missingUnit = (place: CellPlace): FindingDetail => ({
  code: 'unit-missing',
  ...at(place),
  message: { vi: `Dòng ${place.row} không ghi đơn vị.`, en: `Row ${place.row} names no unit.` },
  mend: { vi: 'Ghi tên hoặc mã đơn vị.', en: "Write the unit's name or code." },
});

export const unknownUnit = (place: CellPlace, nearest: Unit[], cohort: Text): FindingDetail => ({
  code: 'unit-unknown',
  ...at(place),
  message: {
    vi: `“${echo(place.cell)}” không phải là đơn vị của nhóm “${cohort.vi}”.`,
    en: `“${echo(place.cell)}” is not a unit of “${cohort.en}”.`,
  },
  mend:
    nearest.length > 0
      ? {
          vi: `Có phải là ${quoted(
            nearest.map(({ name }) => name.vi),
            'hoặc',
          )}? Ghi tên hoặc mã đơn vị như trong danh sách.`,
          en: `Did you mean ${quoted(
            nearest.map(({ name }) => name.en),
            'or',
          )}? Write the name or code as in the list of units.`,
        }
      : {
          vi: 'Ghi tên hoặc mã đơn vị như trong danh sách của kỳ này.',
          en: "Write the name or code as in this edition's list of units.",
        },
});

export const ambiguousUnit = (place: CellPlace, candidates: Unit[]): FindingDetail => ({
  code: 'unit-ambiguous',
  ...at(place),
  message: {
    vi: `“${echo(place.cell)}” có thể là ${quoted(
      candidates.map(({ name }) => name.vi),
      'hoặc',
    )}.`,
    en: `“${echo(place.cell)}” may be ${quoted(
      candidates.map(({ name }) => name.en),
      'or',
    )}.`,
  },
  mend: {
    vi: `Ghi mã của đơn vị: ${quoted(
      candidates.map(({ id }) => id),
      'hoặc',
    )}.`,
    en: `Write the unit's identifier: ${quoted(
      candidates.map(({ id }) => id),
      'or',
    )}.`,
  },
});

export const unitNotYours = (place: CellPlace, unit: Unit): FindingDetail => ({
  code: 'unit-not-yours',
  ...at(place),
  message: {
    vi: `Đơn vị “${unit.name.vi}” (ghi “${echo(place.cell)}”) không thuộc phạm vi báo cáo của cơ quan.`,
    en: `“${unit.name.en}” (written “${echo(place.cell)}”) is not a unit that you report on.`,
  },
  mend: { vi: 'Xoá dòng này.', en: 'Delete the row.' },
});

export const unknownNode = (place: CellPlace, nearest: string[]): FindingDetail => ({
  code: 'node-unknown',
  ...at(place),
  message: {
    vi: `“${echo(place.cell)}” không phải là một thành phần của bảng kết quả này.`,
    en: `“${echo(place.cell)}” is not a node of these results.`,
  },
  mend: {
    vi: `Ghi mã thành phần: ${quoted(nearest, 'hoặc')}.`,
    en: `Write a node's code: ${quoted(nearest, 'or')}.`,
  },
});

export const wrongPeriod = (place: CellPlace, period: string): FindingDetail => ({
  code: 'period-mismatch',
  ...at(place),
  message: {
    vi: `Dòng ${place.row} ghi kỳ “${echo(place.cell)}”, trong khi tệp được nộp cho kỳ ${period}.`,
    en: `Row ${place.row} is for period “${echo(place.cell)}”; the file was sent for ${period}.`,
  },
  mend: {
    vi: `Ghi “${period}”, hoặc nộp tệp cho đúng kỳ.`,
    en: `Write “${period}”, or send the file for its own period.`,
  },
});

/**
 * @param about what both rows are about
 * @param same whether both say the same
 */
export const duplicateRow = (
  place: CellPlace,
  about: string,
  first: number,
  same: boolean,
): FindingDetail => ({
  code: 'row-duplicate',
  ...at(place),
  message: same
    ? {
        vi: `Dòng ${place.row} lặp lại dòng ${first} (“${about}”).`,
        en: `Row ${place.row} repeats row ${first} (“${about}”).`,
      }
    : {
        vi: `Dòng ${first} và dòng ${place.row} cùng nói về “${about}” nhưng khác nhau.`,
        en: `Rows ${first} and ${place.row} are both for “${about}” and differ.`,
      },
  mend: {
    vi: `Giữ một trong hai dòng ${first} và ${place.row}.`,
    en: `Keep one of rows ${first} and ${place.row}.`,
  },
});

export const notANumber = (place: CellPlace, numbers: NumberLocale): FindingDetail => ({
  code: 'value-not-a-number',
  ...at(place),
  message: { vi: `“${echo(place.cell)}” không phải là số.`, en: `“${echo(place.cell)}” is not a number.` },
  mend: looksLikeDate.test(place.cell)
    ? {
        vi: 'Ô đang có định dạng ngày: đổi định dạng ô thành Số rồi nhập lại giá trị.',
        en: 'The cell became a date: format it as a number, then type the value again.',
      }
    : {
        vi: `Ghi số như ${numbers === 'en' ? '1,234.5' : '1.234,5'}; để trống hoặc ghi “n/a” nếu không có số liệu.`,
        en: `Write a number such as ${numbers === 'en' ? '1,234.5' : '1.234,5'}; leave it blank or write “n/a” where there is none.`,
      },
});

/** What Excel makes of 5.3 or 5-3 where that is how days are written: shown by a workbook, or saved as CSV. */
const looksLikeDate =
  /^\s*(?:\d{4}-\d{2}-\d{2}(?:\D|$)|\d{1,2}[-/](?:\d{1,2}|\p{L}{3})(?:[-/]\d{2,4})?\s*$)/u;

const declared = {
  en: { vi: 'dấu chấm thập phân (1,234.5)', en: 'a decimal point (1,234.5)' },
  vi: { vi: 'dấu phẩy thập phân (1.234,5)', en: 'a decimal comma (1.234,5)' },
};

export const otherDecimalMark = (
  place: CellPlace,
  readings: string[],
  numbers: NumberLocale,
): FindingDetail => ({
  code: 'value-ambiguous',
  ...at(place),
  message: {
    vi: `“${echo(place.cell)}” có thể đọc là ${readings.join(' hoặc ')}; kỳ này viết số với ${declared[numbers].vi}.`,
    en: `“${echo(place.cell)}” may be read as ${readings.join(' or ')}; numbers of this edition have ${declared[numbers].en}.`,
  },
  mend: {
    vi: `Viết số với ${declared[numbers].vi} và nhóm đủ ba chữ số.`,
    en: `Write it with ${declared[numbers].en} and groups of three digits.`,
  },
});

export const percentSign = (
  place: CellPlace,
  readings: string[],
  unit: string | undefined,
): FindingDetail => ({
  code: 'value-ambiguous',
  ...at(place),
  message: {
    vi: `“${echo(place.cell)}” có thể là ${readings.join(' hoặc ')}${unit ? `; đơn vị tính của cột là “${unit}”` : ''}.`,
    en: `“${echo(place.cell)}” may be ${readings.join(' or ')}${unit ? `; the unit of this column is “${unit}”` : ''}.`,
  },
  mend: {
    vi: `Ghi ${readings.join(' hoặc ')}, không có dấu %.`,
    en: `Write ${readings.join(' or ')} without the % sign.`,
  },
});

export function outOfRange(place: CellPlace, value: number, range: Indicator['range']): FindingDetail {
  const { min, max } = range;
  const low = min !== undefined && value < min;
  return {
    code: 'value-out-of-range',
    ...at(place),
    message: low
      ? {
          vi: `“${echo(place.cell)}” đọc là ${value}, nhỏ hơn mức thấp nhất ${min}.`,
          en: `“${echo(place.cell)}” reads ${value}, below the minimum of ${min}.`,
        }
      : {
          vi: `“${echo(place.cell)}” đọc là ${value}, lớn hơn mức cao nhất ${max}.`,
          en: `“${echo(place.cell)}” reads ${value}, above the maximum of ${max}.`,
        },
    mend: {
      vi: `Kiểm tra đơn vị tính và dấu thập phân; giá trị phải ${bounds(min, max).vi}.`,
      en: `Check the unit of measure and the decimal mark; the value must be ${bounds(min, max).en}.`,
    },
  };
}

function bounds(min: number | undefined, max: number | undefined): Text {
  if (min === undefined) return { vi: `từ ${max} trở xuống`, en: `${max} or less` };
  if (max === undefined) return { vi: `từ ${min} trở lên`, en: `${min} or more` };
  return { vi: `từ ${min} đến ${max}`, en: `from ${min} to ${max}` };
}

export const notARank = (place: CellPlace): FindingDetail => ({
  code: 'value-out-of-range',
  ...at(place),
  message: {
    vi: `“${echo(place.cell)}” không phải là thứ hạng.`,
    en: `“${echo(place.cell)}” is not a rank.`,
  },
  mend: { vi: 'Ghi một số nguyên từ 1 trở lên.', en: 'Write a whole number, 1 or more.' },
});

export const textTooLong = (place: CellPlace, maximum: number): FindingDetail => ({
  code: 'value-out-of-range',
  ...at(place),
  message: {
    vi: `“${echo(place.cell)}” dài hơn ${maximum} ký tự.`,
    en: `“${echo(place.cell)}” is longer than ${maximum} characters.`,
  },
  mend: { vi: `Rút gọn còn ${maximum} ký tự.`, en: `Shorten it to ${maximum} characters.` },
});

/** Rows that name a unit and say nothing about it. */
export const silentRows = (rows: number[], total: number): FindingDetail => {
  const numbers = rows.join(', ') + (total > rows.length ? ', …' : '');
  return {
    code: 'value-missing',
    row: rows[0]!,
    message: {
      vi: `${total} dòng không có giá trị nào: ${numbers}.`,
      en: `${total === 1 ? '1 row has' : `${total} rows have`} no value: ${numbers}.`,
    },
    mend: {
      vi: 'Nếu có số liệu thì nhập vào; nếu không có, ghi “n/a” hoặc xoá dòng.',
      en: 'Enter the figures; where there are none, write “n/a” or delete the row.',
    },
  };
};
