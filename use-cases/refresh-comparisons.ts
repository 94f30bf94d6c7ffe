import type { EditionRef } from '../domain/methodology/edition-definition.ts';
import { staleComparisons } from '../domain/release/comparison.ts';
import type { EditionStore, ReleaseStore } from './ports.ts';

/**
 * Input: an edition that has just been released.
 * Output: itself and the next one of its index, so far as their changes are measured against what no longer
 *   precedes them.
 * Course: each one's dataset version grows first, so that its run with the right comparison counts as newer.
 */
export async function refreshComparisons(
  ports: { editions: EditionStore; releases: ReleaseStore },
  { index, period }: EditionRef,
): Promise<EditionRef[]> {
  const { editions } = await ports.releases.pointers(index);
  const stale = staleComparisons(editions, period).map((each) => ({ index, period: each }));
  await Promise.all(stale.map((edition) => ports.editions.bumpDatasetVersion(edition)));
  return stale;
}
