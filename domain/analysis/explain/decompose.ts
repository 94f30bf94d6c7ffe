import type { Aggregator } from '../../engine/aggregate/aggregator.ts';
import { orderlessSum } from '../../engine/orderless-sum.ts';
import type { Aggregation } from '../../methodology/definitions.ts';
import { drawWhole, randomNumbers } from '../random.ts';
import { settle, shapleyValues } from '../shapley.ts';

/** What each child of a node puts into a unit's score there. */
export type Decomposition = {
  /**
   * `additive`: each child adds its coefficient × its score, from nothing. `shapley`: from the score of a unit with
   * the cohort's mean at every child, what having its own scores changes, averaged over all orders of taking them
   * in; `sampled` where there are too many orders for that, over some of them.
   */
  kind: 'additive' | 'shapley' | 'sampled';
  /** What the contributions are added to: 0 where additive. */
  baseline: number;
  /** A number a child, NaN where it is absent; with baseline and remainder they sum to the score. */
  contributions: Float64Array;
  /** What a point more at each child adds, NaN where it is absent; `null` where that depends on the other children. */
  coefficients: Float64Array | null;
  /** What a cap takes off. */
  remainder: number;
};

/** A branch as one unit sees it. */
export type BranchOfUnit = {
  method: Aggregation['method'];
  aggregator: Aggregator;
  /** A column a child, a score a unit, NaN where the child is absent. */
  columns: readonly Float64Array[];
  weights: Float64Array;
  unit: number;
  /** The unit's score at the branch. */
  score: number;
  /** All scores at the branch, NaN where there is none. */
  scores: Float64Array;
};

const ADDITIVE: ReadonlySet<Aggregation['method']> = new Set(['arithmetic-mean', 'sum', 'sum-of-points']);

/** Up to here all coalitions of children are tried: 4,096. */
const MOST_EXACT = 12;

/** Orders tried beyond that, each with its reverse. */
const SAMPLED_ORDERS = 256;

/** A method that compares units computes the whole cohort for each coalition; as many pairs at most. */
const MOST_PAIRS = 2e7;

/**
 * Splits a unit's score among the children.
 * Source: for methods that are no sums, Shapley (1953) on the game "own score or the cohort's mean", as Lundberg &
 * Lee, A Unified Approach to Interpreting Model Predictions (2017), equation 8, do for any model; for many children
 * by sampled orders (Castro, Gómez & Tejada, Polynomial Calculation of the Shapley Value Based on Sampling, 2009).
 *
 * @returns `null` where the method is not defined for a mixture of own and mean scores, or comparing units would
 *   take too long
 */
export function decompose(branch: BranchOfUnit): Decomposition | null {
  return ADDITIVE.has(branch.method) ? additive(branch) : byCoalitions(branch);
}

function additive({ aggregator, columns, weights, unit, score }: BranchOfUnit): Decomposition {
  const present = presentChildren(columns, unit);
  const ofOne = columns.map((column, child) =>
    Float64Array.from(present, (other) =>
      Number.isNaN(column[unit]!) ? Number.NaN : other === child ? 1 : 0,
    ),
  );
  const out = new Float64Array(present.length);
  aggregator.combine(ofOne, weights, out);
  const coefficients = new Float64Array(columns.length).fill(Number.NaN);
  for (const [place, child] of present.entries()) coefficients[child] = out[place]!;
  const contributions = coefficients.map((coefficient, child) => coefficient * columns[child]![unit]!);
  const sum = present.reduce((before, child) => before + contributions[child]!, 0);
  return {
    kind: 'additive',
    baseline: 0,
    contributions,
    coefficients,
    remainder: withoutNoise(score - sum, score),
  };
}

/** A difference that only rounding made. */
const withoutNoise = (difference: number, of: number): number =>
  Math.abs(difference) <= 1e-12 * Math.abs(of) ? 0 : difference;

const presentChildren = (columns: readonly Float64Array[], unit: number): number[] =>
  columns.flatMap((column, child) => (Number.isNaN(column[unit]!) ? [] : [child]));

function byCoalitions(branch: BranchOfUnit): Decomposition | null {
  const { columns, unit } = branch;
  const present = presentChildren(columns, unit);
  const exact = present.length <= MOST_EXACT;
  if (branch.aggregator.comparesUnits && (!exact || pairsOf(branch, 2 ** present.length) > MOST_PAIRS))
    return null;
  const coalitions = exact ? allCoalitions(present.length) : sampledCoalitions(present.length);
  const worth = coalitionWorth(branch, present, coalitions.members);
  if (worth.some(Number.isNaN)) return null;
  const parts = exact ? shapleyValues(worth) : sampledValues(worth, coalitions.orders);
  const contributions = new Float64Array(columns.length).fill(Number.NaN);
  for (const [place, child] of present.entries()) contributions[child] = parts[place]!;
  const kind = exact ? 'shapley' : 'sampled';
  return { kind, baseline: worth[0]!, contributions, coefficients: null, remainder: 0 };
}

const pairsOf = ({ columns }: BranchOfUnit, coalitions: number): number =>
  coalitions * columns.length * columns[0]!.length ** 2;

/** Who is in each coalition, row by row; for sampled ones, the orders whose beginnings they are. */
type Coalitions = { members: Uint8Array[]; orders: number[][] };

function allCoalitions(players: number): Coalitions {
  const members = Array.from({ length: 2 ** players }, (_, coalition) =>
    Uint8Array.from({ length: players }, (_, player) => (coalition >>> player) & 1),
  );
  return { members, orders: [] };
}

function sampledCoalitions(players: number): Coalitions {
  const random = randomNumbers(players);
  const orders: number[][] = [];
  for (let sample = 0; sample < SAMPLED_ORDERS; sample++) {
    const order = Array.from({ length: players }, (_, player) => player);
    for (let last = players - 1; last > 0; last--) {
      const other = drawWhole(random, last + 1);
      [order[last], order[other]] = [order[other]!, order[last]!];
    }
    orders.push(order, order.toReversed());
  }
  const members = orders.flatMap((order) => {
    const turns = new Uint32Array(players);
    for (const [turn, player] of order.entries()) turns[player] = turn;
    return Array.from({ length: players + 1 }, (_, joined) =>
      Uint8Array.from(turns, (turn) => (turn < joined ? 1 : 0)),
    );
  });
  return { members, orders };
}

function sampledValues(worth: Float64Array, orders: readonly number[][]): Float64Array {
  const players = orders[0]!.length;
  const parts = new Float64Array(players);
  for (const [sample, order] of orders.entries())
    for (const [place, player] of order.entries()) {
      const row = sample * (players + 1) + place;
      parts[player]! += (worth[row + 1]! - worth[row]!) / orders.length;
    }
  return settle(parts, worth.at(-1)! - worth[0]!);
}

/** The score of the unit where the members of a coalition have its own scores, the other children the mean. */
function coalitionWorth(
  branch: BranchOfUnit,
  present: readonly number[],
  members: readonly Uint8Array[],
): Float64Array {
  const { columns, unit, scores, aggregator, weights } = branch;
  const means = columns.map((column) => meanOfScored(column, scores));
  const places = columns.map((_, child) => present.indexOf(child));
  const mixed = (child: number, row: Uint8Array): number => {
    const place = places[child]!;
    if (place < 0) return Number.NaN;
    return row[place] === 1 ? columns[child]![unit]! : means[child]!;
  };
  if (!aggregator.comparesUnits) {
    const out = new Float64Array(members.length);
    const rows = columns.map((_, child) => Float64Array.from(members, (row) => mixed(child, row)));
    aggregator.combine(rows, weights, out);
    return out;
  }
  return Float64Array.from(members, (row) => {
    const cohort = columns.map((column, child) => column.with(unit, mixed(child, row)));
    const out = new Float64Array(scores.length);
    aggregator.combine(cohort, weights, out);
    return out[unit]!;
  });
}

/** The mean of a child over the units that have a score at the parent: for these the method is defined. */
function meanOfScored(column: Float64Array, scores: Float64Array): number {
  const counted = column.map((score, unit) => (Number.isNaN(scores[unit]!) ? Number.NaN : score));
  const count = counted.reduce((sum, score) => (Number.isNaN(score) ? sum : sum + 1), 0);
  return orderlessSum(counted) / count;
}
