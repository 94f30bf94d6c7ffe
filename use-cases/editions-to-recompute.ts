import type { EventOf } from '../contracts/events.ts';
import type { EditionRef } from '../domain/methodology/edition-definition.ts';
import type { EditionStore, RecordStore, ReleaseStore, RunStore } from './ports.ts';
import { refreshComparisons } from './refresh-comparisons.ts';

/** What makes rankings be computed anew. */
export const recomputedOn = [
  'observations.accepted',
  'observations.withdrawn',
  'observations.verified',
  'definitions.registered',
  'release.published',
  'release.withdrawn',
] as const;

/** Output: the editions that the news asks to compute. */
export async function editionsToRecompute(
  ports: { editions: EditionStore; records: RecordStore; releases: ReleaseStore; runs: RunStore },
  { type, data }: EventOf<(typeof recomputedOn)[number]>,
): Promise<EditionRef[]> {
  if (type === 'release.published' || type === 'release.withdrawn')
    return refreshComparisons(ports, data.edition);
  // Read while the rest is looked up: who needs the part finds it at hand, and hears of it where that fails.
  if (type === 'observations.accepted') ports.records.getPart(data.part).catch(() => {});
  return data.editions;
}
