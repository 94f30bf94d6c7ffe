import type { Identity } from './identity.ts';
import type { SubmissionStore } from './ports.ts';

/** Output: a page of the submissions of the asker's agency, newest first, without their reports. */
export const listSubmissions = (
  { submissions }: { submissions: Pick<SubmissionStore, 'listByAgency'> },
  identity: Identity,
  { cursor }: { cursor?: string | undefined },
) => submissions.listByAgency(identity.agency, cursor);
