import { editionId } from '../../domain/methodology/edition-definition.ts';
import type { AuditEntry } from '../../domain/proof/audit-chain.ts';
import type { AuditLog } from '../../use-cases/append-audit.ts';

/** An audit log in memory; `entries` by edition, which a test may change. */
export function memoryAuditLog(entries = new Map<string, AuditEntry[]>()): AuditLog {
  const acts = new Set<string>();
  return {
    last: async (edition) => entries.get(editionId(edition))?.at(-1),
    append: async (entry, act) => {
      const id = editionId(entry.edition);
      const kept = entries.get(id) ?? [];
      if (acts.has(`${id} ${act}`)) return 'known';
      if (kept.length + 1 !== entry.sequence) return 'moved';
      acts.add(`${id} ${act}`);
      entries.set(id, [...kept, entry]);
      return 'appended';
    },
    list: async (edition, from) =>
      (entries.get(editionId(edition)) ?? []).filter(({ sequence }) => sequence >= from).slice(0, 100),
  };
}
