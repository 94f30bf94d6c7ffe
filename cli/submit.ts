import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { deskClient } from '../adapters/http/desk-client.ts';
import { atDesk, judged } from './desk.ts';
import { unreadable } from './failure.ts';
import type { Streams } from './main.ts';
import { printOutcome } from './outcome.ts';
import { uploadProgress } from './upload-progress.ts';
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
  const progress = uploadProgress(streams.stderr, basename(file), language);
  const submission = await judged(desk, opened, content, progress);
  printOutcome(file, submission, language, streams);
}
