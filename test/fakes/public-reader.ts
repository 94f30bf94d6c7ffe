import { type Key, rankingPageKey, runKey, unitChunkKey } from '../../adapters/dynamodb/keys.ts';
import { rowItems, summaryItem } from '../../adapters/dynamodb/run-items.ts';
import { chunkOf } from '../../adapters/dynamodb/unit-chunks.ts';
import { toProfile, toRanking } from '../../adapters/public-reader/stored-bodies.ts';
import { editionId } from '../../domain/methodology/edition-definition.ts';
import type { PublicReader, UnitPlace } from '../../use-cases/read-ports.ts';
import type { World } from './in-memory.ts';

const heading = (index: string) => ({
  index,
  name: { vi: index, en: index },
  shortName: index,
  publisher: { name: { vi: 'Bộ', en: 'Ministry' } },
});

/**
 * What the public reads of a world.
 *
 * @param items of runs, by key, as the run store would have written them; filled as they are asked for
 */
export function publicReader(world: World, items = new Map<string, string>()): PublicReader {
  const write = (run: string) => {
    const stored = world.runs.get(run);
    if (!stored) return;
    for (const { pk, sk, body } of [...rowItems(stored), summaryItem(stored)]) items.set(`${pk} ${sk}`, body);
  };
  const bodyOf = (run: string, { pk, sk }: Key) => {
    if (!items.has(`RUN#${run} META`)) write(run);
    const body = items.get(`${pk} ${sk}`);
    return body === undefined ? undefined : JSON.parse(body);
  };
  const profile = ({ run, cohort }: UnitPlace, unit: string) => {
    const body = bodyOf(run, unitChunkKey(run, cohort.id, chunkOf(unit, cohort.unitChunks)));
    return body && toProfile(body, unit);
  };
  const releases = (index: string, period: string) =>
    structuredClone(world.releases.get(editionId({ index, period })) ?? []);
  return {
    catalogue: async () =>
      [...world.pointers.keys()].map((index) => ({ ...heading(index), description: heading(index).name })),
    index: async (index) => {
      const pointers = world.pointers.get(index);
      return pointers && structuredClone({ ...heading(index), ...pointers });
    },
    release: async (index, period, revision) =>
      releases(index, period).find((each) => each.revision === revision),
    releases: async (index, period) => releases(index, period).reverse(),
    errata: async () => [],
    summary: async (run) => bodyOf(run, runKey(run)),
    page: async (run, cohort, node, page) => {
      const body = bodyOf(run, rankingPageKey(run, cohort, node, page));
      return body && toRanking(body);
    },
    profile: async (place, unit) => profile(place, unit),
    profiles: async (places, unit) => places.map((place) => profile(place, unit)),
  };
}
