import type { Submission } from '../adapters/http/desk-client.ts';
import { Failure } from './failure.ts';
import type { Streams } from './main.ts';
import type { Language } from './words.ts';

/**
 * What became of a file, and every finding of its report that the service kept.
 *
 * @throws {Failure} when it is rejected, with the findings
 */
export function printOutcome(
  file: string,
  submission: Submission,
  language: Language,
  { stdout, stderr }: Streams,
): void {
  const lines = findingLines(submission, language);
  if (submission.status === 'rejected') throw new Failure([`${file}: rejected (${submission.id})`, ...lines]);
  for (const line of lines) stderr.write(`${line}\n`);
  stdout.write(`${file}: ${submission.status} (${submission.id})\n`);
}

function findingLines({ report }: Submission, language: Language): string[] {
  if (!report) return [];
  const lines = report.findings.map(({ severity, row, column, message, mend }) => {
    const place = [row, column].filter((part) => part !== undefined).join(', ');
    return `  ${severity} ${place && `[${place}] `}${message[language]} ${mend[language]}`;
  });
  const more = report.total.errors + report.total.warnings - report.findings.length;
  return more > 0 ? [...lines, `  + ${more}`] : lines;
}
