import { type Identity, requireRole } from './identity.ts';
import { type OpenedSubmission, type OpenSubmissionPorts, openSubmission } from './open-submission.ts';

/**
 * Input: the name of a bundle of definition files; who sends it, from the verified token.
 * Output: the submission, awaiting its upload, and the form to upload with.
 *
 * @throws {Forbidden} for anyone but an operator.
 */
export async function createDefinitionsUpload(
  ports: OpenSubmissionPorts,
  identity: Identity,
  request: { fileName: string; idempotencyKey?: string | undefined },
): Promise<OpenedSubmission> {
  requireRole(identity, 'operator');
  const { fileName, idempotencyKey } = request;
  return openSubmission(ports, identity, { kind: 'definitions', fileName }, { idempotencyKey });
}
