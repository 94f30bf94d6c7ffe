import type { Finding, FindingCode } from '../../domain/submission/findings.ts';
import type { TableReading, TableRow } from '../../domain/submission/table.ts';

/** Rows as a spreadsheet numbers them; cells are parted by `|`. */
export const tableRows = (text: string): TableRow[] =>
  text
    .trim()
    .split('\n')
    .map((line, i) => ({ row: i + 1, cells: line.split('|').map((cell) => cell.trim()) }));

export const codesOf = ({ report }: TableReading): FindingCode[] => report.findings.map(({ code }) => code);

export function findingOf({ report }: TableReading, code: FindingCode): Finding {
  const finding = report.findings.find((candidate) => candidate.code === code);
  if (!finding) throw new Error(`no ${code} among: ${report.findings.map((each) => each.code).join(', ')}`);
  return finding;
}
