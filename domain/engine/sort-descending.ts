import { UPPER } from './double-bits.ts';

export type Sorted = {
  /** Units by descending value; those without a value are left out. */
  order: Int32Array<ArrayBuffer>;
  /** Their values. The next sort overwrites them. */
  values: Float64Array<ArrayBuffer>;
};

/** Memory of the last sort, for the next one: fresh memory takes longer than what is done in it. */
const memory = { values: new Float64Array(0), bucketOf: new Int32Array(0), starts: new Int32Array(0) };

function reserve(units: number): void {
  if (memory.values.length >= units) return;
  memory.values = new Float64Array(units);
  memory.bucketOf = new Int32Array(units);
  memory.starts = new Int32Array(2 * units);
}

/** Up to here insertion is faster than the fixed cost of spreading over buckets. */
const INSERTION_LIMIT = 100;

/** Moves that sorting within the buckets may take for each value, before the digits are taken instead. */
const MOVES_PER_VALUE = 8;

const DIGIT_BITS = 11;
const LAST_BUCKET = (1 << DIGIT_BITS) - 1;

/**
 * Sorts from the largest to the smallest; equal values keep their order. Linear time: an index of 10,000 units is
 * sorted anew at every node.
 *
 * @param values without -0; NaN where there is none
 */
export function sortDescending(values: Float64Array): Sorted {
  reserve(values.length);
  const { minimum, maximum, count } = extremes(values);
  if (count > INSERTION_LIMIT && minimum < maximum)
    return sortByBuckets(values, minimum, maximum, count) ?? sortByDigits(values, count);
  const sorted = present(values, count);
  insertionSort(sorted, Number.POSITIVE_INFINITY);
  return sorted;
}

function extremes(values: Float64Array): { minimum: number; maximum: number; count: number } {
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  let count = 0;
  for (let unit = 0, length = values.length; unit < length; unit++) {
    const value = values[unit]!;
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
    if (!Number.isNaN(value)) count++;
  }
  return { minimum, maximum, count };
}

function present(values: Float64Array, count: number): Sorted {
  const sorted = { order: new Int32Array(count), values: memory.values.subarray(0, count) };
  let position = 0;
  for (let unit = 0, length = values.length; unit < length; unit++) {
    if (Number.isNaN(values[unit]!)) continue;
    sorted.order[position] = unit;
    sorted.values[position++] = values[unit]!;
  }
  return sorted;
}

/** @returns false where that would take more moves than allowed, and the units are in some order */
function insertionSort({ order, values }: Sorted, moves: number): boolean {
  let left = moves;
  for (let position = 1, length = values.length; position < length; position++) {
    const value = values[position]!;
    if (value <= values[position - 1]!) continue;
    const unit = order[position]!;
    let gap = position;
    while (gap > 0 && values[gap - 1]! < value) {
      values[gap] = values[gap - 1]!;
      order[gap] = order[gap - 1]!;
      gap--;
    }
    values[gap] = value;
    order[gap] = unit;
    left -= position - gap;
    if (left < 0) return false;
  }
  return true;
}

/**
 * Spreads the values over twice as many buckets as there are, in proportion to their distance from the largest, and
 * sorts what fell into the same one.
 *
 * @returns `undefined` where the values are spread so unevenly that this is slow
 */
function sortByBuckets(
  values: Float64Array,
  minimum: number,
  maximum: number,
  count: number,
): Sorted | undefined {
  const buckets = 2 * count;
  const perUnit = (buckets - 1) / (maximum - minimum);
  if (!(perUnit > 0 && perUnit < Number.MAX_VALUE)) return undefined;
  const { bucketOf } = memory;
  const starts = memory.starts.fill(0, 0, buckets);
  for (let unit = 0, length = values.length; unit < length; unit++) {
    const bucket = Number.isNaN(values[unit]!) ? -1 : ((maximum - values[unit]!) * perUnit) | 0;
    bucketOf[unit] = bucket;
    if (bucket >= 0) starts[bucket]!++;
  }
  let start = 0;
  for (let bucket = 0; bucket < buckets; bucket++) {
    const size = starts[bucket]!;
    starts[bucket] = start;
    start += size;
  }
  const order = new Int32Array(count);
  const inOrder = memory.values.subarray(0, count);
  for (let unit = 0, length = values.length; unit < length; unit++) {
    const bucket = bucketOf[unit]!;
    if (bucket < 0) continue;
    const position = starts[bucket]!;
    starts[bucket] = position + 1;
    order[position] = unit;
    inOrder[position] = values[unit]!;
  }
  const sorted = { order, values: inOrder };
  return insertionSort(sorted, MOVES_PER_VALUE * count) ? sorted : undefined;
}

/** Least significant digit first on the upper halves of the keys, then the few that share an upper half. */
function sortByDigits(values: Float64Array, count: number): Sorted {
  const keys = upperKeys(values);
  let from = present(values, count).order;
  let to = new Int32Array(count);
  for (let shift = 0; shift < 32; shift += DIGIT_BITS) {
    const starts = bucketStarts(keys, from, shift);
    for (let position = 0; position < from.length; position++) {
      const place = from[position]!;
      const bucket = (keys[place]! >>> shift) & LAST_BUCKET;
      to[starts[bucket]!++] = place;
    }
    [from, to] = [to, from];
  }
  sortRuns(values, keys, from);
  const sorted = memory.values.subarray(0, count);
  for (let position = 0; position < count; position++) sorted[position] = values[from[position]!]!;
  return { order: from, values: sorted };
}

/**
 * The upper 32 bits of each value as a number whose ascending order is the descending order of the values. An
 * IEEE 754 double sorts as its bits do once the sign bit of a positive one is flipped, and all bits of a
 * negative one; all flipped again, the order descends.
 */
function upperKeys(values: Float64Array): Uint32Array {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
  const keys = new Uint32Array(values.length);
  for (let place = 0; place < keys.length; place++) {
    const upper = words[2 * place + UPPER]!;
    keys[place] = upper >>> 31 === 1 ? upper : upper ^ 0x7fffffff;
  }
  return keys;
}

/** Where each bucket of a digit starts. */
function bucketStarts(keys: Uint32Array, places: Int32Array, shift: number): Int32Array {
  const starts = new Int32Array(LAST_BUCKET + 2);
  for (let position = 0; position < places.length; position++)
    starts[((keys[places[position]!]! >>> shift) & LAST_BUCKET) + 1]!++;
  for (let bucket = 1; bucket < starts.length; bucket++) starts[bucket]! += starts[bucket - 1]!;
  return starts;
}

/** Sorts each run of equal keys that is not in order yet. */
function sortRuns(values: Float64Array, keys: Uint32Array, places: Int32Array): void {
  let start = 0;
  let inOrder = true;
  for (let position = 1; position <= places.length; position++) {
    const before = places[position - 1]!;
    const place = places[position];
    if (place !== undefined && keys[place] === keys[before]) {
      if (values[place]! > values[before]!) inOrder = false;
      continue;
    }
    if (!inOrder) places.subarray(start, position).sort((a, b) => values[b]! - values[a]! || a - b);
    start = position;
    inOrder = true;
  }
}
