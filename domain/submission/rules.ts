import type { Text } from '../methodology/definitions.ts';
import type { FindingCode } from './findings.ts';

/** What is asked of every file, by the code of the finding that says where it does not hold. */
export const rules: Record<FindingCode, Text> = {
  'file-empty': { vi: 'Tệp có ít nhất một dòng số liệu.', en: 'A file has at least one row of data.' },
  'file-too-large': { vi: 'Tệp không vượt quá các giới hạn.', en: 'A file keeps to the limits.' },
  'file-encoding': {
    vi: 'Văn bản dùng UTF-8, UTF-16 hoặc Windows-1258.',
    en: 'Text is in UTF-8, UTF-16 or Windows-1258.',
  },
  'file-malformed': { vi: 'Tệp là một bảng hoàn chỉnh.', en: 'A file is one whole table.' },
  'file-format': { vi: 'Tệp là CSV hoặc XLSX.', en: 'A file is CSV or XLSX.' },
  'signature-wrong': {
    vi: 'Tệp là tệp mà cơ quan đã ký.',
    en: 'A file that comes with a signature is the one that was signed.',
  },
  'sheet-ignored': { vi: 'Số liệu nằm trên một trang tính.', en: 'All data stand on one sheet.' },
  'header-missing': {
    vi: 'Mỗi cột có tiêu đề của tệp mẫu.',
    en: 'Each column has a heading of the template.',
  },
  'header-unknown': { vi: 'Chỉ dùng tiêu đề của tệp mẫu.', en: 'Only headings of the template are used.' },
  'header-duplicate': { vi: 'Mỗi tiêu đề xuất hiện một lần.', en: 'Each heading stands once.' },
  'unit-missing': { vi: 'Mỗi dòng ghi đơn vị.', en: 'Each row names its unit.' },
  'unit-unknown': { vi: 'Đơn vị thuộc nhóm được xếp hạng.', en: 'A unit is one of those that are ranked.' },
  'unit-ambiguous': { vi: 'Tên chỉ đúng một đơn vị.', en: 'A name fits one unit only.' },
  'unit-not-yours': {
    vi: 'Cơ quan chỉ báo cáo về các đơn vị được giao.',
    en: 'An agency reports on the units given to it.',
  },
  'row-duplicate': { vi: 'Mỗi giá trị xuất hiện một lần.', en: 'Each value is given once.' },
  'value-not-a-number': { vi: 'Giá trị là một số.', en: 'A value is a number.' },
  'value-ambiguous': { vi: 'Số chỉ đọc được một cách.', en: 'A number reads one way only.' },
  'value-out-of-range': {
    vi: 'Giá trị nằm trong khoảng của chỉ tiêu.',
    en: "A value lies within its indicator's range.",
  },
  'value-missing': { vi: 'Mỗi dòng có giá trị hoặc lý do.', en: 'Each row has a value or a reason.' },
  'value-above-whole': {
    vi: 'Bộ phận không lớn hơn toàn thể.',
    en: 'A part is never above its whole.',
  },
  'value-unlikely': {
    vi: 'Thay đổi lớn so với kỳ trước có ghi chú.',
    en: 'A large change since the edition before has a note.',
  },
  'evidence-not-a-link': { vi: 'Minh chứng là một địa chỉ web.', en: 'Evidence is a web address.' },
  'status-unknown': { vi: 'Trạng thái có trong danh sách.', en: 'A status is one of the list.' },
  'status-mismatch': {
    vi: 'Trạng thái phù hợp với giá trị.',
    en: 'A status says of a value what is so.',
  },
  'indicator-unknown': { vi: 'Chỉ tiêu thuộc kỳ này.', en: 'An indicator is one of the edition.' },
  'indicator-not-yours': {
    vi: 'Cơ quan chỉ báo cáo các chỉ tiêu được giao.',
    en: 'An agency reports the indicators given to it.',
  },
  'cohort-not-yours': {
    vi: 'Cơ quan chỉ nộp cho nhóm được giao.',
    en: 'An agency reports for the cohorts given to it.',
  },
  'node-unknown': { vi: 'Thành phần thuộc bảng kết quả.', en: 'A node is one of those that were published.' },
  'period-mismatch': { vi: 'Mọi dòng thuộc cùng một kỳ.', en: 'All rows are for the period of the edition.' },
  'submission-replaced': { vi: 'Tệp nộp sau thay tệp trước.', en: 'A later file replaces an earlier one.' },
  'submission-late': { vi: 'Tệp nộp đúng hạn.', en: 'A file is sent before the deadline.' },
  'definition-doubtful': {
    vi: 'Phương pháp có tác dụng như mô tả.',
    en: 'A method acts as it is described.',
  },
  'definition-invalid': { vi: 'Định nghĩa đúng cấu trúc.', en: 'Definitions are well formed.' },
  'definition-reference': { vi: 'Định nghĩa được nhắc tới phải có.', en: 'What is referred to is defined.' },
};
