import type { Text } from '../methodology/definitions.ts';
import type { CellPlace } from './cell-findings.ts';
import { cellReference } from './cell-reference.ts';
import { echo } from './echo.ts';
import type { FindingDetail } from './finding-list.ts';

/** `“a”, “b”`, at most five of them and then how many more. */
const listed = (names: string[], more: string): string =>
  names
    .slice(0, 5)
    .map((name) => `“${name}”`)
    .join(', ') + (names.length > 5 ? ` ${more} ${names.length - 5}` : '');

/** @param wanted headings as a template writes them */
export const missingHeading = (row: number, what: Text, wanted: string[]): FindingDetail => ({
  code: 'header-missing',
  row,
  message: { vi: `Thiếu cột ${what.vi}.`, en: `There is no column for ${what.en}.` },
  mend: {
    vi: `Thêm cột có tiêu đề ${listed(wanted, 'hoặc thêm')}.`,
    en: `Add a column headed ${listed(wanted, 'or more:')}.`,
  },
});

/** Not a fault of its own: an agency may report some of its indicators. */
export const absentIndicators = (row: number, ids: string[]): FindingDetail => ({
  code: 'header-missing',
  row,
  message: {
    vi: `Không có cột cho ${ids.length} chỉ tiêu thuộc phạm vi báo cáo: ${listed(ids, 'và thêm')}.`,
    en: `There is no column for ${ids.length} indicators that are yours to report: ${listed(ids, 'and more:')}.`,
  },
  mend: {
    vi: 'Tệp này thay thế tệp đã nộp trước; thêm các cột đó nếu có số liệu.',
    en: 'This file replaces the one before it; add those columns if you have the figures.',
  },
});

/** @param column the letters that a spreadsheet shows above it */
export const namelessColumn = (row: number, column: string): FindingDetail => ({
  code: 'header-missing',
  row,
  column,
  cell: `${column}${row}`,
  message: {
    vi: `Cột ${column} có giá trị ở dòng ${row} nhưng không có tiêu đề.`,
    en: `Column ${column} has a value in row ${row} and no heading.`,
  },
  mend: { vi: 'Ghi tiêu đề cho cột hoặc xoá cột.', en: 'Give the column its heading, or delete it.' },
});

/** Where a heading stands. */
export type HeadingPlace = { row: number; position: number; heading: string };

const at = ({ row, position, heading }: HeadingPlace) => ({
  row,
  column: echo(heading),
  cell: cellReference(row, position),
  value: echo(heading),
});

export const unknownHeading = (place: HeadingPlace, nearest: string[]): FindingDetail => ({
  code: 'header-unknown',
  ...at(place),
  message: {
    vi: `Không biết cột “${echo(place.heading)}” là gì.`,
    en: `“${echo(place.heading)}” is not a heading of this template.`,
  },
  mend:
    nearest.length > 0
      ? {
          vi: `Có phải là ${listed(nearest, 'hoặc thêm')}? Sửa tiêu đề, hoặc xoá cột nếu không thuộc tệp mẫu.`,
          en: `Did you mean ${listed(nearest, 'or more:')}? Correct the heading, or delete the column.`,
        }
      : {
          vi: 'Ghi tiêu đề như trong tệp mẫu, hoặc xoá cột.',
          en: 'Write the heading as the template has it, or delete the column.',
        },
});

export const ambiguousHeading = (place: HeadingPlace, candidates: string[]): FindingDetail => ({
  code: 'header-unknown',
  ...at(place),
  message: {
    vi: `Tiêu đề “${echo(place.heading)}” có thể là nhiều cột khác nhau: ${listed(candidates, 'và thêm')}.`,
    en: `The heading “${echo(place.heading)}” may mean several columns: ${listed(candidates, 'and more:')}.`,
  },
  mend: { vi: 'Ghi một trong các mã đó làm tiêu đề.', en: 'Use one of those as the heading.' },
});

export const duplicateHeading = (place: HeadingPlace, first: string): FindingDetail => ({
  code: 'header-duplicate',
  ...at(place),
  message: {
    vi: `Hai cột cùng một nội dung: “${echo(first)}” và “${echo(place.heading)}”.`,
    en: `Two columns are the same: “${echo(first)}” and “${echo(place.heading)}”.`,
  },
  mend: { vi: 'Giữ một cột, xoá cột kia.', en: 'Keep one of them.' },
});

/** @param place the first value in the column */
export const indicatorNotYours = (
  { row, heading, position, cell }: CellPlace,
  indicator: Text,
): FindingDetail => ({
  code: 'indicator-not-yours',
  ...at({ row, heading, position }),
  value: echo(cell),
  message: {
    vi: `Chỉ tiêu “${indicator.vi}” không thuộc phạm vi báo cáo của cơ quan (giá trị “${echo(cell)}” ở dòng ${row}).`,
    en: `Indicator “${indicator.en}” is not yours to report (the value “${echo(cell)}” in row ${row}).`,
  },
  mend: { vi: 'Xoá mọi giá trị trong cột này.', en: 'Delete all values in this column.' },
});
