import type { EventOf } from '../contracts/events.ts';
import type { EditionRef } from '../domain/methodology/edition-definition.ts';
import type { EditionStore, RecordStore, ReleaseStore, RunStore } from './ports.ts';
import { refreshComparisons } from './refresh-comparisons.ts';
import type { TakenIn } from './taken-in.ts';

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
  ports: {
    editions: EditionStore;
    records: RecordStore;
    releases: ReleaseStore;
    runs: RunStore;
    takenIn: TakenIn;
  },
  { type, data }: EventOf<(typeof recomputedOn)[number]>,
): Promise<EditionRef[]> {
  if (type === 'release.published' || type === 'release.withdrawn')
    return refreshComparisons(ports, data.edition);
  if (type !== 'observations.accepted') return data.editions;
  const { submissionId, slot, part } = data;
  const editions = data.editions.filter((each) => !slot || !ports.takenIn.holds(each, slot, submissionId));
  // Read while the rest is looked up: who needs the part finds it at hand, and hears of it where that fails.
  if (editions.length > 0) ports.records.getPart(part).catch(() => {});
  return editions;
}
