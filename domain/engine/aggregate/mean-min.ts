import * as z from 'zod/mini';
import type { AggregationMethod } from './aggregator.ts';
import { type UnitScore, unitByUnit } from './unit-by-unit.ts';
import { weightedMean } from './weighted-mean.ts';
import { nothingWeighs, weightInMean } from './weighted-sum.ts';

const parameters = z.strictObject({
  method: z.literal('mean-min'),
  /** How much imbalance costs: 0 nothing, 1 all that the weakest part falls short of the mean. */
  penalty: z._default(z.number().check(z.minimum(0), z.maximum(1)), 1),
  /** Up to about here, in the unit of the scores, a shortfall is forgiven in part; 0: from the first point on. */
  tolerance: z._default(z.number().check(z.minimum(0)), 0),
});

type Parameters = z.output<typeof parameters>;

/**
 * Mean - penalty · (√((mean - least)² + tolerance²) - tolerance): between the mean and the weakest part, and lower the
 * further the weakest part is below the mean.
 * Source: Casadio Tarabusi & Guarini, An unbalance adjustment method for development indicators, Social Indicators
 * Research 112 (2013), the mean-min function with α the penalty and β the tolerance.
 */
export const meanMin: AggregationMethod<typeof parameters> = {
  parameters,
  bind: ({ spec }) => ({
    weightOf: weightInMean,
    weighted: true,
    comparesUnits: false,
    domain: 'any',
    combine: unitByUnit(lessImbalance(spec)),
    whenUndefined: nothingWeighs,
  }),
};

const lessImbalance =
  ({ penalty, tolerance }: Parameters): UnitScore =>
  (scores, weights, count) => {
    const mean = weightedMean(scores, weights, count);
    let least = scores[0]!;
    for (let child = 1; child < count; child++) if (scores[child]! < least) least = scores[child]!;
    return mean - penalty * beyond(mean - least, tolerance);
  };

/** √(x² + t²) - t for numbers not below 0, without squares that overflow or differences that cancel. */
function beyond(shortfall: number, tolerance: number): number {
  const largest = Math.max(shortfall, tolerance);
  if (!(largest > 0)) return 0;
  const [x, t] = [shortfall / largest, tolerance / largest];
  return (x * shortfall) / (Math.sqrt(x * x + t * t) + t);
}
