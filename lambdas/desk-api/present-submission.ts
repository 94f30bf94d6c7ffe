import { addressOf } from '../../contracts/address.ts';
import { deskRoutes } from '../../contracts/desk-api.ts';
import type { DeskResponses } from '../../contracts/desk-responses.ts';
import { editionId } from '../../domain/methodology/edition-definition.ts';
import type { Submission } from '../../use-cases/ports.ts';

/** What the sender may see: where the file lies is ours. */
export const summariseSubmission = ({
  key,
  definition,
  objectVersion,
  part,
  report,
  touched,
  edition,
  ...shown
}: Submission) => ({
  ...shown,
  ...(edition && { edition: editionId(edition) }),
  links: { self: addressOf(deskRoutes.getSubmission, { submission: shown.id }) },
});

export const presentSubmission = (submission: Submission): DeskResponses['getSubmission'] => ({
  ...summariseSubmission(submission),
  ...(submission.report && { report: submission.report }),
  ...(submission.touched && { touched: submission.touched.map(editionId) }),
});
