import { type MethodFault, methodFaults } from '../domain/analysis/edition-faults.ts';
import { expectedFiles } from '../domain/deadlines/expected-files.ts';
import {
  type EditionDefinition,
  type EditionRef,
  editionId,
} from '../domain/methodology/edition-definition.ts';
import { looksBack } from '../domain/release/looks-back.ts';
import type { Part } from '../domain/submission/part.ts';
import { type Window, type WindowState, windowState } from '../domain/submission/window.ts';
import type { EditionSubmissions, ListedSubmission } from './deadline-ports.ts';
import { NotFound, Upstream } from './errors.ts';
import { coverageOf } from './get-coverage.ts';
import { type Identity, requireRole } from './identity.ts';
import type { AgendaEntry, Clock, EditionState, EditionStore, RecordStore } from './ports.ts';

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
  Pick<AgendaEntry, 'name' | 'cohorts'> & {
    window: Window;
    state: WindowState;
    rows: BoardRow[];
    coverage: ({ cohort: string } & ReturnType<typeof coverageOf>)[];
    method: BoardMethod;
  };

/** What is wrong or doubtful about the method with the files in force. */
export type BoardMethod = {
  /** When the engine refused these files; readers still see what was released before. */
  refusedAt?: string;
  faults: MethodFault[];
};

/**
 * Output: who of an edition's reporters has submitted, who has not, what figures there are, and whether the method can
 *   be computed from them: why the engine refused them, and every doubt.
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
    cohorts: entry.cohorts,
    window,
    state: windowState(window, ports.clock.now()),
    rows: boardRows(entry, submissions),
    ...(await givenFigures(ports, edition)),
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
): Promise<Pick<EditionBoard, 'coverage' | 'method'>> {
  const dataset = await editions.dataset(edition);
  if (!dataset) return { coverage: [], method: { faults: [] } };
  const [definition, ...parts] = await Promise.all([
    records.getDefinition(dataset.definition),
    ...dataset.parts.map(({ hash }) => records.getPart(hash)),
  ]);
  if (!definition || !parts.every((part) => part !== undefined))
    throw new Upstream('The files of this edition cannot be read just now. Try again later.');
  const cohorts = definition.cohorts.filter(({ origin }) => origin !== 'restated');
  return {
    coverage: cohorts.map(({ id }) => ({
      cohort: id,
      ...coverageOf(definition, id, edition.period, parts),
    })),
    method: methodOf(dataset, definition, parts),
  };
}

/**
 * A refusal is of the files that it was found with. What else there is to say is looked for anew, but where gaps are
 * filled from earlier editions, whose files are not at hand here.
 */
function methodOf(
  { refusal, datasetVersion }: EditionState,
  definition: EditionDefinition,
  parts: readonly Part[],
): BoardMethod {
  const found = looksBack(definition) || parts.length === 0 ? [] : methodFaults(definition, parts);
  if (refusal?.datasetVersion !== datasetVersion) return { faults: found };
  const refused = refusal.faults.map((fault) => ({ severity: 'error' as const, ...fault }));
  return {
    refusedAt: refusal.at,
    faults: [...refused, ...found.filter(({ severity }) => severity === 'warning')],
  };
}
