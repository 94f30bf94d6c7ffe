import { echo } from './echo.ts';
import { fillTemplate, saveAsXlsx } from './file-findings.ts';
import type { FindingDetail } from './finding-list.ts';

export const lockedWorkbook = (): FindingDetail => ({
  code: 'file-format',
  message: { vi: 'Sổ tính được khoá bằng mật khẩu.', en: 'The workbook is locked with a password.' },
  mend: {
    vi: 'Bỏ mật khẩu (Tệp → Thông tin → Bảo vệ sổ làm việc), lưu lại rồi nộp.',
    en: 'Remove the password (File → Info → Protect Workbook), save it and send it again.',
  },
});

export const notAWorkbook = (): FindingDetail => ({
  code: 'file-format',
  message: {
    vi: 'Đây là tệp nén ZIP, không phải sổ tính XLSX.',
    en: 'This is a ZIP archive that holds no XLSX workbook.',
  },
  mend: saveAsXlsx,
});

export const brokenWorkbook = (): FindingDetail => ({
  code: 'file-malformed',
  message: {
    vi: 'Sổ tính bị hỏng hoặc bị cắt mất một phần.',
    en: 'The workbook is damaged or cut short.',
  },
  mend: saveAsXlsx,
});

/** @param maximumBytes the limit, in bytes */
export const expandsTooFar = (maximumBytes: number): FindingDetail => ({
  code: 'file-too-large',
  message: {
    vi: `Nội dung nén trong sổ tính lớn hơn ${maximumBytes / 1_000_000} MB.`,
    en: `What is compressed in the workbook is larger than ${maximumBytes / 1_000_000} MB.`,
  },
  mend: {
    vi: 'Chép số liệu sang tệp mẫu mới, bỏ hình ảnh và các trang không cần.',
    en: 'Copy the data into a fresh template, without pictures and other sheets.',
  },
});

export const tooMuchText = (): FindingDetail => ({
  code: 'file-too-large',
  message: { vi: 'Sổ tính chứa quá nhiều văn bản.', en: 'The workbook holds too much text.' },
  mend: {
    vi: 'Chép số liệu sang tệp mẫu mới.',
    en: 'Copy the data into a fresh template.',
  },
});

export const noSheet = (): FindingDetail => ({
  code: 'file-empty',
  message: { vi: 'Sổ tính không có trang tính nào hiện.', en: 'The workbook has no visible sheet.' },
  mend: fillTemplate,
});

/** @param read the name of the sheet that was read */
export const otherSheets = (read: string, others: string[]): FindingDetail => {
  const named = others
    .slice(0, 5)
    .map((name) => `“${echo(name)}”`)
    .join(', ');
  return {
    code: 'sheet-ignored',
    message: {
      vi: `Chỉ đọc trang “${echo(read)}”; các trang khác cũng có nội dung: ${named}.`,
      en: `Only the sheet “${echo(read)}” was read; others hold something too: ${named}.`,
    },
    mend: {
      vi: 'Đưa hết số liệu vào một trang tên “Số liệu”.',
      en: 'Put all data on one sheet and name it “Data”.',
    },
  };
};
