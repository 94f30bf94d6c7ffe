import type { FindingDetail } from './finding-list.ts';

/** What a file can turn out to be when it is not a table of text. */
export type ForeignFormat = 'workbook' | 'old-workbook' | 'pdf' | 'web-page' | 'archive' | 'binary';

const saveAsCsv = {
  vi: 'Mở tệp bằng Excel, chọn “Lưu thành” (Save As), kiểu “CSV UTF-8 (Comma delimited)”, rồi nộp lại.',
  en: 'Open it in Excel, choose “Save As”, type “CSV UTF-8 (Comma delimited)”, and send that file.',
};

export const saveAsXlsx = {
  vi: 'Mở tệp bằng Excel, chọn “Lưu thành” (Save As), kiểu “Excel Workbook (*.xlsx)”, rồi nộp lại.',
  en: 'Open it in Excel, choose “Save As”, type “Excel Workbook (*.xlsx)”, and send that file.',
};

export const fillTemplate = {
  vi: 'Điền số liệu vào tệp mẫu của kỳ này rồi nộp lại.',
  en: "Fill in this edition's template and send it again.",
};

export const emptyFile = (): FindingDetail => ({
  code: 'file-empty',
  message: { vi: 'Tệp không có dòng nào.', en: 'The file has no rows.' },
  mend: fillTemplate,
});

export const headingsOnly = (): FindingDetail => ({
  code: 'file-empty',
  message: {
    vi: 'Tệp chỉ có dòng tiêu đề, không có dòng số liệu nào.',
    en: 'The file has headings and no rows below them.',
  },
  mend: fillTemplate,
});

export const noValues = (): FindingDetail => ({
  code: 'value-missing',
  message: { vi: 'Tệp không có giá trị nào.', en: 'The file has no values.' },
  mend: {
    vi: 'Nhập ít nhất một giá trị; ghi “n/a” vào ô thật sự không có số liệu.',
    en: 'Enter at least one value; write “n/a” where there really is none.',
  },
});

/** @param maximumBytes the limit, in bytes */
export const tooManyBytes = (maximumBytes: number): FindingDetail => ({
  code: 'file-too-large',
  message: {
    vi: `Tệp lớn hơn ${maximumBytes / 1_000_000} MB.`,
    en: `The file is larger than ${maximumBytes / 1_000_000} MB.`,
  },
  mend: {
    vi: 'Bỏ các cột và dòng không thuộc tệp mẫu.',
    en: 'Remove columns and rows that are not part of the template.',
  },
});

export const tooManyRows = (row: number, maximum: number): FindingDetail => ({
  code: 'file-too-large',
  row,
  message: {
    vi: `Tệp có hơn ${maximum} dòng số liệu.`,
    en: `The file has more than ${maximum} rows of data.`,
  },
  mend: {
    vi: 'Mỗi đơn vị chỉ cần một dòng; bỏ các dòng thừa.',
    en: 'A unit needs one row; remove the others.',
  },
});

export const tooManyLines = (row: number, maximum: number): FindingDetail => ({
  code: 'file-too-large',
  row,
  message: {
    vi: `Tệp có hơn ${maximum} dòng, tính cả dòng trống.`,
    en: `The file has more than ${maximum} lines, empty ones included.`,
  },
  mend: { vi: 'Xoá các dòng trống.', en: 'Delete the empty lines.' },
});

export const tooManyColumns = (row: number, maximum: number): FindingDetail => ({
  code: 'file-too-large',
  row,
  message: {
    vi: `Dòng ${row} có hơn ${maximum} cột.`,
    en: `Row ${row} has more than ${maximum} columns.`,
  },
  mend: {
    vi: 'Chỉ giữ các cột của tệp mẫu.',
    en: 'Keep the columns of the template only.',
  },
});

export const rowTooLong = (row: number, maximum: number): FindingDetail => ({
  code: 'file-too-large',
  row,
  message: {
    vi: `Dòng ${row} dài hơn ${maximum} ký tự; có thể một dấu ngoặc kép mở mà không đóng.`,
    en: `Row ${row} is longer than ${maximum} characters; a quotation mark may be open and never closed.`,
  },
  mend: {
    vi: `Kiểm tra dấu ngoặc kép (") từ dòng ${row} trở đi.`,
    en: `Check the quotation marks (") from row ${row} on.`,
  },
});

/** @param offset where the byte stands in the file, from 0 */
export function invalidByte(row: number, byte: number, offset: number, encoding: string): FindingDetail {
  const hex = byte.toString(16).toUpperCase().padStart(2, '0');
  return {
    code: 'file-encoding',
    row,
    value: hex,
    message: {
      vi: `Dòng ${row} có byte ${hex} (vị trí ${offset} trong tệp) không đúng mã ${encoding}; các dòng từ đó trở đi chưa được đọc.`,
      en: `Row ${row} has the byte ${hex} (offset ${offset} in the file), which is not ${encoding}; rows from there on were not read.`,
    },
    mend: {
      vi: `Tệp có thể đang dùng bảng mã cũ (TCVN3, VNI). ${saveAsCsv.vi}`,
      en: `The file may be in an older encoding (TCVN3, VNI). ${saveAsCsv.en}`,
    },
  };
}

/** Not a fault: names were matched and numbers read, but a note may look wrong. */
export const olderEncoding = (): FindingDetail => ({
  code: 'file-encoding',
  message: {
    vi: 'Tệp không phải UTF-8; đã đọc theo bảng mã Windows-1258.',
    en: 'The file is not in UTF-8; it was read as Windows-1258.',
  },
  mend: {
    vi: `Nếu chữ hiển thị sai: ${saveAsCsv.vi}`,
    en: `If letters look wrong: ${saveAsCsv.en}`,
  },
});

const formatNames: Record<ForeignFormat, { vi: string; en: string }> = {
  workbook: {
    vi: 'Đây là sổ tính Excel (XLSX) hoặc tệp nén ZIP',
    en: 'This is an Excel workbook (XLSX) or a ZIP',
  },
  'old-workbook': { vi: 'Đây là sổ tính Excel kiểu cũ (XLS)', en: 'This is an old Excel workbook (XLS)' },
  pdf: { vi: 'Đây là tệp PDF', en: 'This is a PDF' },
  'web-page': { vi: 'Đây là trang HTML hoặc XML', en: 'This is an HTML or XML page' },
  archive: { vi: 'Đây là tệp nén', en: 'This is a compressed archive' },
  binary: { vi: 'Tệp có byte NUL', en: 'The file has NUL bytes' },
};

export const foreignFormat = (format: ForeignFormat): FindingDetail => ({
  code: 'file-format',
  message: {
    vi: `${formatNames[format].vi}, không phải tệp CSV hay XLSX.`,
    en: `${formatNames[format].en}, neither CSV nor XLSX.`,
  },
  mend: saveAsXlsx,
});

export const malformedQuote = (row: number): FindingDetail => ({
  code: 'file-malformed',
  row,
  message: {
    vi: `Dòng ${row} có dấu ngoặc kép đặt sai hoặc không đóng; các dòng từ đó trở đi chưa được đọc.`,
    en: `Row ${row} has a quotation mark that is misplaced or never closed; rows from there on were not read.`,
  },
  mend: {
    vi: 'Đặt cả ô trong một cặp ngoặc kép, và viết đôi ("") mỗi dấu ngoặc kép bên trong ô.',
    en: 'Put the whole cell in one pair of quotation marks and double ("") each one inside it.',
  },
});

export const raggedRow = (row: number, expected: number, found: number): FindingDetail => ({
  code: 'file-malformed',
  row,
  message: {
    vi: `Dòng ${row} có ${found} ô, trong khi dòng tiêu đề có ${expected} cột.`,
    en: `Row ${row} has ${found} cells where the headings make ${expected} columns.`,
  },
  mend: {
    vi: 'Thêm hoặc bỏ dấu phân cách cho đủ cột; đặt trong ngoặc kép ô có chứa dấu phân cách (ví dụ "0,9238").',
    en: 'Add or remove separators; put a cell that contains the separator in quotation marks (for example "0,9238").',
  },
});

export const unknownCohort = (cohort: string, known: string[]): FindingDetail => ({
  code: 'definition-reference',
  message: {
    vi: `Kỳ này không có nhóm đơn vị “${cohort}”.`,
    en: `This edition has no cohort “${cohort}”.`,
  },
  mend: {
    vi: `Nộp tệp cho một trong các nhóm: ${known.join(', ')}.`,
    en: `Send the file for one of these cohorts: ${known.join(', ')}.`,
  },
});

export const cohortNotYours = (agency: string, cohort: string): FindingDetail => ({
  code: 'cohort-not-yours',
  message: {
    vi: `Cơ quan “${agency}” không được giao báo cáo nhóm “${cohort}” của kỳ này.`,
    en: `Agency “${agency}” does not report for cohort “${cohort}” of this edition.`,
  },
  mend: {
    vi: 'Chọn đúng nhóm của mình, hoặc đề nghị người vận hành cập nhật danh sách cơ quan báo cáo.',
    en: 'Choose a cohort of yours, or ask the operator to add the agency to the reporters.',
  },
});
