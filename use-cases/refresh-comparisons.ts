import type { EditionRef } from '../domain/methodology/edition-definition.ts';
import { staleComparisons } from '../domain/release/comparison.ts';
import { looksBackOnOtherData } from '../domain/release/looks-back.ts';
import type { EditionStore, IndexPointers, ReleaseStore, RunStore } from './ports.ts';

type Ports = { editions: EditionStore; releases: ReleaseStore; runs: Pick<RunStore, 'get'> };

/**
 * Input: an edition that has just been released, or whose release was withdrawn.
 * Output: itself and the next one of its index, so far as their changes are measured against what no longer
 *   precedes them; and later ones whose gaps were filled from other data of it.
 * Course: each one's dataset version grows first, so that its run from the right inputs counts as newer.
 */
export async function refreshComparisons(ports: Ports, { index, period }: EditionRef): Promise<EditionRef[]> {
  const { editions } = await ports.releases.pointers(index);
  const periods = new Set([
    ...staleComparisons(editions, period),
    ...(await filledFromOtherData(ports.runs, editions, period)),
  ]);
  const stale = [...periods].map((each) => ({ index, period: each }));
  await Promise.all(stale.map((edition) => ports.editions.bumpDatasetVersion(edition)));
  return stale;
}

/** Reads runs only for indices that impute over time. */
async function filledFromOtherData(
  runs: Ports['runs'],
  editions: IndexPointers['editions'],
  released: string,
): Promise<string[]> {
  const later = Object.keys(editions).filter((each) => each > released && editions[each]!.looksBack);
  if (later.length === 0) return [];
  const inputsOf = async (period: string) => {
    const pointer = editions[period];
    return pointer && (await runs.get(pointer.run))?.inputs;
  };
  const [now, ...seen] = await Promise.all([released, ...later].map(inputsOf));
  return later.filter((_, place) => seen[place] && looksBackOnOtherData(seen[place], released, now));
}
