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
 * Periods whose changes are measured against something other than the edition that now precedes them: an
 * edition in between was released later, or the preceding one was revised.
 */
export function staleComparisons(editions: Record<string, Comparable>): string[] {
  const periods = Object.keys(editions).sort();
  return periods.filter((period, position) => {
    const before = periods[position - 1];
    const expected = before === undefined ? null : { period: before, results: editions[before]!.results };
    const actual = editions[period]!.comparedWith;
    return expected?.period !== actual?.period || expected?.results !== actual?.results;
  });
}
