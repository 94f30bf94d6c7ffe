import {
  type EditionDefinition,
  type EditionRef,
  editionId,
} from '../domain/methodology/edition-definition.ts';
import { Conflict, Forbidden, InvalidInput, NotFound } from './errors.ts';
import { type Identity, requireRole } from './identity.ts';
import { type OpenedSubmission, type OpenSubmissionPorts, openSubmission } from './open-submission.ts';
import type { EditionStore, RecordStore } from './ports.ts';

export type CreateSubmissionPorts = OpenSubmissionPorts & {
  editions: Pick<EditionStore, 'state'>;
  records: Pick<RecordStore, 'getDefinition'>;
};

export type SubmissionRequest = {
  edition: EditionRef;
  cohort?: string | undefined;
  fileName: string;
  idempotencyKey?: string | undefined;
};

/**
 * Input: the edition and the name of a data file; who sends it, from the verified token.
 * Output: the submission, awaiting its upload, and the form to upload with.
 * Course: the agency must be a reporter of the edition, for the cohort if it names one, and the submission
 *   window must be open. Without a cohort, it is the first of the edition that the agency may send.
 *
 * @throws {Forbidden}, {NotFound}, {InvalidInput} or {Conflict}, before anything is written.
 */
export async function createSubmission(
  ports: CreateSubmissionPorts,
  identity: Identity,
  request: SubmissionRequest,
): Promise<OpenedSubmission> {
  requireRole(identity, 'reporter', 'operator');
  const { definition, hash } = await definitionOf(ports, request.edition);
  const cohort = cohortFor(definition, request, identity.agency);
  checkWindow(definition, ports.clock.now());
  const { edition, fileName } = request;
  const announcement = { kind: 'data' as const, edition, cohort, definition: hash, fileName };
  return openSubmission(ports, identity, announcement, request.idempotencyKey);
}

async function definitionOf(
  { editions, records }: CreateSubmissionPorts,
  edition: EditionRef,
): Promise<{ definition: EditionDefinition; hash: string }> {
  const state = await editions.state(edition);
  const definition = state && (await records.getDefinition(state.definition));
  if (definition) return { definition, hash: state.definition };
  throw new NotFound(`There is no edition "${editionId(edition)}". /v1/indices lists the indices.`, {
    parameter: 'edition',
  });
}

function cohortFor(definition: EditionDefinition, request: SubmissionRequest, agency: string): string {
  const edition = editionId(request.edition);
  const restated = definition.cohorts.filter((cohort) => cohort.origin === 'restated');
  const all = definition.cohorts.filter(({ origin }) => origin !== 'restated').map(({ id }) => id);
  const own = definition.reporters.filter((reporter) => reporter.agency === agency);
  const allowed = all.filter((id) => own.some(({ cohorts }) => !cohorts || cohorts.includes(id)));
  if (!allowed[0]) throw new Forbidden(`${agency} is not a reporter of ${edition}: ask its operator.`);

  const wanted = request.cohort ?? allowed[0];
  const made = restated.find(({ id }) => id === wanted);
  if (made)
    throw new InvalidInput(
      `The cohort "${wanted}" is made from "${made.from.cohort}" of ${made.from.period} and takes no files.`,
      { parameter: 'cohort', allowed },
    );
  if (!all.includes(wanted))
    throw new InvalidInput(`${edition} has no cohort "${wanted}".`, { parameter: 'cohort', allowed });
  if (!allowed.includes(wanted))
    throw new Forbidden(`${agency} may not send files for the cohort "${wanted}".`, {
      parameter: 'cohort',
      allowed,
    });
  return wanted;
}

function checkWindow({ submission }: EditionDefinition, now: Date): void {
  const { opens, closes } = submission;
  if (opens && now < new Date(opens))
    throw new Conflict(`This edition takes files from ${opens}: send it then.`);
  if (closes && now > new Date(closes))
    throw new Conflict(`This edition took files until ${closes}: ask its operator to open it again.`);
}
