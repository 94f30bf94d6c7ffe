import type { ValidationReport } from '../../domain/submission/findings.ts';

/** An item may hold 400 KB: this leaves room for everything that is beside the report. */
const mostBytes = 300 * 1024;

/**
 * The report as one string, its last findings left out where all of them would not fit an item. `total`
 * still counts them, so that the reader sees that there are more.
 */
export function storedReport(report: ValidationReport): string {
  const whole = JSON.stringify(report);
  if (Buffer.byteLength(whole) <= mostBytes) return whole;
  let bytes = Buffer.byteLength(JSON.stringify({ ...report, findings: [] }));
  const findings = report.findings.filter((finding) => {
    bytes += Buffer.byteLength(JSON.stringify(finding)) + 1;
    return bytes <= mostBytes;
  });
  return JSON.stringify({ ...report, findings });
}

export const readReport = (stored: string): ValidationReport => JSON.parse(stored) as ValidationReport;
