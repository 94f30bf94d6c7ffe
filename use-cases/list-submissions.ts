import type { Identity } from './identity.ts';
import type { SubmissionFilter, SubmissionStore } from './ports.ts';

/** Output: a page of the submissions of the asker's agency, newest first, without their reports. */
export const listSubmissions = (
  { submissions }: { submissions: Pick<SubmissionStore, 'listByAgency'> },
  identity: Identity,
  { cursor, ...filter }: { cursor?: string | undefined } & SubmissionFilter,
) => submissions.listByAgency(identity.agency, cursor, filter);
