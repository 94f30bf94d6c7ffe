import {
  type EditionDefinition,
  type EditionRef,
  editionId,
} from '../domain/methodology/edition-definition.ts';
import { Forbidden, InvalidInput } from './errors.ts';
import { type DefinitionPorts, findDefinition } from './find-definition.ts';
import { type Identity, requireRole } from './identity.ts';
import { type LatePermissions, requireOpen, windowOf } from './late-permissions.ts';
import { type OpenedSubmission, type OpenSubmissionPorts, openSubmission } from './open-submission.ts';

export type CreateSubmissionPorts = OpenSubmissionPorts &
  DefinitionPorts & { permissions: Pick<LatePermissions, 'ofEdition'> };

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
 *   window must be open for it. Without a cohort, it is the first of the edition that the agency may send. The
 *   form ends with the window, so that a file counts exactly if the store took it in time.
 *
 * @throws {Forbidden}, {NotFound}, {InvalidInput} or {Conflict}, before anything is written.
 */
export async function createSubmission(
  ports: CreateSubmissionPorts,
  identity: Identity,
  request: SubmissionRequest,
): Promise<OpenedSubmission> {
  requireRole(identity, 'reporter', 'operator');
  const { definition, hash } = await findDefinition(ports, request.edition);
  const cohort = cohortFor(definition, request, identity.agency);
  const window = await windowOf(ports, definition, identity.agency);
  requireOpen(window, ports.clock.now());
  const { edition, fileName, idempotencyKey } = request;
  const announcement = { kind: 'data' as const, edition, cohort, definition: hash, fileName };
  return openSubmission(ports, identity, announcement, { idempotencyKey, closes: window.closes });
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
