import { UPPER } from './double-bits.ts';

/** Up to here insertion is faster than the fixed cost of the radix passes. */
const INSERTION_LIMIT = 200;

const DIGIT_BITS = 11;
const LAST_BUCKET = (1 << DIGIT_BITS) - 1;

/**
 * Places of the values from the largest to the smallest; equal values keep their order, NaN is left out.
 * Linear time: an index of 10,000 units is sorted anew at every node.
 *
 * @param values without -0
 */
export function sortDescending(values: Float64Array): Int32Array {
  const places = new Int32Array(values.length);
  let count = 0;
  for (let place = 0; place < values.length; place++)
    if (!Number.isNaN(values[place]!)) places[count++] = place;
  const present = places.subarray(0, count);
  return count <= INSERTION_LIMIT ? insertionSort(values, present) : radixSort(values, present);
}

function insertionSort(values: Float64Array, places: Int32Array): Int32Array {
  for (let sorted = 1; sorted < places.length; sorted++) {
    const place = places[sorted]!;
    const value = values[place]!;
    let gap = sorted;
    while (gap > 0 && values[places[gap - 1]!]! < value) {
      places[gap] = places[gap - 1]!;
      gap--;
    }
    places[gap] = place;
  }
  return places;
}

/** Least significant digit first on the upper halves of the keys, then the few that share an upper half. */
function radixSort(values: Float64Array, places: Int32Array): Int32Array {
  const keys = upperKeys(values);
  let from = places;
  let to: Int32Array = new Int32Array(places.length);
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
  return from;
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
