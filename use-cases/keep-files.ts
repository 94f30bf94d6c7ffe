import type { PageStore, PortalFile } from './portal-ports.ts';

/** What a store holds or should hold: versions by path. */
export type Versions = Map<string, string>;

/** Files at a time. */
const lanes = 12;

export async function listAll(pages: PageStore, places: string[]): Promise<Versions> {
  const lists = await Promise.all(places.map((place) => pages.list(place)));
  return new Map(lists.flatMap((list) => [...list]));
}

/**
 * Writes those that do not lie there as they are.
 *
 * @returns what all of them are, and how many were written
 * @throws what the first write that failed says, once those beside it have ended
 */
export async function keepFiles(
  pages: PageStore,
  files: AsyncIterable<PortalFile>,
  there: Versions,
): Promise<{ versions: Versions; written: number }> {
  const versions: Versions = new Map();
  const waiting = new Set<Promise<unknown>>();
  const failures: unknown[] = [];
  let written = 0;
  try {
    for await (const file of files) {
      if (failures.length > 0) break;
      const version = pages.versionOf(file);
      versions.set(file.path, version);
      if (there.get(file.path) === version) continue;
      written += 1;
      const writing = pages
        .put(file)
        .catch((error: unknown) => failures.push(error))
        .finally(() => waiting.delete(writing));
      waiting.add(writing);
      if (waiting.size >= lanes) await Promise.race(waiting);
    }
  } finally {
    // Also where drawing fails: a function sleeps with what is under way, which would then be written late.
    await Promise.all(waiting);
  }
  if (failures.length > 0) throw failures[0];
  return { versions, written };
}

export async function removeFiles(pages: PageStore, paths: string[]): Promise<void> {
  for (let start = 0; start < paths.length; start += lanes)
    await Promise.all(paths.slice(start, start + lanes).map((path) => pages.remove(path)));
}
