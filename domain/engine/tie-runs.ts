import { sameDecimal } from './decimal.ts';

/**
 * The position after the last of a run of units that tie. Units tie whose values are equal as decimals of 15 significant
 * digits: 0.1 + 0.2 ties with 0.3.
 *
 * @param order units by descending value @param values a value a unit
 */
export function endOfTie(order: Int32Array, values: Float64Array, start: number): number {
  const first = values[order[start]!]!;
  let end = start + 1;
  while (end < order.length && sameDecimal(first, values[order[end]!]!)) end++;
  return end;
}

/**
 * Visits each run of units that tie, the one with the largest value first.
 *
 * @param order units by descending value @param values a value a unit
 * @param visit takes the run as positions in the order: from `start` up to and without `end`
 */
export function forEachTie(
  order: Int32Array,
  values: Float64Array,
  visit: (start: number, end: number) => void,
): void {
  for (let start = 0; start < order.length; ) {
    const end = endOfTie(order, values, start);
    visit(start, end);
    start = end;
  }
}
