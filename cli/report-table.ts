import { styleText } from 'node:util';
import type { ValidationReport } from '../domain/submission/findings.ts';
import { alignColumns } from './align-columns.ts';
import type { Writable } from './main.ts';
import type { Language } from './words.ts';

const words = {
  vi: {
    headings: ['Mức', 'Ô', 'Cột', 'Giá trị', 'Lỗi và cách sửa'],
    severity: { error: 'lỗi', warning: 'cảnh báo' },
    outcome: { accepted: 'được chấp nhận', rejected: 'bị từ chối' },
    counts: (rows: number, errors: number, warnings: number) =>
      `${rows} dòng, ${errors} lỗi, ${warnings} cảnh báo`,
    more: (count: number) => `còn ${count} lỗi và cảnh báo khác`,
  },
  en: {
    headings: ['Severity', 'Cell', 'Column', 'Value', 'Finding, and how to mend it'],
    severity: { error: 'error', warning: 'warning' },
    outcome: { accepted: 'accepted', rejected: 'rejected' },
    counts: (rows: number, errors: number, warnings: number) =>
      `${rows} rows, ${errors} errors, ${warnings} warnings`,
    more: (count: number) => `${count} more findings`,
  },
};

const colours = { error: 'red', warning: 'yellow' } as const;

/** A report for a terminal: a finding a line, coloured where the terminal shows colours and `NO_COLOR` is not set. */
export function formatReport(
  file: string,
  { outcome, rows, findings, total }: ValidationReport,
  language: Language,
  to: Writable,
): string {
  const { headings, severity, outcome: outcomes, counts, more } = words[language];
  const table = alignColumns(
    headings.map((heading) => ({ heading, align: 'left' })),
    findings.map(({ severity: how, cell, row, column, value, message, mend }) => [
      ...[severity[how], cell ?? String(row ?? ''), shorten(column), shorten(value)],
      `${message[language]} ${mend[language]}`,
    ]),
  );
  const hasColour = to.isTTY === true && !process.env['NO_COLOR'];
  const lines = table.map((line, i) => {
    const finding = findings[i - 2];
    return hasColour && finding
      ? styleText(colours[finding.severity], line, { validateStream: false })
      : line;
  });
  const left = total.errors + total.warnings - findings.length;
  return [
    ...(findings.length > 0 ? lines : []),
    ...(left > 0 ? [more(left)] : []),
    `${file}: ${outcomes[outcome]} (${counts(rows, total.errors, total.warnings)})`,
    '',
  ].join('\n');
}

const shorten = (text = ''): string => (text.length > 24 ? `${text.slice(0, 23)}…` : text);
