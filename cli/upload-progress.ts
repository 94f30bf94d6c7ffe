import { progressBar } from './analysis/progress-bar.ts';
import type { Writable } from './main.ts';
import type { Language } from './words.ts';

export type UploadProgress = {
  sent(bytes: number, of: number): void;
  /** @param elapsed since the file was uploaded, in milliseconds */
  waiting(elapsed: number): void;
  end(): void;
};

const words = {
  vi: { uploaded: 'đã tải lên, đang chờ kiểm tra', locale: 'vi-VN' },
  en: { uploaded: 'uploaded, waiting for its report', locale: 'en-GB' },
};

/** What becomes of a file on its way, on one line of a terminal: how much is sent, then that it waits, and how long. */
export function uploadProgress(stream: Writable, file: string, language: Language): UploadProgress {
  const { uploaded, locale } = words[language];
  const megabytes = (bytes: number) => (bytes / 1e6).toLocaleString(locale, { maximumFractionDigits: 1 });
  const bar = progressBar(stream, file, (sent, of) => `${megabytes(sent)} / ${megabytes(of)} MB`);
  let isWaiting = false;
  return {
    sent: bar.report,
    waiting(elapsed) {
      if (!stream.isTTY) return;
      isWaiting = true;
      stream.write(`\r\u001b[2K${file}: ${uploaded} … ${Math.round(elapsed / 1000)} s`);
    },
    end() {
      if (isWaiting) stream.write('\r\u001b[2K');
      else bar.end();
    },
  };
}
