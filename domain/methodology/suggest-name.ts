import { closest, distance } from 'fastest-levenshtein';

/** A slip of the pen changes a letter or two; beyond a third of the word another name is meant. */
const isSlip = (name: string, candidate: string): boolean =>
  distance(name, candidate) <= Math.max(2, Math.floor(name.length / 3));

/** `; did you mean "…"?`, or nothing where no candidate is near. */
export function suggestName(name: string, candidates: Iterable<string>): string {
  const sorted = [...candidates].sort();
  if (sorted.length === 0) return '';
  const nearest = closest(name, sorted);
  return isSlip(name, nearest) ? `; did you mean "${nearest}"?` : '';
}
