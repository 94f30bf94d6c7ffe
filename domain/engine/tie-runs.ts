import { sameDecimal } from './decimal.ts';

/**
 * Visits each run of units that tie, best first. Units tie that are equal as decimals of 15 significant digits:
 * 0.1 + 0.2 ties with 0.3.
 *
 * @param order units by descending value
 * @param visit takes the run as positions in `order`: from `start` up to and without `end`
 */
export function forEachTie(
  values: Float64Array,
  order: Int32Array,
  visit: (start: number, end: number) => void,
): void {
  let start = 0;
  for (let position = 1; position <= order.length; position++) {
    if (position < order.length && sameDecimal(values[order[start]!]!, values[order[position]!]!)) continue;
    visit(start, position);
    start = position;
  }
}
