import type { EventOf } from '../contracts/events.ts';
import { editionId } from '../domain/methodology/edition-definition.ts';
import type { Text } from '../domain/methodology/terms.ts';

type NoticeData = EventOf<'notice.due'>['data'];

/** What a notice says to people, in both languages. */
export function noticeText(data: NoticeData): { subject: Text; body: Text } {
  const edition = data.edition ? editionId(data.edition) : '';
  const place = (language: 'vi' | 'en') => ({
    edition,
    closes: data.closes ? localTime(data.closes, data.timeZone ?? 'UTC', language) : undefined,
    since: data.since ? localTime(data.since, data.timeZone ?? 'UTC', language) : '',
    submission: data.submissionId ?? '',
    missing: data.missing ?? [],
  });
  const { subject, vi, en } = texts[data.notice];
  return {
    subject: { vi: subject.vi(edition), en: subject.en(edition) },
    body: { vi: vi(place('vi')), en: en(place('en')) },
  };
}

type Place = {
  edition: string;
  closes: string | undefined;
  since: string;
  submission: string;
  missing: readonly string[];
};
type Write = { vi: (edition: string) => string; en: (edition: string) => string };

const texts: Record<
  NoticeData['notice'],
  { subject: Write; vi: (place: Place) => string; en: (place: Place) => string }
> = {
  'window-opened': {
    subject: { vi: (e) => `${e}: bắt đầu nhận số liệu`, en: (e) => `${e}: files are taken now` },
    vi: ({ edition, closes }) => `Đã có thể nộp tệp số liệu cho ${edition}${closes ? ` đến ${closes}` : ''}.`,
    en: ({ edition, closes }) => `Files for ${edition} are taken now${closes ? `, until ${closes}` : ''}.`,
  },
  'window-closing': {
    subject: { vi: (e) => `${e}: sắp hết hạn nộp`, en: (e) => `${e}: the deadline is near` },
    vi: ({ edition, closes }) =>
      `Cơ quan chưa nộp đủ tệp số liệu cho ${edition}. Hạn nộp: ${closes}. Tệp bị từ chối chưa được tính là đã nộp.`,
    en: ({ edition, closes }) =>
      `Your agency has not submitted all its files for ${edition}. The deadline is ${closes}. A file that was rejected does not count.`,
  },
  'window-closed': {
    subject: { vi: (e) => `${e}: đã hết hạn nộp`, en: (e) => `${e}: the deadline has passed` },
    vi: ({ edition, missing }) => `Đã hết hạn nộp số liệu cho ${edition}. ${whoIsMissing.vi(missing)}`,
    en: ({ edition, missing }) => `The deadline of ${edition} has passed. ${whoIsMissing.en(missing)}`,
  },
  'file-waiting': {
    subject: { vi: () => 'Một tệp chờ xử lý quá lâu', en: () => 'A file has waited for too long' },
    vi: ({ submission, since }) =>
      `Tệp của lần nộp ${submission} đã đến nhưng chưa có kết quả, nộp từ ${since}. Cơ quan không phải làm gì thêm.`,
    en: ({ submission, since }) =>
      `The file of submission ${submission}, opened ${since}, has arrived and has no outcome yet. The agency need not do anything.`,
  },
  'file-missing': {
    subject: { vi: () => 'Chưa nhận được tệp', en: () => 'A file has not arrived' },
    vi: ({ submission, since }) =>
      `Lần nộp ${submission} được mở từ ${since} nhưng chưa có tệp nào đến. Hãy mở lần nộp mới và tải tệp lên.`,
    en: ({ submission, since }) =>
      `Submission ${submission} was opened ${since} and no file has come. Open a new one and upload the file.`,
  },
};

const whoIsMissing = {
  vi: (missing: readonly string[]) =>
    missing.length === 0
      ? 'Mọi cơ quan đã nộp.'
      : `Chưa nộp đủ: ${missing.length} cơ quan (${missing.join(', ')}).`,
  en: (missing: readonly string[]) =>
    missing.length === 0
      ? 'Every agency has submitted.'
      : `${missing.length} agencies have not: ${missing.join(', ')}.`,
};

const locales = { vi: 'vi-VN', en: 'en-GB' };

/** `17:00, 31 March 2026 (Asia/Ho_Chi_Minh)` */
function localTime(time: string, timeZone: string, language: 'vi' | 'en'): string {
  const format = new Intl.DateTimeFormat(locales[language], {
    timeZone,
    dateStyle: 'long',
    timeStyle: 'short',
  });
  return `${format.format(new Date(time))} (${timeZone})`;
}
