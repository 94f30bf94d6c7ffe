import { NotFound } from './errors.ts';
import { hasRole, type Identity } from './identity.ts';
import type { Submission, SubmissionStore } from './ports.ts';

type SubmissionPorts = { submissions: Pick<SubmissionStore, 'get'> };

/**
 * Output: a submission of the asker's own agency; an operator sees those of all.
 *
 * @throws {NotFound} also for a submission of another agency: that it exists is not for others to know.
 */
export async function getSubmission(
  { submissions }: SubmissionPorts,
  identity: Identity,
  { id }: { id: string },
): Promise<Submission> {
  const submission = await submissions.get(id);
  if (submission && (submission.agency === identity.agency || hasRole(identity, 'operator')))
    return submission;
  throw noSuch(identity, id);
}

/** @throws {NotFound} for a submission of another agency, also when an operator asks: to change it is not theirs. */
export async function ownSubmission(
  { submissions }: SubmissionPorts,
  identity: Identity,
  id: string,
): Promise<Submission> {
  const submission = await submissions.get(id);
  if (submission?.agency === identity.agency) return submission;
  throw noSuch(identity, id);
}

const noSuch = ({ agency }: Identity, id: string) =>
  new NotFound(`${agency} has no submission ${id}.`, { parameter: 'submission' });
