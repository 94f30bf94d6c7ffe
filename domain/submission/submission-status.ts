/**
 * `awaiting-upload` until the file has been judged. An accepted file whose slot has gone to a newer one is read as
 * `superseded`, and as `accepted` again when that one is withdrawn. `rejected`, `cancelled` (taken back before it
 * was judged) and `withdrawn` (after) are final.
 */
export const submissionStatuses = [
  'awaiting-upload',
  'accepted',
  'rejected',
  'superseded',
  'cancelled',
  'withdrawn',
] as const;

export type SubmissionStatus = (typeof submissionStatuses)[number];
