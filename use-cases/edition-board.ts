import { expectedFiles } from '../domain/deadlines/expected-files.ts';
import { type EditionRef, editionId } from '../domain/methodology/edition-definition.ts';
import { type Window, type WindowState, windowState } from '../domain/submission/window.ts';
import type { EditionSubmissions, ListedSubmission } from './deadline-ports.ts';
import { NotFound, Upstream } from './errors.ts';
import { coverageOf } from './get-coverage.ts';
import { type Identity, requireRole } from './identity.ts';
import type { AgendaEntry, Clock, EditionStore, RecordStore } from './ports.ts';

export type EditionBoardPorts = {
  editions: Pick<EditionStore, 'agenda' | 'dataset'>;
  filed: EditionSubmissions;
  records: Pick<RecordStore, 'getDefinition' | 'getPart'>;
  clock: Clock;
};

/** A file that the edition waits for, and how it stands with it. */
export type BoardRow = {
  agency: string;
  cohort: string;
  /** `submitted` while a file is in force; otherwise what became of the newest one. */
  state: 'submitted' | 'waiting' | 'rejected' | 'missing';
  /** Sent after the deadline, by leave. */
  late: boolean;
  sent: number;
  latest?: ListedSubmission | undefined;
};

export type EditionBoard = EditionRef &
  Pick<AgendaEntry, 'name'> & {
    window: Window;
    state: WindowState;
    rows: BoardRow[];
    coverage: ({ cohort: string } & ReturnType<typeof coverageOf>)[];
  };

/**
 * Output: who of an edition's reporters has submitted, who has not, and what figures there are.
 * Course: three reads of the table however many agencies report; then each accepted file in its canonical form, all
 *   at once. They never change, and whoever reads them twice may keep them.
 *
 * @throws {Forbidden} to all but operators; {NotFound}
 */
export async function editionBoard(
  ports: EditionBoardPorts,
  identity: Identity,
  { edition }: { edition: EditionRef },
): Promise<EditionBoard> {
  requireRole(identity, 'operator');
  const [agenda, submissions] = await Promise.all([ports.editions.agenda(), ports.filed.ofEdition(edition)]);
  const entry = agenda.find((each) => editionId(each) === editionId(edition));
  if (!entry) throw new NotFound(`There is no edition "${editionId(edition)}".`, { parameter: 'index' });
  const { opens, closes } = entry.submission;
  const window = { ...(opens && { opens }), ...(closes && { closes }) };
  return {
    ...edition,
    name: entry.name,
    window,
    state: windowState(window, ports.clock.now()),
    rows: boardRows(entry, submissions),
    coverage: await givenFigures(ports, edition),
  };
}

function boardRows(
  { cohorts, reporters, submission }: AgendaEntry,
  submissions: ListedSubmission[],
): BoardRow[] {
  const closes = submission.closes ? Date.parse(submission.closes) : Number.POSITIVE_INFINITY;
  const byFile = Map.groupBy(submissions, ({ agency, cohort }) => JSON.stringify([agency, cohort]));
  return expectedFiles(cohorts, reporters).map(({ agency, cohort }) => {
    const sent = byFile.get(JSON.stringify([agency, cohort])) ?? [];
    const inForce = sent.findLast(({ status }) => status === 'accepted');
    const latest = inForce ?? sent.at(-1);
    return {
      agency,
      cohort,
      state: inForce ? 'submitted' : stateOf(latest),
      late: latest !== undefined && Date.parse(latest.createdAt) > closes,
      sent: sent.length,
      latest,
    };
  });
}

function stateOf(latest: ListedSubmission | undefined): BoardRow['state'] {
  if (latest?.status === 'awaiting-upload') return 'waiting';
  return latest?.status === 'rejected' ? 'rejected' : 'missing';
}

/** Of the files in force now, whether or not they are computed yet. */
async function givenFigures(
  { editions, records }: EditionBoardPorts,
  edition: EditionRef,
): Promise<EditionBoard['coverage']> {
  const dataset = await editions.dataset(edition);
  if (!dataset) return [];
  const [definition, ...parts] = await Promise.all([
    records.getDefinition(dataset.definition),
    ...dataset.parts.map(({ hash }) => records.getPart(hash)),
  ]);
  if (!definition || !parts.every((part) => part !== undefined))
    throw new Upstream('The files of this edition cannot be read just now. Try again later.');
  return definition.cohorts
    .filter(({ origin }) => origin !== 'restated')
    .map(({ id }) => ({ cohort: id, ...coverageOf(definition, id, edition.period, parts) }));
}
