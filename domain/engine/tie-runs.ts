import { sameDecimal } from './decimal.ts';

/**
 * Where each position's run of values that tie starts. Values tie that are equal as decimals of 15 significant digits:
 * 0.1 + 0.2 ties with 0.3.
 *
 * @param values descending
 */
export function tieStarts(values: Float64Array): Int32Array {
  const starts = new Int32Array(values.length);
  let start = 0;
  for (let position = 1; position < values.length; position++) {
    const first = values[start]!;
    const value = values[position]!;
    if (value !== first && !sameDecimal(first, value)) start = position;
    starts[position] = start;
  }
  return starts;
}

/**
 * Visits each run of values that tie, the largest first.
 *
 * @param values descending
 * @param visit takes the run as positions: from `start` up to and without `end`
 */
export function forEachTie(values: Float64Array, visit: (start: number, end: number) => void): void {
  const starts = tieStarts(values);
  for (let start = 0; start < starts.length; ) {
    let end = start + 1;
    while (end < starts.length && starts[end] === start) end++;
    visit(start, end);
    start = end;
  }
}
