import { Conflict } from './errors.ts';
import type { Identity } from './identity.ts';
import type { Clock, Identifiers, Submission, SubmissionStore, UploadGrant, UploadGrants } from './ports.ts';
import { safeFileName } from './safe-file-name.ts';
import { type UploadPrefix, uploadKey } from './submission-key.ts';

export interface SubmissionRequests {
  /** The submission that an agency's idempotency key stands for: the given one if the key is new. */
  first(key: string, submission: Submission): Promise<Submission>;
}

export type OpenSubmissionPorts = {
  submissions: SubmissionStore;
  requests: SubmissionRequests;
  uploads: UploadGrants;
  clock: Clock;
  identifiers: Identifiers;
};

/** What the sender says of a file. */
export type Announcement = Pick<
  Submission,
  'kind' | 'fileName' | 'edition' | 'cohort' | 'definition' | 'signature'
>;

export type OpenedSubmission = {
  submission: Submission;
  /** Absent where the file has come and been judged. */
  upload?: UploadGrant & { maximumBytes: number };
};

const uploadSeconds = 15 * 60;
const mebibyte = 1024 * 1024;

const places: Record<Submission['kind'], { prefix: UploadPrefix; maximumBytes: number }> = {
  data: { prefix: 'submissions', maximumBytes: 100 * mebibyte },
  definitions: { prefix: 'definitions', maximumBytes: 20 * mebibyte },
};

/**
 * Writes the submission down and hands out a form to upload its file with, for a quarter of an hour or until
 * `closes`. The same announcement with the same key, sent again, gives the same submission; and a fresh form, unless
 * its file has been judged: what were uploaded then would count for nothing.
 *
 * @throws {Conflict} for a key that stands for another announcement.
 */
export async function openSubmission(
  ports: OpenSubmissionPorts,
  identity: Identity,
  announcement: Announcement,
  { idempotencyKey, closes }: { idempotencyKey?: string | undefined; closes?: string | undefined },
): Promise<OpenedSubmission> {
  const { prefix, maximumBytes } = places[announcement.kind];
  const id = ports.identifiers.next();
  const submission: Submission = {
    ...announcement,
    fileName: announcement.fileName.normalize('NFC'),
    id,
    agency: identity.agency,
    submittedBy: identity.subject,
    key: uploadKey(prefix, id, safeFileName(announcement.fileName)),
    createdAt: ports.clock.now().toISOString(),
    status: 'awaiting-upload',
  };
  const kept =
    idempotencyKey === undefined
      ? await create(ports, submission)
      : await createOnce(ports, submission, idempotencyKey);
  if (kept.status !== 'awaiting-upload') return { submission: kept };
  const seconds = secondsUntil(closes, ports.clock.now());
  const grant = await ports.uploads.grant(kept.key, { maximumBytes, seconds });
  return { submission: kept, upload: { ...grant, maximumBytes } };
}

/** A form never outlives the window: the store itself refuses a file that comes after the closing. */
function secondsUntil(closes: string | undefined, now: Date): number {
  const left = closes ? Math.floor((Date.parse(closes) - now.getTime()) / 1000) : uploadSeconds;
  return Math.min(uploadSeconds, Math.max(1, left));
}

async function create({ submissions }: OpenSubmissionPorts, submission: Submission): Promise<Submission> {
  await submissions.create(submission);
  return submission;
}

/** The key is taken before the submission is written, so a retry after a crash in between completes it. */
async function createOnce(
  ports: OpenSubmissionPorts,
  submission: Submission,
  idempotencyKey: string,
): Promise<Submission> {
  const first = await ports.requests.first(idempotencyKey, submission);
  if (first.id === submission.id) return create(ports, submission);
  if (identityOf(first) !== identityOf(submission))
    throw new Conflict('This Idempotency-Key stands for another file: choose a fresh one for each file.', {
      parameter: 'Idempotency-Key',
    });
  return (await ports.submissions.get(first.id)) ?? create(ports, first);
}

const identityOf = ({ kind, fileName, edition, cohort, signature }: Announcement): string =>
  JSON.stringify([kind, fileName, edition?.index, edition?.period, cohort, signature]);
