import * as z from 'zod/mini';
import { meanAndDeviation } from '../mean-and-deviation.ts';
import { valueRange } from '../value-range.ts';
import type { AggregationMethod } from './aggregator.ts';
import { weightInMean } from './weighted-sum.ts';

const parameters = z.strictObject({ method: z.literal('taxonomic-distance') });

/**
 * 1 - d ÷ (mean of d + 2 · deviation of d), d being a unit's distance √(Σ w (ideal - s)² ÷ Σ w) from the ideal unit,
 * which has the best score that any unit has in each child, and the deviation that of the population. 1 is the ideal;
 * a unit far behind all others may fall below 0.
 * Source: Hellwig, Zastosowanie metody taksonomicznej do typologicznego podziału krajów, Przegląd Statystyczny 15(4)
 * (1968), known as the Wrocław method. Meant for z-scores.
 * Undefined where no unit differs from the ideal one.
 */
export const taxonomicDistance: AggregationMethod<typeof parameters> = {
  parameters,
  bind: () => ({
    weightOf: weightInMean,
    weighted: true,
    comparesUnits: true,
    domain: 'any',
    combine(columns, weights, out) {
      distances(columns, weights, out);
      const { mean = valueRange(out).maximum ?? 0, standardDeviation = 0 } = meanAndDeviation(
        out,
        'population',
      );
      const furthest = mean + 2 * standardDeviation;
      for (let unit = 0; unit < out.length; unit++) out[unit] = 1 - out[unit]! / furthest;
    },
    whenUndefined: {
      vi: 'không đơn vị nào khác đơn vị lý tưởng',
      en: 'no unit differs from the ideal one',
    },
  }),
};

/**
 * The distance of each unit from the ideal over the children that it has, in units of the largest gap of any unit and
 * child, which keeps squares from overflowing and cancels out; NaN where there is no gap or none of them has a weight.
 */
function distances(columns: readonly Float64Array[], weights: Float64Array, out: Float64Array): void {
  const ranges = columns.map((column) => ({ minimum: 0, maximum: 0, ...valueRange(column) }));
  const largest = ranges.reduce((most, { minimum, maximum }) => Math.max(most, maximum / 2 - minimum / 2), 0);
  const shared = new Float64Array(out.length);
  out.fill(0);
  for (const [child, column] of columns.entries()) {
    const weight = weights[child]!;
    for (let unit = 0; unit < out.length; unit++) {
      if (Number.isNaN(column[unit]!)) continue;
      const gap = (ranges[child]!.maximum / 2 - column[unit]! / 2) / largest;
      out[unit]! += weight * gap * gap;
      shared[unit]! += weight;
    }
  }
  for (let unit = 0; unit < out.length; unit++) out[unit] = Math.sqrt(out[unit]! / shared[unit]!);
}
