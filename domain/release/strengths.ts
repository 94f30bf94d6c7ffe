import type { Text } from '../methodology/definitions.ts';

type Place = { code: string; name: Text; parent: string | null; rank: number | null; ranked: number };

/** A part of an index with the place that a unit has there. */
export type RankedPart = { code: string; name: Text; rank: number; ranked: number };

const mostEach = 5;

/**
 * The parts at which a unit has its best and its worst places, best first in strengths and worst first in
 * weaknesses. Parts are the nodes that nothing feeds, of the whole tree or those reported beside it; of fewer than
 * ten, half are told each way at most. The last place is no strength and the first no weakness, however many share it.
 *
 * @param places of one unit, the total first
 */
export function strongestAndWeakest(places: readonly Place[]): {
  strengths: RankedPart[];
  weaknesses: RankedPart[];
} {
  const parents = new Set(places.map(({ parent }) => parent));
  const parts = places
    .slice(1)
    .flatMap(({ code, name, rank, ranked }) =>
      rank === null || parents.has(code) || ranked < 2 ? [] : [{ code, name, rank, ranked }],
    )
    .sort((a, b) => share(a) - share(b));
  const count = Math.min(mostEach, Math.floor(parts.length / 2));
  return {
    strengths: parts.slice(0, count).filter(({ rank, ranked }) => rank < ranked),
    weaknesses: parts
      .slice(parts.length - count)
      .filter(({ rank }) => rank > 1)
      .reverse(),
  };
}

/** 0 for the first place, 1 for the last. */
const share = ({ rank, ranked }: RankedPart): number => (rank - 1) / (ranked - 1);
