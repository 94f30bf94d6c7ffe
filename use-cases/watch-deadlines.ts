import { dueMoment, type Moment, momentId, momentsOf } from '../domain/deadlines/moments.ts';
import { editionId } from '../domain/methodology/edition-definition.ts';
import type { EditionCalendar, EditionSubmissions, ListedEdition } from './deadline-ports.ts';
import { type ExpectedFile, filedReports } from './filed-reports.ts';
import { type IssueNoticesPorts, issueNotices, type Notice } from './issue-notices.ts';

export type WatchDeadlinesPorts = IssueNoticesPorts & {
  calendar: EditionCalendar;
  filed: EditionSubmissions;
  /** Days before a deadline on which to remind, where the edition names none. */
  reminderDays: readonly number[];
};

/**
 * Output: the editions that somebody was told about: `dti-province/2025 closing-in-3@…`.
 * Course: of each edition the newest moment of its window that has come and was not told: the reporters are told
 *   that it opened, those that have not submitted that it closes, the operators who is missing when it has closed.
 *   However late or often this runs, each is told once. An edition that fails does not hold up the others.
 *
 * @throws {AggregateError} of what failed: the next run tries it again
 */
export async function watchDeadlines(ports: WatchDeadlinesPorts): Promise<string[]> {
  const due = (await ports.calendar.editions()).flatMap((edition) => {
    const moment = dueMoment(momentsOf(edition.window, ports.reminderDays), ports.clock.now());
    return moment && momentId(moment) !== edition.told ? [{ edition, moment }] : [];
  });
  const results = await Promise.allSettled(
    due.map(async ({ edition, moment }) => {
      const issued = await issueNotices(ports, await noticesOf(ports, edition, moment));
      if (issued) await ports.calendar.markTold(edition, momentId(moment));
      return `${editionId(edition)} ${momentId(moment)}`;
    }),
  );
  const failed = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  if (failed.length > 0)
    throw new AggregateError(failed, `${failed.length} of ${due.length} editions failed: ${failed[0]}`);
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}

async function noticesOf(
  ports: WatchDeadlinesPorts,
  edition: ListedEdition,
  moment: Moment,
): Promise<Notice[]> {
  const id = editionId(edition);
  const { index, period, window } = edition;
  const { expected, missing: files } = await filedReports(ports.filed, edition);
  const [agencies, missing] = [agenciesOf(expected), agenciesOf(files)];
  const common = {
    edition: { index, period },
    ...(window.closes && { closes: window.closes }),
    ...(window.timeZone && { timeZone: window.timeZone }),
  };
  const about = (agency: string) => [id, momentId(moment), agency];
  const toEach = (notice: 'window-opened' | 'window-closing', those: string[]): Notice[] =>
    those.map((agency) => ({
      about: about(agency),
      correlationId: id,
      data: { notice, agency, ...common },
    }));
  switch (moment.kind) {
    case 'opened':
      return toEach('window-opened', agencies);
    case 'closing':
      return toEach('window-closing', missing);
    case 'closed':
      return [
        {
          about: about(''),
          correlationId: id,
          data: { notice: 'window-closed', ...common, missing },
        },
      ];
  }
}

const agenciesOf = (files: ExpectedFile[]): string[] => [...new Set(files.map(({ agency }) => agency))];
