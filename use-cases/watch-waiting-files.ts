import type { WaitingSubmissions } from './deadline-ports.ts';
import { type IssueNoticesPorts, issueNotices, type Notice } from './issue-notices.ts';
import type { Submission, SubmissionStore } from './ports.ts';

export type WatchWaitingFilesPorts = IssueNoticesPorts & {
  waiting: WaitingSubmissions;
  submissions: Pick<SubmissionStore, 'get'>;
  uploads: { exists(key: string): Promise<boolean> };
  /** How long a file may wait for its outcome. */
  waitingHours: number;
};

/**
 * Output: the submissions whose files have arrived and have waited for too long.
 * Course: of submissions opened so long ago, those that are decided are taken off the list. A file that arrived
 *   and was not judged is told to the operators and its agency, and stays on the list; an agency whose file never
 *   arrived is told so, and its form has lapsed.
 */
export async function watchWaitingFiles(ports: WatchWaitingFilesPorts): Promise<Submission[]> {
  const { waiting, submissions, clock, waitingHours } = ports;
  const before = new Date(clock.now().getTime() - waitingHours * 3_600_000);
  const stuck: Submission[] = [];
  for (const id of await waiting.openedBefore(before)) {
    const submission = await submissions.get(id);
    const state = submission?.status === 'awaiting-upload' ? await look(ports, submission) : 'over';
    if (state === 'stuck') stuck.push(submission!);
    if (state === 'over') await waiting.remove(id);
  }
  return stuck;
}

async function look(
  ports: WatchWaitingFilesPorts,
  submission: Submission,
): Promise<'stuck' | 'over' | 'being-told'> {
  const { key, agency } = submission;
  if (await ports.uploads.exists(key)) {
    const notice = (to?: string) => noticeOf('file-waiting', submission, to);
    await issueNotices(ports, [notice(), notice(agency)]);
    return 'stuck';
  }
  const issued = await issueNotices(ports, [noticeOf('file-missing', submission, agency)]);
  return issued ? 'over' : 'being-told';
}

const noticeOf = (
  notice: 'file-waiting' | 'file-missing',
  { id, edition, createdAt }: Submission,
  agency?: string,
): Notice => ({
  about: [notice, id, agency ?? ''],
  correlationId: id,
  data: {
    notice,
    submissionId: id,
    since: createdAt,
    ...(agency !== undefined && { agency }),
    ...(edition && { edition }),
  },
});
