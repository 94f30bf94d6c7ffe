import * as z from 'zod/mini';
import { EngineError } from '../engine-error.ts';
import { valueRange } from '../value-range.ts';
import type { AggregationMethod } from './aggregator.ts';
import { largestPacking } from './largest-packing.ts';

const parameters = z.strictObject({
  method: z.literal('benefit-of-the-doubt'),
  /** What each child must contribute to a unit's weighted sum at least, as a share of it. */
  leastShare: z._default(z.number().check(z.minimum(0), z.lt(1)), 0),
});

/** Each unit is weighed against all that nobody beats in every child: 2,000 of them take some seconds. */
const MOST_UNITS = 2000;

/**
 * A unit's weighted sum with the weights that are best for it, ÷ the best sum that any unit has with these weights:
 * 1 for who is first by some weights, less the further one stays behind whatever the weights. The children's own
 * weights make no difference; no scale needs to be shared, only 0 must mean nothing.
 * Source: Melyn & Moesen, Towards a synthetic indicator of macroeconomic performance, KU Leuven (1991); Cherchye,
 * Moesen, Rogge & Van Puyenbroeck, An introduction to 'benefit of the doubt' composite indicators, Social Indicators
 * Research 82 (2007), eqs. 2-4, and for shares their section on restricting weights. An absent child counts as 0, and
 * asks for no share: Kuosmanen, Data envelopment analysis with missing data, Journal of the Operational Research
 * Society 60 (2009).
 * Undefined where all children of all units are 0; `too-many-units` above 2,000.
 */
export const benefitOfTheDoubt: AggregationMethod<typeof parameters> = {
  parameters,
  bind({ spec: { leastShare }, node }) {
    const children = node.children.length;
    if (leastShare * children >= 1) {
      const message = `leastShare must be below 1 ÷ ${children} for ${children} children, not ${leastShare}`;
      return { code: 'weights-invalid', node: node.code, message };
    }
    return {
      weightOf: () => 1,
      weighted: false,
      comparesUnits: true,
      domain: 'not-negative',
      combine(columns, _weights, out) {
        if (out.length > MOST_UNITS)
          throw new EngineError({
            code: 'too-many-units',
            node: node.code,
            message: `benefit of the doubt weighs each unit against all: ${out.length} are more than ${MOST_UNITS}`,
          });
        const rows = fractionsOfBest(columns);
        const frontier = unbeaten(rows);
        for (const [unit, row] of rows.entries()) {
          const present = [...columns.keys()].filter((child) => !Number.isNaN(columns[child]![unit]!));
          out[unit] = bestStanding(row, present, frontier, leastShare);
        }
      },
      whenUndefined: {
        vi: 'mọi thành phần của mọi đơn vị đều bằng 0 hoặc có điểm âm',
        en: 'every part of every unit is 0, or a part is below 0',
      },
    };
  },
};

/** A score below this fraction of the best counts as 0. */
const NOTHING = 1e-12;

/** A row a unit: its scores ÷ the best of any unit, 0 where absent or where all are 0. */
function fractionsOfBest(columns: readonly Float64Array[]): Float64Array[] {
  const best = columns.map((column) => valueRange(column).maximum ?? 0);
  return Array.from({ length: columns[0]?.length ?? 0 }, (_, unit) =>
    Float64Array.from(columns, (column, child) => {
      const fraction = column[unit]! / best[child]!;
      if (column[unit]! < 0) return -1;
      return fraction >= NOTHING ? fraction : 0;
    }),
  );
}

/**
 * The rows that no other equals or exceeds in every child, once each, in an order of their own: who is listed first
 * among the units changes no digit.
 */
function unbeaten(rows: readonly Float64Array[]): Float64Array[] {
  const kept: Float64Array[] = [];
  for (const row of rows.toSorted(descending))
    if (!kept.some((other) => row.every((score, child) => score <= other[child]!))) kept.push(row);
  return kept;
}

function descending(one: Float64Array, other: Float64Array): number {
  for (const [child, score] of one.entries()) if (score !== other[child]) return other[child]! - score;
  return 0;
}

/**
 * The unit's standing by the weights that are best for it. The unknowns are what its children contribute beyond
 * `leastShare`, so that no constraint but "nobody above 1" is left.
 */
function bestStanding(
  row: Float64Array,
  present: readonly number[],
  frontier: readonly Float64Array[],
  leastShare: number,
): number {
  if (row.some((score) => score < 0) || frontier.every((other) => other.every((score) => score === 0)))
    return Number.NaN;
  const own = present.filter((child) => row[child]! > 0);
  if (own.length === 0 || (leastShare > 0 && own.length < present.length)) return 0;
  const shared = leastShare / (1 - leastShare * own.length);
  const constraints = frontier.map((other) => {
    const ratios = Float64Array.from(own, (child) => Math.max(other[child]!, 0) / row[child]!);
    const together = ratios.reduce((sum, ratio) => sum + ratio, 0);
    return ratios.map((ratio) => ratio + shared * together);
  });
  return Math.min(1, largestPacking(constraints) * (1 + shared * own.length));
}
