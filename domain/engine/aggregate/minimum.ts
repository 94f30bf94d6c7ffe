import * as z from 'zod/mini';
import type { AggregationMethod } from './aggregator.ts';
import { unitByUnit } from './unit-by-unit.ts';
import { nothingWeighs } from './weighted-sum.ts';

const parameters = z.strictObject({ method: z.literal('minimum') });

/**
 * The lowest score: a unit is as good as its weakest part. Weights make no difference.
 * Source: Hardy, Littlewood & Pólya, Inequalities (1934), section 2.3, the generalised mean's limit.
 */
export const minimum: AggregationMethod<typeof parameters> = {
  parameters,
  bind: () => ({
    weightOf: () => 1,
    weighted: false,
    comparesUnits: false,
    domain: 'any',
    combine: unitByUnit((scores, _weights, count) => {
      let least = scores[0]!;
      for (let child = 1; child < count; child++) if (scores[child]! < least) least = scores[child]!;
      return least;
    }),
    whenUndefined: nothingWeighs,
  }),
};
