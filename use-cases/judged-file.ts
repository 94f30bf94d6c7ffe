import type { ValidationReport } from '../domain/submission/findings.ts';
import type { TableRow } from '../domain/submission/table.ts';
import { Conflict, NotFound, Upstream } from './errors.ts';
import { getSubmission } from './get-submission.ts';
import type { Identity } from './identity.ts';
import type { SubmissionStore, UploadReader } from './ports.ts';
import type { RowReader } from './read-file.ts';

export type JudgedFilePorts = {
  submissions: Pick<SubmissionStore, 'get'>;
  files: UploadReader;
  rows: RowReader;
};

/** A file as it was sent, row by row, and what was found in it. */
export type JudgedFile = { rows: AsyncIterable<TableRow>; report: ValidationReport };

/**
 * Input: a submission whose file has been judged.
 * Output: the rows of the version that was judged, read as they are asked for; and its report.
 *
 * @throws {NotFound} also for a submission of another agency; {Conflict} while the file has not been judged.
 */
export async function openJudgedFile(
  ports: JudgedFilePorts,
  identity: Identity,
  { id }: { id: string },
): Promise<JudgedFile> {
  const { kind, key, objectVersion, report } = await getSubmission(ports, identity, { id });
  if (kind !== 'data') throw new NotFound(`${id} is no data file.`, { parameter: 'submission' });
  if (!report) throw new Conflict(`The file of ${id} has not been judged: ask again in a while.`);
  const file = await ports.files.getUpload(key, objectVersion);
  if (!file) throw new Upstream(`The file of ${id} cannot be read`);
  return { rows: rowsOf(ports.rows(file.body)), report };
}

async function* rowsOf(items: ReturnType<RowReader>): AsyncGenerator<TableRow> {
  for await (const item of items) if ('cells' in item) yield item;
}

/** The rows that a report speaks of. */
export const rowsWithFindings = ({ findings }: ValidationReport): Set<number> =>
  new Set(findings.flatMap(({ row }) => row ?? []));
