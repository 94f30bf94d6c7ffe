import { AnalysisError } from '../analysis-error.ts';
import { shapleyValues } from '../shapley.ts';
import type { Subject } from '../subject.ts';
import { createHybrids, SOURCES, type Source, type Standing } from './hybrid-edition.ts';

/** What a change is put down to: one source, or several that cannot be told apart. */
export type ChangePart = {
  sources: readonly Source[];
  score: number;
  /** Places gained; below 0 lost. */
  places: number;
};

export type ChangeAttribution = {
  before: Standing;
  after: Standing;
  /** After − before, and the rank before − the rank after. */
  score: number;
  places: number;
  /** They sum to the change, of the score and of the places. */
  parts: ChangePart[];
};

/**
 * Ways to put sources together, the finest first. Where one edition lacks what the other's method asks for, the data
 * of one do not go with the method of the other, and the two count as one source.
 */
const PARTITIONS: readonly (readonly (readonly Source[])[])[] = [
  [['own-data'], ['others-data'], ['weights'], ['method']],
  [['own-data'], ['others-data'], ['weights', 'method']],
  [['own-data', 'method'], ['others-data'], ['weights']],
  [['own-data', 'others-data', 'method'], ['weights']],
  [SOURCES],
];

/**
 * What moved a unit between two editions: its own data, the others' data (whose extremes set the bounds and whose
 * scores the rank), the weights, or the method, that is all else of the framework. Each source's part is its Shapley
 * value: what taking it from the second edition instead of the first changes, averaged over all orders of taking them.
 * Source: Shapley (1953); Shorrocks, Decomposition Procedures for Distributional Analysis: a Unified Framework Based
 * on the Shapley Value (1999, printed 2013), section 3.
 *
 * @param before @param after the editions, whose matrices carry the ids of their units
 * @param unit the unit's id
 * @param node a node that both frameworks have; their totals where absent
 * @throws {AnalysisError} `unit-unknown`; `node-unknown`; `unit-not-ranked` where it has no rank in one of them
 * @throws {EngineError} where an edition cannot be computed
 */
export function attributeChange(
  before: Subject,
  after: Subject,
  unit: string,
  node?: string,
): ChangeAttribution {
  const hybrids = createHybrids(before, after, unit, node);
  const standings = Array.from({ length: 1 << SOURCES.length }, (_, fromAfter) =>
    hybrids.standing(fromAfter),
  );
  const first = ranked(standings[0], unit, 'first');
  const last = ranked(standings.at(-1), unit, 'second');
  const partition = PARTITIONS.find((parts) => standingsOf(parts, standings).every((standing) => standing))!;
  const path = standingsOf(partition, standings) as Standing[];
  const scores = shapleyValues(Float64Array.from(path, ({ score }) => score));
  const places = shapleyValues(Float64Array.from(path, ({ rank }) => -rank));
  return {
    before: first,
    after: last,
    score: last.score - first.score,
    places: first.rank - last.rank,
    parts: partition.map((sources, part) => ({ sources, score: scores[part]!, places: places[part]! })),
  };
}

/** The standings of all coalitions of parts, in the order that `shapleyValues` wants. */
function standingsOf(
  parts: readonly (readonly Source[])[],
  standings: readonly (Standing | null)[],
): (Standing | null)[] {
  return Array.from({ length: 1 << parts.length }, (_, coalition) => {
    let fromAfter = 0;
    for (const [part, sources] of parts.entries())
      if ((coalition >>> part) & 1) for (const source of sources) fromAfter |= 1 << SOURCES.indexOf(source);
    return standings[fromAfter]!;
  });
}

function ranked(standing: Standing | null | undefined, unit: string, which: 'first' | 'second'): Standing {
  if (standing) return standing;
  throw new AnalysisError({
    code: 'unit-not-ranked',
    where: unit,
    message: `has no rank in the ${which} edition, so there is no change to explain`,
  });
}
