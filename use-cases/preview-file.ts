import type { Identity } from './identity.ts';
import { type MarkFilePorts, markFile } from './mark-file.ts';

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
  ports: MarkFilePorts,
  identity: Identity,
  request: { id: string },
): Promise<{ rows: PreviewRow[]; isWhole: boolean }> {
  const { rows, isWhole, report } = await markFile(ports, identity, request);
  const marked = new Set(report.findings.map(({ row }) => row));
  const shown = rows.filter(({ row }, place) => place < rowsAtFirst || marked.has(row)).slice(0, mostRows);
  return {
    rows: shown.map(({ row, cells }) => ({ row, cells: cells.slice(0, mostColumns).map(cut) })),
    isWhole: isWhole && shown.length === rows.length,
  };
}

const cut = (cell: string): string =>
  cell.length > mostCharacters ? `${cell.slice(0, mostCharacters)}…` : cell;
