/** Where uploads of each kind lie: `submissions/{id}/{file}` and `definitions/{id}/{file}`. */
export type UploadPrefix = 'submissions' | 'definitions';

export const uploadKey = (prefix: UploadPrefix, submissionId: string, safeFileName: string): string =>
  `${prefix}/${submissionId}/${safeFileName}`;

/** The submission that an uploaded object belongs to; `undefined` for a key that we never handed out. */
export function submissionIdOf(key: string): string | undefined {
  return /^(?:submissions|definitions)\/([0-9A-HJKMNP-TV-Z]{26})\/[^/]+$/.exec(key)?.[1];
}
