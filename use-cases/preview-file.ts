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
  const marked = rowsWithFindings(report);
  const last = Math.max(0, ...marked);
  const shown: PreviewRow[] = [];
  let isWhole = true;
  for await (const { row, cells } of rows) {
    const isFull = shown.length === mostRows;
    if (!isFull && (shown.length < rowsAtFirst || marked.has(row)))
      shown.push({ row, cells: cells.slice(0, mostColumns).map(cut) });
    else isWhole = false;
    if (isFull || (!isWhole && row >= last)) break;
  }
  return { rows: shown, isWhole };
}

const cut = (cell: string): string =>
  cell.length > mostCharacters ? `${cell.slice(0, mostCharacters)}…` : cell;
