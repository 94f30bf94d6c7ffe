import type { EditionRef } from '../domain/methodology/edition-definition.ts';
import type { AuditEntry } from '../domain/proof/audit-chain.ts';
import type { AuditLog } from './append-audit.ts';
import { type Identity, requireRole } from './identity.ts';

/** Output: acts on an edition in their order, from a sequence number on; none after the last. */
export async function readAudit(
  { audit }: { audit: Pick<AuditLog, 'list'> },
  identity: Identity,
  { edition, from = 1 }: { edition: EditionRef; from?: number | undefined },
): Promise<AuditEntry[]> {
  requireRole(identity, 'operator');
  return audit.list(edition, from);
}
