import type { EditionRef } from '../domain/methodology/edition-definition.ts';
import { checkSignature, type FileSignatures } from './file-signature.ts';
import { type DefinitionPorts, findDefinition } from './find-definition.ts';
import { type Identity, requireRole } from './identity.ts';
import { type LatePermissions, requireOpen, windowOf } from './late-permissions.ts';
import { type OpenedSubmission, type OpenSubmissionPorts, openSubmission } from './open-submission.ts';
import { reportedCohort } from './reported-cohort.ts';

export type CreateSubmissionPorts = OpenSubmissionPorts &
  DefinitionPorts & {
    permissions: Pick<LatePermissions, 'ofEdition'>;
    signatures: Pick<FileSignatures, 'keyOf'>;
  };

export type SubmissionRequest = {
  edition: EditionRef;
  cohort?: string | undefined;
  fileName: string;
  /** A detached JWS of the file. */
  signature?: string | undefined;
  idempotencyKey?: string | undefined;
};

/**
 * Input: the edition and the name of a data file; who sends it, from the verified token.
 * Output: the submission, awaiting its upload, and the form to upload with.
 * Course: the agency must be a reporter of the edition, for the cohort if it names one, and the submission
 *   window must be open for it; a signature must name a key of the agency. Without a cohort, it is the first of the edition that the agency may send. The
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
  const { id: cohort } = reportedCohort(definition, request, identity.agency);
  const window = await windowOf(ports, definition, identity.agency);
  requireOpen(window, ports.clock.now());
  const { edition, fileName, signature, idempotencyKey } = request;
  if (signature !== undefined) checkSignature(ports.signatures, definition, identity.agency, signature);
  const announcement = {
    kind: 'data' as const,
    ...{ edition, cohort, definition: hash, fileName },
    ...(signature !== undefined && { signature }),
  };
  return openSubmission(ports, identity, announcement, { idempotencyKey, closes: window.closes });
}
