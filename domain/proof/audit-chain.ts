import { contentHash } from '../release/content-hash.ts';

/** One act on an edition, as the audit log keeps it. */
export type AuditEntry = {
  /** Counts the acts on the edition from 1. */
  sequence: number;
  edition: { index: string; period: string };
  act: string;
  /** When it happened, and when it was written here. */
  at: string;
  recordedAt: string;
  details: Record<string, unknown>;
  /** The hash of the entry before, `null` for the first. */
  previous: string | null;
  /** Of everything above. */
  hash: string;
};

export type NewEntry = Omit<AuditEntry, 'sequence' | 'previous' | 'hash'>;

/** The entry that follows another: whoever changes an entry changes the hash of every later one. */
export async function linked(
  { edition, act, at, recordedAt, details }: NewEntry,
  last: AuditEntry | undefined,
): Promise<AuditEntry> {
  const sequence = (last?.sequence ?? 0) + 1;
  const content = { sequence, edition, act, at, recordedAt, details, previous: last?.hash ?? null };
  return { ...content, hash: await contentHash(content) };
}

/**
 * @param entries of one edition, from its first act
 * @returns what is wrong, a line each; nothing where every entry is as it was written and none is missing
 */
export async function chainFaults(entries: readonly AuditEntry[]): Promise<string[]> {
  const faults: string[] = [];
  let before: AuditEntry | undefined;
  for (const [place, { hash, ...content }] of entries.entries()) {
    const expected = place + 1;
    if (content.sequence !== expected)
      faults.push(`entry ${expected} is missing: entry ${content.sequence} stands there`);
    if ((await contentHash(content)) !== hash) faults.push(`entry ${content.sequence} was changed`);
    if (content.previous !== (before?.hash ?? null))
      faults.push(`entry ${content.sequence} does not follow the one before it`);
    before = { ...content, hash };
  }
  return faults;
}
