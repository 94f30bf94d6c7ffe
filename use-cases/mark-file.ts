import type { ValidationReport } from '../domain/submission/findings.ts';
import type { TableRow } from '../domain/submission/table.ts';
import { Conflict, NotFound, Upstream } from './errors.ts';
import { getSubmission } from './get-submission.ts';
import type { Identity } from './identity.ts';
import type { SubmissionStore, UploadReader } from './ports.ts';
import type { RowReader } from './read-file.ts';

export type MarkFilePorts = {
  submissions: Pick<SubmissionStore, 'get'>;
  files: UploadReader;
  rows: RowReader;
};

/** A file as it was sent, as far as it is shown, and what was found in it. */
export type MarkedFile = { rows: TableRow[]; isWhole: boolean; report: ValidationReport };

/** What an answer of API Gateway can carry, with room to spare. */
const lastRow = 20_000;
const mostCharacters = 3_000_000;

/**
 * Input: a submission whose file has been judged.
 * Output: the rows of its file and its report; of a long file the first rows.
 *
 * @throws {NotFound} also for a submission of another agency; {Conflict} while the file has not been judged.
 */
export async function markFile(
  ports: MarkFilePorts,
  identity: Identity,
  { id }: { id: string },
): Promise<MarkedFile> {
  const { kind, key, objectVersion, report } = await getSubmission(ports, identity, { id });
  if (kind !== 'data') throw new NotFound(`${id} is no data file.`, { parameter: 'submission' });
  if (!report) throw new Conflict(`The file of ${id} has not been judged: ask again in a while.`);
  const file = await ports.files.getUpload(key, objectVersion);
  if (!file) throw new Upstream(`The file of ${id} cannot be read`);
  return { ...(await readRows(ports.rows(file.body))), report };
}

async function readRows(items: ReturnType<RowReader>): Promise<Pick<MarkedFile, 'rows' | 'isWhole'>> {
  const rows: TableRow[] = [];
  let characters = 0;
  for await (const item of items) {
    if (!('cells' in item)) continue;
    characters += item.cells.reduce((sum, cell) => sum + cell.length, 0);
    if (item.row > lastRow || characters > mostCharacters) return { rows, isWhole: false };
    rows.push(item);
  }
  return { rows, isWhole: true };
}
