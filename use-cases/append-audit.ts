import type { auditedActs, EventOf } from '../contracts/events.ts';
import { type EditionRef, editionId } from '../domain/methodology/edition-definition.ts';
import { type AuditEntry, linked } from '../domain/proof/audit-chain.ts';
import type { Clock } from './ports.ts';

export type AuditedEvent = EventOf<(typeof auditedActs)[number]>;

export interface AuditLog {
  last(edition: EditionRef): Promise<AuditEntry | undefined>;
  /**
   * @param act tells the act from all others of the edition
   * @returns `known` when the act is in the log; `moved` when another entry has taken the place
   */
  append(entry: AuditEntry, act: string): Promise<'appended' | 'known' | 'moved'>;
  /** In their order, beginning with a sequence number; as many as a page holds. */
  list(edition: EditionRef, from: number): Promise<AuditEntry[]>;
}

const mostTries = 20;

/**
 * Input: news of an act.
 * Output: an entry in the log of each edition that it concerns, exactly one however often the news comes.
 * Course: an entry holds the hash of the one before and is written only where there is none. Who was overtaken
 *   links to the newer one and tries again.
 */
export async function appendAudit(
  ports: { audit: AuditLog; clock: Clock },
  event: AuditedEvent,
): Promise<void> {
  for (const edition of editionsOf(event)) await append(ports, edition, event);
}

async function append(
  { audit, clock }: { audit: AuditLog; clock: Clock },
  edition: EditionRef,
  event: AuditedEvent,
): Promise<void> {
  const entry = {
    edition: { index: edition.index, period: edition.period },
    act: event.type,
    at: event.time,
    recordedAt: clock.now().toISOString(),
    details: detailsOf(event),
  };
  for (let tries = 1; tries <= mostTries; tries += 1) {
    const outcome = await audit.append(await linked(entry, await audit.last(edition)), actOf(event));
    if (outcome !== 'moved') return;
  }
  throw new Error(`The audit log of ${editionId(edition)} moved at each of ${mostTries} tries`);
}

const editionsOf = ({ data }: AuditedEvent): EditionRef[] =>
  'editions' in data ? data.editions : [data.edition];

/** Of an act that came to many editions, what concerns each of them alike. */
function detailsOf({ id, correlationId, data }: AuditedEvent): Record<string, unknown> {
  const { edition: _, editions: __, ...details } = data as Record<string, unknown>;
  return { event: id, correlationId, ...details };
}

/** News is sent again under a new id when it may have been lost: the act it tells of is the same. */
function actOf({ id, type, data }: AuditedEvent): string {
  if ('order' in data) return `${type}#${data.order}`;
  if (type === 'observations.verified') return `${type}#${data.decision ?? id}`;
  if (type === 'permission.granted') return `${type}#${data.agency}#${data.until}`;
  if (type === 'release.published' || type === 'release.withdrawn') return `${type}#${data.revision}`;
  if ('submissionId' in data) return `${type}#${data.submissionId}`;
  return `${type}#${id}`;
}
