import type { ValidationReport } from '../domain/submission/findings.ts';
import type { Identity } from './identity.ts';
import { type JudgedFilePorts, openJudgedFile, rowsWithFindings } from './judged-file.ts';

/** A row as spreadsheets number it, its cells as they were read. */
export type PreviewRow = { row: number; cells: string[] };

/** Beside those with a finding, the first ones are shown. */
const rowsAtFirst = 12;
/** More than anybody reads beside a list of findings. */
const mostRows = 100;
const mostColumns = 100;
const mostCharacters = 120;

/**
 * Output: the rows of a judged file that a person looks at first: its beginning, and those with a finding; long cells
 *   cut. `isWhole` where the file has no others.
 *
 * @throws {NotFound} also for a submission of another agency; {Conflict} while the file has not been judged.
 */
export async function previewFile(
  ports: JudgedFilePorts,
  identity: Identity,
  request: { id: string },
): Promise<{ rows: PreviewRow[]; isWhole: boolean }> {
  const { rows, report } = await openJudgedFile(ports, identity, request);
  const shown: PreviewRow[] = [];
  let wanted: Set<number> | undefined;
  let isWhole = true;
  for await (const { row, cells } of rows) {
    if (shown.length >= rowsAtFirst) wanted ??= rowsToShow(shown, report);
    if (!wanted || wanted.has(row)) shown.push({ row, cells: cells.slice(0, mostColumns).map(cut) });
    else isWhole = false;
    if (wanted && !isWhole && row >= Math.max(...wanted)) break;
  }
  return { rows: shown, isWhole };
}

/** Where there is no room for all, rows with an error come before those with a warning, as in the report. */
const rowsToShow = (first: PreviewRow[], report: ValidationReport): Set<number> => {
  const rows = new Set([...first.map(({ row }) => row), ...rowsWithFindings(report)]);
  return new Set([...rows].slice(0, mostRows));
};

const cut = (cell: string): string =>
  cell.length > mostCharacters ? `${cell.slice(0, mostCharacters)}…` : cell;
