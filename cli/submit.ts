import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { deskClient, type Submission } from '../adapters/http/desk-client.ts';
import { atDesk, judged } from './desk.ts';
import { Failure, unreadable } from './failure.ts';
import type { Streams } from './main.ts';
import type { Language } from './words.ts';

export type SubmitOptions = {
  api: string;
  token: string;
  edition: string;
  cohort?: string;
  language: Language;
};

/**
 * Input: a data file, what it is for, the service's address and a reporter's token.
 * Output: the submission's outcome and every finding of its report.
 * Course: open a submission, upload the file, wait until it is judged.
 *
 * @throws {Failure} when the file is rejected, with the findings
 */
export async function submit(file: string, options: SubmitOptions, streams: Streams): Promise<void> {
  const { api, token, edition, cohort, language } = options;
  const content = await readFile(file).catch((error) => {
    throw unreadable(file, error);
  });
  const desk = deskClient(api, token);
  const request = { edition, fileName: basename(file), ...(cohort && { cohort }) };
  const opened = await atDesk(desk.openSubmission(request));
  const submission = await judged(desk, opened, content);
  const lines = findingLines(submission, language);
  if (submission.status === 'rejected') throw new Failure([`${file}: rejected (${submission.id})`, ...lines]);
  for (const line of lines) streams.stderr.write(`${line}\n`);
  streams.stdout.write(`${file}: ${submission.status} (${submission.id})\n`);
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
