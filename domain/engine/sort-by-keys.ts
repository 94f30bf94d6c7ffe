/** Up to here insertion is faster than the fixed cost of digits. */
const INSERTION_LIMIT = 100;

const DIGIT_BITS = 11;
const HIGH_SHIFT = 2 * DIGIT_BITS;
const BUCKETS = 1 << DIGIT_BITS;
const LAST_BUCKET = BUCKETS - 1;

/** Memory of the last sort, for the next one. */
const memory = {
  units: new Int32Array(0),
  /** A digit each, the least significant first: how many keys have each value of it, then where the next one goes. */
  buckets: [new Int32Array(BUCKETS), new Int32Array(BUCKETS), new Int32Array(BUCKETS)] as const,
};

/**
 * Sorts units by key, ascending as unsigned numbers; equal keys keep their order.
 *
 * @param keys a key a unit
 * @param units the first `count` of them are sorted; used as memory
 * @returns a new array
 */
export function sortByKeys(keys: Int32Array, units: Int32Array, count: number): Int32Array {
  if (count <= INSERTION_LIMIT) return sortByInsertion(keys, units, count);
  if (memory.units.length < count) memory.units = new Int32Array(count);
  const other = memory.units;
  countDigits(keys, units, count);
  // Not in a loop: the compiler would put the loop of `spread` into it, and look up every array again in each turn.
  const byLow = spread(keys, 0, units, other, count);
  const byMiddle = spread(keys, 1, byLow, byLow === units ? other : units, count);
  const byHigh = spread(keys, 2, byMiddle, byMiddle === units ? other : units, count);
  return byHigh.slice(0, count);
}

function sortByInsertion(keys: Int32Array, units: Int32Array, count: number): Int32Array {
  const order = new Int32Array(count);
  for (let position = 0; position < count; position++) {
    const unit = units[position]!;
    const key = keys[unit]! >>> 0;
    let gap = position;
    for (; gap > 0 && keys[order[gap - 1]!]! >>> 0 > key; gap--) order[gap] = order[gap - 1]!;
    order[gap] = unit;
  }
  return order;
}

/** The highest digit apart, which most often all keys share: each addition to one number would wait for the one before. */
function countDigits(keys: Int32Array, units: Int32Array, count: number): void {
  const [low, middle, high] = memory.buckets;
  for (const sizes of memory.buckets) sizes.fill(0);
  const any = keys[units[0]!]!;
  let differing = 0;
  for (let position = 0; position < count; position++) {
    const key = keys[units[position]!]!;
    low[key & LAST_BUCKET]!++;
    middle[(key >>> DIGIT_BITS) & LAST_BUCKET]!++;
    differing |= key ^ any;
  }
  if (differing >>> HIGH_SHIFT === 0) high[any >>> HIGH_SHIFT] = count;
  else for (let position = 0; position < count; position++) high[keys[units[position]!]! >>> HIGH_SHIFT]!++;
}

/** Sorts by one digit. @returns `to`, or `from` where all keys have the same one */
function spread(
  keys: Int32Array,
  digit: 0 | 1 | 2,
  from: Int32Array,
  to: Int32Array,
  count: number,
): Int32Array {
  const shift = digit * DIGIT_BITS;
  const buckets = memory.buckets[digit];
  if (buckets[(keys[from[0]!]! >>> shift) & LAST_BUCKET] === count) return from;
  for (let bucket = 0, start = 0; bucket < BUCKETS; bucket++) {
    const size = buckets[bucket]!;
    buckets[bucket] = start;
    start += size;
  }
  for (let position = 0; position < count; position++) {
    const unit = from[position]!;
    const bucket = (keys[unit]! >>> shift) & LAST_BUCKET;
    const place = buckets[bucket]!;
    buckets[bucket] = place + 1;
    to[place] = unit;
  }
  return to;
}
