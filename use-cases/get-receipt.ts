import { NotFound } from './errors.ts';
import { getSubmission } from './get-submission.ts';
import type { Identity } from './identity.ts';
import type { SubmissionStore } from './ports.ts';
import type { ProofStore } from './proof-ports.ts';

export type ReceiptPorts = {
  submissions: Pick<SubmissionStore, 'get'>;
  proofs: Pick<ProofStore, 'receipt'>;
};

/**
 * Output: the signed receipt of a file of the asker's own agency; an operator sees those of all.
 *
 * @throws {NotFound} also while the file is not judged or its receipt is not signed yet
 */
export async function getReceipt(
  ports: ReceiptPorts,
  identity: Identity,
  { id }: { id: string },
): Promise<string> {
  const { status } = await getSubmission(ports, identity, { id });
  const receipt = await ports.proofs.receipt(id);
  if (receipt) return receipt;
  throw new NotFound(
    status === 'awaiting-upload'
      ? `The file of submission ${id} has not been judged: its receipt comes with the outcome.`
      : `The receipt of submission ${id} is being signed: ask again in a moment.`,
    { parameter: 'submission' },
  );
}
