import type { Text } from '../methodology/definitions.ts';
import type { ComputedCohort, ImportedCohort } from '../methodology/edition-definition.ts';
import type { SubmissionTarget } from './table.ts';

/** What to do, line by line, in both languages. */
export function guideOf(
  { definition: { index, period, submission, verification }, agency }: SubmissionTarget,
  cohort: ComputedCohort | ImportedCohort,
): Text[] {
  const { closes } = submission;
  return [
    {
      vi: `${index.name.vi} ${period} – ${cohort.name.vi}`,
      en: `${index.name.en} ${period} – ${cohort.name.en}`,
    },
    ...(agency ? [{ vi: `Cơ quan báo cáo: ${agency}`, en: `Reporting agency: ${agency}` }] : []),
    ...(closes ? [{ vi: `Hạn nộp: ${closes}`, en: `Deadline: ${closes}` }] : []),
    {
      vi: 'Điền vào các ô màu vàng của trang “Số liệu” (“Data”), rồi nộp nguyên tệp này.',
      en: 'Fill in the yellow cells of the sheet “Data” (“Số liệu”), and send this file as it is.',
    },
    {
      vi: 'Không đổi tiêu đề. Dòng không báo cáo thì để trống.',
      en: 'Leave the headings as they are, and rows that you do not report blank.',
    },
    ...(cohort.origin === 'computed' ? ofObservations : []),
    ...(cohort.origin === 'computed' && verification ? [ofEvidence] : []),
    {
      vi: 'Tệp nộp sau thay thế toàn bộ tệp nộp trước.',
      en: 'A file that is sent later replaces the whole of the one before.',
    },
  ];
}

const ofObservations: Text[] = [
  {
    vi: 'Không có số liệu thì để trống giá trị và chọn lý do ở cột “Trạng thái”.',
    en: 'Where there is no value, leave it blank and choose the reason in the column “Status”.',
  },
  {
    vi: 'Giá trị đã có từ tệp khác không phải nhập lại; cột “Nguồn đã có” cho biết ai đã báo cáo.',
    en: 'A value that was given with another file is not asked again; “Given by” tells who gave it.',
  },
  {
    vi: 'Nếu giá trị thay đổi nhiều so với kỳ trước, hãy giải thích ở cột “Ghi chú”.',
    en: 'Where a value has changed much since the edition before, say why in the column “Note”.',
  },
];

const ofEvidence: Text = {
  vi: 'Giá trị sẽ được thẩm định: ghi địa chỉ (https://…) của tài liệu kiểm chứng ở cột “Minh chứng”.',
  en: 'Values are verified: write the address (https://…) of a document that shows each in the column “Evidence”.',
};
