import stringWidth from 'string-width';
import type { AuditDocument, Figure, Table } from './audit-document.ts';

/** @param chartAt where the chart of a figure lies, relative to the report */
export function toMarkdown(document: AuditDocument, chartAt: (figure: Figure) => string): string {
  const lines = [
    `# ${plain(document.title)}`,
    plain(document.subtitle),
    ...(document.warning ? [`> **${plain(document.warning)}**`] : []),
    ...document.sections.flatMap(({ title, paragraphs, figures }) => [
      `## ${plain(title)}`,
      ...paragraphs.map(plain),
      ...figures.flatMap((figure) => [
        `### ${plain(figure.title)}`,
        plain(figure.says),
        ...(figure.chart ? [`![${plain(figure.title)}](${encodeURI(chartAt(figure))})`] : []),
        tableOf(figure.table),
      ]),
    ]),
  ];
  return `${lines.join('\n\n')}\n`;
}

function tableOf({ columns, rows }: Table): string {
  const cells = rows.map((row) => row.map((cell) => (cell === null ? '–' : plain(cell))));
  const headings = columns.map(({ heading }) => plain(heading));
  const widths = headings.map((heading, place) =>
    Math.max(3, stringWidth(heading), ...cells.map((row) => stringWidth(row[place]!))),
  );
  const line = (row: readonly string[]) =>
    `| ${row
      .map((cell, place) => {
        const space = ' '.repeat(widths[place]! - stringWidth(cell));
        return columns[place]!.align === 'right' ? space + cell : cell + space;
      })
      .join(' | ')} |`;
  const rule = columns.map(({ align }, place) =>
    align === 'right' ? `${'-'.repeat(widths[place]! - 1)}:` : '-'.repeat(widths[place]!),
  );
  return [line(headings), line(rule), ...cells.map(line)].join('\n');
}

/** Text that must not turn into markup. */
const plain = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/\p{Cc}/gu, '')
    .replace(/[\\`*_[\]<>|#~]/g, '\\$&');
