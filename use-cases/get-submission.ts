import { NotFound } from './errors.ts';
import { hasRole, type Identity } from './identity.ts';
import type { Submission, SubmissionStore } from './ports.ts';

/**
 * Output: a submission of the asker's own agency; an operator sees those of all.
 *
 * @throws {NotFound} also for a submission of another agency: that it exists is not for others to know.
 */
export async function getSubmission(
  { submissions }: { submissions: Pick<SubmissionStore, 'get'> },
  identity: Identity,
  { id }: { id: string },
): Promise<Submission> {
  const submission = await submissions.get(id);
  if (submission && (submission.agency === identity.agency || hasRole(identity, 'operator')))
    return submission;
  throw new NotFound(`${identity.agency} has no submission ${id}.`, { parameter: 'submission' });
}
