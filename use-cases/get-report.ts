import type { Finding, ValidationReport } from '../domain/submission/findings.ts';
import { NotFound } from './errors.ts';
import { getSubmission } from './get-submission.ts';
import type { Identity } from './identity.ts';
import type { SubmissionStore } from './ports.ts';

export type ReportPage = Omit<ValidationReport, 'findings'> & {
  /** Findings that were kept, of the severity that was asked for. */
  kept: number;
  offset: number;
  findings: Finding[];
};

/**
 * Input: a submission, and optionally which findings: of one severity, from an offset.
 * Output: a page of its report.
 *
 * @throws {NotFound} also while the file has not been judged, and for a submission of another agency.
 */
export async function getReport(
  ports: { submissions: Pick<SubmissionStore, 'get'> },
  identity: Identity,
  {
    id,
    severity,
    offset,
    limit,
  }: { id: string; severity?: Finding['severity'] | undefined; offset: number; limit: number },
): Promise<ReportPage> {
  const { report } = await getSubmission(ports, identity, { id });
  if (!report) throw new NotFound(`The file of ${id} has not been judged: ask again in a while.`);
  const findings = report.findings.filter((finding) => !severity || finding.severity === severity);
  return { ...report, kept: findings.length, offset, findings: findings.slice(offset, offset + limit) };
}
