/** A unit's rank in one edition of an index. */
export type RankedEdition = { period: string; rank: number | null };

/** Editions one after the other in which a unit held the same rank. */
export type Streak = {
  rank: number;
  editions: number;
  from: string;
  to: string;
  /** Years between that have no edition here: whether the rank was held then is not known. */
  gapYears: string[];
};

/**
 * The longest streak at each rank that a unit held for two editions or more, the best rank first; of streaks as
 * long as one another the newest.
 *
 * Consecutive are editions that follow one another among those given, which is not to say year after year: the
 * years between are listed.
 *
 * @param editions oldest first, one a period
 */
export function streaksOf(editions: readonly RankedEdition[]): Streak[] {
  const longest = new Map<number, Streak>();
  let current: Streak | undefined;
  for (const { period, rank } of editions) {
    current = rank === null ? undefined : extend(current, rank, period);
    if (!current || current.editions < 2) continue;
    if (current.editions >= (longest.get(current.rank)?.editions ?? 0)) longest.set(current.rank, current);
  }
  return [...longest.values()].sort((a, b) => a.rank - b.rank);
}

function extend(current: Streak | undefined, rank: number, period: string): Streak {
  if (current?.rank !== rank) return { rank, editions: 1, from: period, to: period, gapYears: [] };
  const gapYears = [...current.gapYears, ...yearsBetween(current.to, period)];
  return { ...current, editions: current.editions + 1, to: period, gapYears };
}

function yearsBetween(from: string, to: string): string[] {
  const count = Math.max(0, Number(to) - Number(from) - 1);
  return Array.from({ length: count }, (_, year) => String(Number(from) + 1 + year));
}
