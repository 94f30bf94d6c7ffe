import { powerOfTen } from './decimal.ts';
import { UPPER } from './double-bits.ts';
import { sortByKeys } from './sort-by-keys.ts';

export type Sorted = {
  /** Units by descending value; those without a value are left out. */
  order: Int32Array;
  /** A number a unit, equal where units tie; absent where only the values can tell. The next sort overwrites them. */
  keys?: Int32Array;
};

/** Turns whole numbers into keys whose ascending order, as unsigned ones, is the descending order of the numbers. */
const DESCENDING = 0x7fffffff;

/** Moves that putting right may take for each value, before all are compared instead. */
const MOVES_PER_VALUE = 8;

/** Memory of the last sort, for the next one: fresh memory takes longer than what is done in it. */
const memory = { keys: new Int32Array(0), units: new Int32Array(0) };

/**
 * Sorts from the largest to the smallest; equal values keep their order. Linear time: an index of 10,000 units is
 * sorted anew at every node.
 *
 * @param values without -0; NaN where there is none
 * @param decimals that they are rounded to, 0 … 15; absent where they are not rounded
 */
export function sortDescending(values: Float64Array, decimals?: number): Sorted {
  if (memory.keys.length < values.length) {
    memory.keys = new Int32Array(values.length);
    memory.units = new Int32Array(values.length);
  }
  const { keys, units } = memory;
  const whole = decimals === undefined ? undefined : wholeKeys(values, decimals, keys, units);
  if (whole !== undefined) return { order: sortByKeys(keys, units, whole), keys };
  const order = sortByKeys(keys, units, upperKeys(values, keys, units));
  if (!putRight(values, order)) order.sort((a, b) => values[b]! - values[a]! || a - b);
  return { order };
}

/**
 * How many units of the last decimal each value is. The loop calls nothing, not even where it hardly ever comes to: a
 * call makes the compiler look at every array again in each turn.
 *
 * @param keys takes a key a unit @param units takes those that have a value
 * @returns how many have one; `undefined` where one is too large for a whole number of 32 bits
 */
function wholeKeys(
  values: Float64Array,
  decimals: number,
  keys: Int32Array,
  units: Int32Array,
): number | undefined {
  const power = powerOfTen(decimals);
  let count = 0;
  let fits = true;
  for (let unit = 0, length = values.length; unit < length; unit++) {
    const scaled = values[unit]! * power;
    if (Math.abs(scaled) >= DESCENDING) fits = false;
    keys[unit] = Math.floor(scaled + 0.5) ^ DESCENDING;
    if (!Number.isNaN(scaled)) units[count++] = unit;
  }
  return fits ? count : undefined;
}

/**
 * The upper 32 bits of each value. An IEEE 754 double sorts as its bits do once the sign bit of a positive one is
 * flipped, and all bits of a negative one; all flipped again, the order descends.
 *
 * @param keys takes a key a unit @param units takes those that have a value
 * @returns how many have one
 */
function upperKeys(values: Float64Array, keys: Int32Array, units: Int32Array): number {
  const words = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
  let count = 0;
  for (let unit = 0, length = values.length; unit < length; unit++) {
    const upper = words[2 * unit + UPPER]!;
    keys[unit] = upper < 0 ? upper : upper ^ DESCENDING;
    if (!Number.isNaN(values[unit]!)) units[count++] = unit;
  }
  return count;
}

/**
 * Puts the few units right that differ in the lower halves of their values alone.
 *
 * @returns false where they are not few, and the units are in some order
 */
function putRight(values: Float64Array, order: Int32Array): boolean {
  let moves = MOVES_PER_VALUE * order.length;
  let before = Number.POSITIVE_INFINITY;
  for (let position = 0, length = order.length; position < length; position++) {
    const unit = order[position]!;
    const value = values[unit]!;
    if (value <= before) {
      before = value;
      continue;
    }
    let gap = position;
    for (; gap > 0 && values[order[gap - 1]!]! < value; gap--) order[gap] = order[gap - 1]!;
    order[gap] = unit;
    moves -= position - gap;
    if (moves < 0) return false;
  }
  return true;
}
