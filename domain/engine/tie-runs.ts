import { sameDecimal } from './decimal.ts';

/**
 * The position after the last of a run of values that tie. Values tie that are equal as decimals of 15 significant digits:
 * 0.1 + 0.2 ties with 0.3.
 *
 * @param values descending
 */
export function endOfTie(values: Float64Array, start: number): number {
  const first = values[start]!;
  let end = start + 1;
  while (end < values.length && (values[end] === first || sameDecimal(first, values[end]!))) end++;
  return end;
}

/**
 * Visits each run of values that tie, the largest first.
 *
 * @param values descending
 * @param visit takes the run as positions: from `start` up to and without `end`
 */
export function forEachTie(values: Float64Array, visit: (start: number, end: number) => void): void {
  for (let start = 0; start < values.length; ) {
    const end = endOfTie(values, start);
    visit(start, end);
    start = end;
  }
}
