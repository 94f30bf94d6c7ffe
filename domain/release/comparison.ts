/** A release as far as comparison goes: the hash of its results, and what it was compared with. */
export type Comparable = {
  results: string;
  comparedWith: { period: string; results: string } | null;
};

/** The newest edition before a period, among those released; `undefined` for the first. */
export function precedingPeriod(released: Iterable<string>, period: string): string | undefined {
  return [...released]
    .filter((other) => other < period)
    .sort()
    .at(-1);
}

/**
 * Of an edition just released or withdrawn and the released one after it, those whose changes are measured against
 * something other than what now precedes them: an edition in between was released later, or the preceding
 * one was revised. No other edition can have become stale by that release.
 */
export function staleComparisons(editions: Record<string, Comparable>, released: string): string[] {
  const periods = Object.keys(editions).sort();
  const place = periods.findIndex((period) => period >= released);
  if (place < 0) return [];
  const concerned = periods[place] === released ? 2 : 1;
  return periods.slice(place, place + concerned).filter((period) => {
    const before = precedingPeriod(periods, period);
    const expected = before === undefined ? null : { period: before, results: editions[before]!.results };
    const actual = editions[period]!.comparedWith;
    return expected?.period !== actual?.period || expected?.results !== actual?.results;
  });
}
