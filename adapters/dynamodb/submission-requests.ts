import type { SubmissionRequests } from '../../use-cases/open-submission.ts';
import type { Submission } from '../../use-cases/ports.ts';
import { submissionRequestKey } from './keys.ts';
import { type Table, updateItem } from './table.ts';

export const createSubmissionRequests = (table: Table): SubmissionRequests => ({
  async first(key, submission) {
    const item = await updateItem<{ submission: Submission }>(
      table,
      submissionRequestKey(submission.agency, key),
      {
        UpdateExpression: 'SET submission = if_not_exists(submission, :submission)',
        values: { ':submission': submission },
      },
    );
    return item!.submission;
  },
});
