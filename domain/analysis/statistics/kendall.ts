import { averageRanks } from './average-ranks.ts';

/** Pairs of units by how two columns order them, and what their ties do to the variance of the difference. */
export type PairCounts = {
  concordant: number;
  discordant: number;
  /** τ-b; `null` where a column does not vary. */
  tau: number | null;
  /** (concordant − discordant) ÷ its standard deviation were the columns independent; `null` as τ. */
  z: number | null;
};

/**
 * Kendall's τ-b = (C − D) ÷ √((n₀ − n₁)(n₀ − n₂)) with n₀ all pairs, n₁ and n₂ those tied in x and in y.
 * Source: Kendall, The Treatment of Ties in Ranking Problems (1945); counted by merging in n·log n as Knight,
 * A Computer Method for Calculating Kendall's Tau with Ungrouped Data (1966).
 *
 * @param x @param y finite, of one length
 */
export function kendall(x: Float64Array, y: Float64Array): PairCounts {
  const n = x.length;
  const xRanks = averageRanks(x);
  const yRanks = averageRanks(y);
  const order = Array.from({ length: n }, (_, unit) => unit).sort(
    (a, b) => xRanks[a]! - xRanks[b]! || yRanks[a]! - yRanks[b]!,
  );
  const inXOrder = Float64Array.from(order, (unit) => yRanks[unit]!);
  const tiesX = runLengths(order, (a, b) => xRanks[a] === xRanks[b]);
  const tiesBoth = runLengths(order, (a, b) => xRanks[a] === xRanks[b] && yRanks[a] === yRanks[b]);
  const discordant = inversions(inXOrder, new Float64Array(n));
  const tiesY = runLengths(inXOrder, (a, b) => a === b);
  const all = pairs(n);
  const untiedX = all - sumOf(tiesX, pairs);
  const untiedY = all - sumOf(tiesY, pairs);
  const concordant = untiedX + untiedY - all + sumOf(tiesBoth, pairs) - discordant;
  const difference = concordant - discordant;
  const defined = untiedX > 0 && untiedY > 0;
  return {
    concordant,
    discordant,
    tau: defined ? difference / Math.sqrt(untiedX * untiedY) : null,
    z: defined ? difference / Math.sqrt(variance(n, tiesX, tiesY)) : null,
  };
}

const pairs = (count: number): number => (count * (count - 1)) / 2;

/** Source: Kendall & Gibbons, Rank Correlation Methods (1990), equation 5.7. */
function variance(n: number, tiesX: readonly number[], tiesY: readonly number[]): number {
  const cubic = (t: number) => t * (t - 1) * (2 * t + 5);
  const triple = (t: number) => t * (t - 1) * (t - 2);
  const first = (cubic(n) - sumOf(tiesX, cubic) - sumOf(tiesY, cubic)) / 18;
  const second = (2 * sumOf(tiesX, pairs) * sumOf(tiesY, pairs)) / (n * (n - 1));
  const third = n > 2 ? (sumOf(tiesX, triple) * sumOf(tiesY, triple)) / (9 * triple(n)) : 0;
  return first + second + third;
}

const sumOf = (values: readonly number[], of: (value: number) => number): number =>
  values.reduce((sum, value) => sum + of(value), 0);

/** Lengths of the runs of equal neighbours. */
function runLengths<Item>(items: ArrayLike<Item>, same: (a: Item, b: Item) => boolean): number[] {
  const lengths: number[] = [];
  for (let index = 0; index < items.length; index++) {
    if (index > 0 && same(items[index - 1]!, items[index]!)) lengths[lengths.length - 1]!++;
    else lengths.push(1);
  }
  return lengths;
}

/** Sorts the values by merging and counts the pairs that stood the wrong way round. */
function inversions(values: Float64Array, spare: Float64Array): number {
  if (values.length < 2) return 0;
  const middle = values.length >> 1;
  const left = values.subarray(0, middle);
  const right = values.subarray(middle);
  let count = inversions(left, spare) + inversions(right, spare);
  let from = 0;
  let to = 0;
  for (let next = 0; next < values.length; next++) {
    const takeLeft = to >= right.length || (from < left.length && left[from]! <= right[to]!);
    if (!takeLeft) count += left.length - from;
    spare[next] = takeLeft ? left[from++]! : right[to++]!;
  }
  values.set(spare.subarray(0, values.length));
  return count;
}
