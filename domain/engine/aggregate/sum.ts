import * as z from 'zod/mini';
import type { AggregationMethod } from './aggregator.ts';
import { grownSum } from './grown-sum.ts';
import { nothingWeighs } from './weighted-sum.ts';

const parameters = z.strictObject({ method: z.literal('sum') });

/**
 * Σ weight · score, weight 1 where none is given. Where a child is absent the others carry its weight: the
 * sum grows by (weight of all) ÷ (weight of those present).
 * Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 6.
 */
export const sum: AggregationMethod<typeof parameters> = {
  parameters,
  bind: () => ({
    weightOf: (child) => child.weight ?? 1,
    weighted: true,
    comparesUnits: false,
    domain: 'any',
    combine: (columns, weights, out) => grownSum(columns, weights, weights, out),
    whenUndefined: nothingWeighs,
  }),
};
