import { type EditionRef, editionId } from '../domain/methodology/edition-definition.ts';
import { type Window, type WindowState, windowFor, windowState } from '../domain/submission/window.ts';
import { Forbidden } from './errors.ts';
import { type Identity, requireRole } from './identity.ts';
import type { LatePermissions } from './late-permissions.ts';
import type { Candidates } from './order-ports.ts';
import type { AgendaEntry, Clock, EditionStore, Submission, SubmissionStore } from './ports.ts';
import type { PublicReader } from './read-ports.ts';

export type DeskEditionsPorts = {
  editions: Pick<EditionStore, 'agenda'>;
  submissions: Pick<SubmissionStore, 'listByAgency'>;
  permissions: Pick<LatePermissions, 'ofAgency'>;
  clock: Clock;
};

/** Where an agency stands with the files of one cohort. */
export type CohortWork = AgendaEntry['cohorts'][number] & {
  /** `accepted` while a file is in force, whatever was sent after it; otherwise what became of the newest file. */
  state: 'missing' | 'awaiting-upload' | 'rejected' | 'accepted';
  sent: number;
  inForce?: Submission | undefined;
  latest?: Submission | undefined;
};

/** An edition as one of its reporters sees it. */
export type DeskEdition = EditionRef &
  Pick<AgendaEntry, 'name'> & {
    window: Window;
    state: WindowState;
    /** Values are claims, which reviewers decide about. */
    verified: boolean;
    cohorts: CohortWork[];
  };

/**
 * Input: optionally a state of the submission window, the agency's late permissions included.
 * Output: the editions that the asker's agency reports for, those that close first before the others, each with
 *   what the agency has sent for each cohort.
 *
 * @throws {Forbidden}
 */
export async function listDeskEditions(
  ports: DeskEditionsPorts,
  identity: Identity,
  { state }: { state?: WindowState | undefined } = {},
): Promise<DeskEdition[]> {
  requireRole(identity, 'reporter');
  const [agenda, permissions, submissions] = await Promise.all([
    ports.editions.agenda(),
    ports.permissions.ofAgency(identity.agency),
    allSubmissions(ports, identity.agency),
  ]);
  const now = ports.clock.now();
  return agenda
    .filter(({ reporters }) => reporters.some(({ agency }) => agency === identity.agency))
    .map((entry) => {
      const isOurs = (edition: EditionRef) => editionId(edition) === editionId(entry);
      const window = windowFor(
        entry.submission,
        permissions.filter(({ edition }) => isOurs(edition)),
      );
      const sent = submissions.filter(({ edition }) => edition && isOurs(edition));
      return deskEdition(entry, identity.agency, window, now, sent);
    })
    .filter((edition) => !state || edition.state === state)
    .sort(byClosing);
}

export type AnyEdition = Omit<DeskEdition, 'verified' | 'cohorts'> & {
  reporters: string[];
  reviewers: string[];
  /** A run of it is computed and not released. */
  waits: boolean;
};

export type AllEditionsPorts = Pick<DeskEditionsPorts, 'editions' | 'clock'> & {
  candidates: Pick<Candidates, 'runs'>;
  reader: Pick<PublicReader, 'index'>;
};

/**
 * Output: every edition, public or not, those that close first before the others.
 *
 * @throws {Forbidden} to all but operators
 */
export async function listAllEditions(ports: AllEditionsPorts, identity: Identity): Promise<AnyEdition[]> {
  requireRole(identity, 'operator');
  const now = ports.clock.now();
  const agenda = await ports.editions.agenda();
  const waiting = await waitingEditions(ports, agenda);
  return agenda
    .map((entry) => {
      const { index, period, name, reviewers } = entry;
      const window = windowFor(entry.submission, []);
      const reporters = [...new Set(entry.reporters.map(({ agency }) => agency))];
      const waits = waiting.has(editionId(entry));
      return { index, period, name, window, state: windowState(window, now), reporters, reviewers, waits };
    })
    .sort(byClosing);
}

/** Their ids. */
async function waitingEditions(
  { candidates, reader }: AllEditionsPorts,
  editions: EditionRef[],
): Promise<ReadonlySet<string>> {
  const names = [...new Set(editions.map(({ index }) => index))];
  const [runs, indices] = await Promise.all([
    candidates.runs(editions),
    Promise.all(names.map((name) => reader.index(name))),
  ]);
  const released = new Map(names.map((name, place) => [name, indices[place]?.editions]));
  const waiting = editions.filter((edition) => {
    const run = runs.get(editionId(edition));
    return run !== undefined && run !== released.get(edition.index)?.[edition.period]?.run;
  });
  return new Set(waiting.map(editionId));
}

/** @throws {Forbidden} where the agency is no reporter of the edition. */
export async function findDeskEdition(
  ports: DeskEditionsPorts,
  identity: Identity,
  { edition }: { edition: EditionRef },
): Promise<DeskEdition> {
  const editions = await listDeskEditions(ports, identity);
  const found = editions.find((each) => editionId(each) === editionId(edition));
  if (found) return found;
  throw new Forbidden(`${identity.agency} is not a reporter of ${editionId(edition)}: ask its operator.`);
}

async function allSubmissions({ submissions }: DeskEditionsPorts, agency: string): Promise<Submission[]> {
  const all: Submission[] = [];
  let cursor: string | undefined;
  do {
    const page = await submissions.listByAgency(agency, cursor);
    all.push(...page.submissions);
    cursor = page.cursor;
  } while (cursor);
  return all;
}

function deskEdition(
  { index, period, name, cohorts, reporters, reviewers }: AgendaEntry,
  agency: string,
  window: Window,
  now: Date,
  sent: Submission[],
): DeskEdition {
  const own = reporters.filter((reporter) => reporter.agency === agency);
  const mayReport = ({ id }: { id: string }) => own.some((entry) => entry.cohorts?.includes(id) ?? true);
  return {
    index,
    period,
    name,
    window,
    state: windowState(window, now),
    verified: reviewers.length > 0,
    cohorts: cohorts.filter(mayReport).map((cohort) => ({
      ...cohort,
      ...workOf(sent.filter((submission) => submission.cohort === cohort.id)),
    })),
  };
}

/** @param sent newest first */
function workOf(sent: Submission[]): Omit<CohortWork, 'id' | 'name'> {
  const [latest] = sent;
  const inForce = sent.find(({ status }) => status === 'accepted');
  const open =
    latest?.status === 'awaiting-upload' || latest?.status === 'rejected' ? latest.status : 'missing';
  return { state: inForce ? 'accepted' : open, sent: sent.length, inForce, latest };
}

/** Those without an end come last, newest first. */
function byClosing(a: EditionRef & { window: Window }, b: EditionRef & { window: Window }): number {
  const [one, other] = [a, b].map(({ window: { closes } }) => (closes ? Date.parse(closes) : Infinity));
  if (one !== other) return one! - other!;
  return b.period.localeCompare(a.period) || a.index.localeCompare(b.index);
}
