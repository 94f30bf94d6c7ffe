import type { Indicator } from '../methodology/definitions.ts';
import { at, type CellPlace } from './cell-findings.ts';
import { echo } from './echo.ts';
import type { FindingDetail } from './finding-list.ts';
import { givenStatuses } from './observation-status.ts';

const listed = (language: 'vi' | 'en') =>
  givenStatuses.map(({ code, name }) => `${code} (${name[language]})`).join(', ');

export const unknownStatus = (place: CellPlace): FindingDetail => ({
  code: 'status-unknown',
  ...at(place),
  message: {
    vi: `“${echo(place.cell)}” không phải là một trạng thái.`,
    en: `“${echo(place.cell)}” is not a status.`,
  },
  mend: { vi: `Chọn: ${listed('vi')}.`, en: `Choose one of: ${listed('en')}.` },
});

export const notALink = (place: CellPlace): FindingDetail => ({
  code: 'evidence-not-a-link',
  ...at(place),
  message: {
    vi: `“${echo(place.cell)}” không phải là địa chỉ web.`,
    en: `“${echo(place.cell)}” is not a web address.`,
  },
  mend: {
    vi: 'Ghi địa chỉ của tài liệu, bắt đầu bằng https://.',
    en: 'Write the address of the document, beginning with https://.',
  },
});

/** A value that is said to be missing, or the other way round. */
export const mismatchedStatus = (place: CellPlace, hasValue: boolean): FindingDetail => ({
  code: 'status-mismatch',
  ...at(place),
  message: hasValue
    ? {
        vi: `Dòng ${place.row} có giá trị nhưng trạng thái “${echo(place.cell)}” nói là thiếu.`,
        en: `Row ${place.row} has a value, and its status “${echo(place.cell)}” says that there is none.`,
      }
    : {
        vi: `Dòng ${place.row} không có giá trị nhưng trạng thái là “${echo(place.cell)}”.`,
        en: `Row ${place.row} has no value, and its status is “${echo(place.cell)}”.`,
      },
  mend: hasValue
    ? { vi: 'Xoá giá trị hoặc đổi trạng thái.', en: 'Delete the value or change the status.' }
    : { vi: 'Nhập giá trị hoặc chọn lý do thiếu.', en: 'Enter the value or choose why it is missing.' },
});

export const unknownIndicator = (place: CellPlace, nearest: Indicator[]): FindingDetail => ({
  code: 'indicator-unknown',
  ...at(place),
  message: {
    vi: `“${echo(place.cell)}” không phải là chỉ tiêu của kỳ này.`,
    en: `“${echo(place.cell)}” is not an indicator of this edition.`,
  },
  mend: {
    vi: `Ghi mã chỉ tiêu như trong tệp mẫu${nearest.length > 0 ? `: ${ids(nearest)}` : ''}.`,
    en: `Write the indicator's code as the template has it${nearest.length > 0 ? `: ${ids(nearest)}` : ''}.`,
  },
});

const ids = (indicators: Indicator[]): string => indicators.map(({ id }) => `“${id}”`).join(', ');

/** @param whole the value and the row of the whole */
export const aboveWhole = (
  place: CellPlace,
  part: Indicator,
  whole: { indicator: string; row: number; value: number },
): FindingDetail => ({
  code: 'value-above-whole',
  ...at(place),
  message: {
    vi: `“${part.name.vi}” là ${echo(place.cell)}, lớn hơn “${whole.indicator}” là ${whole.value} (dòng ${whole.row}).`,
    en: `“${part.name.en}” is ${echo(place.cell)}, above “${whole.indicator}”, which is ${whole.value} (row ${whole.row}).`,
  },
  mend: {
    vi: 'Kiểm tra cả hai giá trị: bộ phận không thể lớn hơn toàn thể.',
    en: 'Check both values: a part cannot be above its whole.',
  },
});

/** @param before the value of the edition before */
export const unlikelyChange = (
  place: CellPlace,
  value: number,
  before: { period: string; value: number },
): FindingDetail => ({
  code: 'value-unlikely',
  ...at(place),
  message: {
    vi: `Giá trị ${value} thay đổi nhiều so với ${before.value} của kỳ ${before.period}.`,
    en: `${value} is far from ${before.value}, the value of ${before.period}.`,
  },
  mend: {
    vi: 'Kiểm tra lại; nếu đúng thì giải thích ở cột “Ghi chú”.',
    en: 'Check it; if it is right, say why in the column “Note”.',
  },
});
