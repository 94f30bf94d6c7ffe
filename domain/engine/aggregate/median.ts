import * as z from 'zod/mini';
import type { AggregationMethod } from './aggregator.ts';
import { sortScores } from './sort-scores.ts';
import { unitByUnit } from './unit-by-unit.ts';
import { nothingWeighs } from './weighted-sum.ts';

const parameters = z.strictObject({ method: z.literal('median') });

/**
 * The middle score, or half-way between the two middle ones. Weights make no difference.
 * Source: Tukey, Exploratory Data Analysis (1977), chapter 2.
 */
export const median: AggregationMethod<typeof parameters> = {
  parameters,
  bind: () => ({
    weightOf: () => 1,
    weighted: false,
    comparesUnits: false,
    domain: 'any',
    combine: unitByUnit((scores, _weights, count) => {
      sortScores(scores, count);
      return scores[(count - 1) >> 1]! / 2 + scores[count >> 1]! / 2;
    }),
    whenUndefined: nothingWeighs,
  }),
};
