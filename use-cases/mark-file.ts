import type { ValidationReport } from '../domain/submission/findings.ts';
import type { TableRow } from '../domain/submission/table.ts';
import type { Identity } from './identity.ts';
import { type JudgedFile, type JudgedFilePorts, openJudgedFile, rowsWithFindings } from './judged-file.ts';

/**
 * A file as it was sent, and what was found in it. Of a long file, which is not `isWhole`, the first rows and those with
 * a finding, wherever they stand; `left` of the latter found no room.
 */
export type MarkedFile = { rows: TableRow[]; isWhole: boolean; left: number; report: ValidationReport };

/** More than that nobody reads row by row. */
const mostRows = 20_000;
/** What an answer of API Gateway can carry, with room to spare. */
const mostBytes = 3_500_000;
const bytesOfACell = 4;
/** Titles may stand above the headings. */
const rowsAtFirst = 20;
/** Excel opens no workbook with a longer cell. */
const mostCharacters = 32_767;

/**
 * Input: a submission whose file has been judged.
 * Output: its rows, as far as a person looks at them, and its report.
 *
 * @throws {NotFound} also for a submission of another agency; {Conflict} while the file has not been judged.
 */
export async function markFile(
  ports: JudgedFilePorts,
  identity: Identity,
  request: { id: string },
): Promise<MarkedFile> {
  const file = await openJudgedFile(ports, identity, request);
  return { ...(await keepRows(file)), report: file.report };
}

async function keepRows({ rows, report }: JudgedFile): Promise<Omit<MarkedFile, 'report'>> {
  const marked = rowsWithFindings(report);
  const last = Math.max(0, ...marked);
  const extract = createShelf();
  let all: Shelf | undefined = createShelf();
  let place = 0;
  let left = 0;
  for await (const row of rows) {
    place += 1;
    const short = shortened(row);
    if (row.row > mostRows || !all?.put(short)) all = undefined;
    if ((place <= rowsAtFirst || marked.has(row.row)) && !extract.put(short)) left += 1;
    if (!all && row.row >= last && place >= rowsAtFirst) break;
  }
  return all ? { rows: all.rows, isWhole: true, left } : { rows: extract.rows, isWhole: false, left };
}

type Shelf = ReturnType<typeof createShelf>;

/** Takes rows while there is room. */
function createShelf() {
  const rows: TableRow[] = [];
  let bytes = 0;
  return {
    rows,
    put(row: TableRow): boolean {
      const size = encoder.encode(row.cells.join('')).length + row.cells.length * bytesOfACell;
      if (bytes + size > mostBytes) return false;
      bytes += size;
      rows.push(row);
      return true;
    },
  };
}

const encoder = new TextEncoder();

const shortened = (row: TableRow): TableRow =>
  row.cells.some((cell) => cell.length > mostCharacters)
    ? { ...row, cells: row.cells.map((cell) => cell.slice(0, mostCharacters)) }
    : row;
