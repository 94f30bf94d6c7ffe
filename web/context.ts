import type { HtmlEscapedString } from 'hono/utils/html';
import type { Text } from '../domain/methodology/definitions.ts';
import { en, type Words } from './words/en.ts';
import { vi } from './words/vi.ts';

export type Language = keyof Text;
export const languages = ['vi', 'en'] as const satisfies Language[];

/** What `html` of hono gives: everything that was put into it is escaped. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** What every template needs: the language with its words and numbers, and where styles and scripts are. */
export type Context = {
  language: Language;
  words: Words;
  /** Addresses of assets by name: `styles`, `ranking`. */
  assets: ReadonlyMap<string, string>;
  text: (text: Text) => string;
  /** A number with exactly so many decimals, or as many as it has. */
  number: (value: number, decimals?: number | null) => string;
  percent: (share: number) => string;
  /** A day, as people write it. */
  date: (iso: string) => string;
};

const allWords = { vi, en };

export function contextOf(language: Language, assets: ReadonlyMap<string, string>): Context {
  const formats = new Map<string, Intl.NumberFormat>();
  const formatted = (value: number, key: string, options: Intl.NumberFormatOptions): string => {
    const format = formats.get(key) ?? new Intl.NumberFormat(language, options);
    formats.set(key, format);
    return format.format(value);
  };
  const days = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'Asia/Ho_Chi_Minh' });
  return {
    language,
    words: allWords[language],
    assets,
    text: (text) => text[language],
    number: (value, decimals) =>
      formatted(value, String(decimals), {
        minimumFractionDigits: decimals ?? 0,
        maximumFractionDigits: decimals ?? 10,
      }),
    percent: (share) => formatted(share, 'percent', { style: 'percent', maximumFractionDigits: 1 }),
    date: (iso) => days.format(new Date(iso)),
  };
}
