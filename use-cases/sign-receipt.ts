import type { Receipt } from '../contracts/proof-documents.ts';
import { Upstream } from './errors.ts';
import type { Submission, SubmissionStore, UploadReader } from './ports.ts';
import type { Digest, FileRetention, KeyStore, ProofStore, Signer } from './proof-ports.ts';

export type SignReceiptPorts = {
  submissions: Pick<SubmissionStore, 'get'>;
  uploads: UploadReader;
  digestOf: (body: AsyncIterable<Uint8Array>) => Promise<Digest>;
  proofs: ProofStore;
  keys: Pick<KeyStore, 'keep'>;
  signer: Signer;
  /** Absent where versions are kept, and no more. */
  retention?: FileRetention | undefined;
};

export type DecidedFile = { submissionId: string; status: Receipt['status'] };

/**
 * Input: a data file that was judged, whatever the outcome.
 * Output: a signed receipt: the hash of the bytes that arrived, when, and how they were judged; from before it is
 *   given, nobody can delete the file.
 * Course: of two receipts for a file the first to be written stays. The outcome is that of the judgement: a file
 *   that a newer one has superseded since was accepted all the same.
 */
export async function signReceipt(
  ports: SignReceiptPorts,
  { submissionId, status }: DecidedFile,
): Promise<string> {
  const kept = await ports.proofs.receipt(submissionId);
  if (kept) return kept;
  const submission = await ports.submissions.get(submissionId);
  if (!submission?.objectVersion) throw new Upstream(`Submission ${submissionId} has not been judged`);
  const upload = await ports.uploads.getUpload(submission.key, submission.objectVersion);
  if (!upload) throw new Upstream(`The upload ${submission.key} cannot be read`);
  await ports.retention?.keep(submission.key, upload.version, submission.decidedAt!);
  const file = { ...(await ports.digestOf(upload.body)), version: upload.version };
  await ports.keys.keep(await ports.signer.key());
  return ports.proofs.keepReceipt(submissionId, await ports.signer.sign(receiptOf(submission, status, file)));
}

/** A file is judged only once its signature is right: another finding says that it was. */
const signatureOf = ({ report }: Submission, jws: string) => ({
  jws,
  verified: !report?.findings.some(({ code }) => code === 'signature-wrong'),
});

const receiptOf = (submission: Submission, status: Receipt['status'], file: Receipt['file']): Receipt => ({
  schema: 1,
  kind: 'receipt',
  submission: submission.id,
  agency: submission.agency,
  ...(submission.edition && {
    edition: { index: submission.edition.index, period: submission.edition.period },
  }),
  ...(submission.cohort && { cohort: submission.cohort }),
  fileName: submission.fileName,
  file,
  ...(submission.signature !== undefined && { signature: signatureOf(submission, submission.signature) }),
  announcedAt: submission.createdAt,
  decidedAt: submission.decidedAt!,
  status,
  rows: submission.report?.rows ?? 0,
  errors: submission.report?.total.errors ?? 0,
  warnings: submission.report?.total.warnings ?? 0,
  ...(submission.part && { part: submission.part }),
});
