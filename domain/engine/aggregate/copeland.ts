import * as z from 'zod/mini';
import { sameDecimal } from '../decimal.ts';
import { EngineError } from '../engine-error.ts';
import { sortDescending } from '../sort-descending.ts';
import { forEachTie } from '../tie-runs.ts';
import type { AggregationMethod } from './aggregator.ts';
import { weightInMean } from './weighted-sum.ts';

const parameters = z.strictObject({ method: z.literal('copeland') });

/** Every unit meets every other: 12 million pairs with ten children each take about a second. */
const MOST_UNITS = 5000;

/**
 * Units outranked - units that outrank it. A unit outranks another when the children on which it is better weigh more
 * than those on which it is worse; only children that both have are compared. How much better does not count.
 * Source: Copeland, A reasonable social welfare function (1951); Munda & Nardo, Noncompensatory/nonlinear composite
 * indicators for ranking countries, Applied Economics 41 (2009), for the weights.
 * Undefined for a unit that has no child in common with any other; `too-many-units` above 5000.
 */
export const copeland: AggregationMethod<typeof parameters> = {
  parameters,
  bind: ({ node }) => ({
    weightOf: weightInMean,
    weighted: true,
    comparesUnits: true,
    domain: 'any',
    combine(columns, weights, out) {
      if (out.length > MOST_UNITS)
        throw new EngineError({
          code: 'too-many-units',
          node: node.code,
          message: `Copeland compares every pair of units: ${out.length} are more than ${MOST_UNITS}`,
        });
      countDuels(standings(columns), weights, out);
    },
    whenUndefined: {
      vi: 'không có đơn vị nào khác để so sánh',
      en: 'there is no other unit that it could be compared with',
    },
  }),
};

/** Places in each column, 1 the best, equal scores equal places, 0 where absent; a row a unit. */
function standings(columns: readonly Float64Array[]): Int32Array {
  const children = columns.length;
  const places = new Int32Array((columns[0]?.length ?? 0) * children);
  for (const [child, column] of columns.entries()) {
    const { order } = sortDescending(column);
    let place = 0;
    forEachTie(order, column, (start, end) => {
      place++;
      for (let position = start; position < end; position++)
        places[order[position]! * children + child] = place;
    });
  }
  return places;
}

function countDuels(places: Int32Array, weights: Float64Array, out: Float64Array): void {
  const hasMet = new Uint8Array(out.length);
  out.fill(0);
  for (let unit = 0; unit < out.length; unit++) {
    for (let other = unit + 1; other < out.length; other++) {
      const result = duel(places, weights, unit, other);
      if (Number.isNaN(result)) continue;
      hasMet[unit] = 1;
      hasMet[other] = 1;
      out[unit]! += result;
      out[other]! -= result;
    }
  }
  for (let unit = 0; unit < out.length; unit++) if (hasMet[unit] === 0) out[unit] = Number.NaN;
}

/**
 * 1 where the unit outranks the other, -1 where it is outranked, NaN where they have no child in common. Signs of whole
 * numbers stand in for comparisons: who is better is as good as random, and a wrong guess of the processor costs more.
 */
function duel(places: Int32Array, weights: Float64Array, unit: number, other: number): number {
  const children = weights.length;
  let won = 0;
  let lost = 0;
  let common = 0;
  for (let child = 0; child < children; child++) {
    const place = places[unit * children + child]!;
    const otherPlace = places[other * children + child]!;
    const both = ~((place - 1) | (otherPlace - 1)) >>> 31;
    won += weights[child]! * (((place - otherPlace) >>> 31) & both);
    lost += weights[child]! * (((otherPlace - place) >>> 31) & both);
    common |= both;
  }
  if (common === 0) return Number.NaN;
  if (sameDecimal(won, lost)) return 0;
  return won > lost ? 1 : -1;
}
