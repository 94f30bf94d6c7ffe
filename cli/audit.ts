import { readJson } from '../adapters/http/read-json.ts';
import { addressOf } from '../contracts/address.ts';
import { deskRoutes } from '../contracts/desk-api.ts';
import type { DeskResponses } from '../contracts/desk-responses.ts';
import { parseEditionId } from '../domain/methodology/edition-definition.ts';
import { type AuditEntry, chainFaults } from '../domain/proof/audit-chain.ts';
import { atDesk } from './desk.ts';
import { Failure } from './failure.ts';
import type { Streams } from './main.ts';

export type AuditOptions = { api: string; token: string; edition: string };

/**
 * Input: an edition, and an operator's token.
 * Output: every act on it, a line each, when the chain of the log is whole.
 *
 * @throws {Failure} naming the entries that were changed or are missing
 */
export async function audit({ api, token, edition }: AuditOptions, streams: Streams): Promise<void> {
  const entries = await atDesk(allEntries(api, token, edition));
  const faults = await chainFaults(entries);
  for (const { sequence, at, act, details } of entries)
    streams.stdout.write(`${sequence}  ${at}  ${act}  ${JSON.stringify(details)}\n`);
  if (faults.length > 0) throw new Failure(faults);
  streams.stdout.write(
    `${entries.length} acts, the chain is whole; its last hash: ${entries.at(-1)?.hash ?? 'none'}\n`,
  );
}

async function allEntries(api: string, token: string, edition: string): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  let next: string | undefined = addressOf(deskRoutes.readAudit, parseEditionId(edition));
  while (next) {
    const page: DeskResponses['readAudit'] = await readJson(`${api}${next}`, {
      Authorization: `Bearer ${token}`,
    });
    entries.push(...page.entries);
    next = page.links.next;
  }
  return entries;
}
