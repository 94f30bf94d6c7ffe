import type { Aggregator } from './aggregator.ts';
import { addWeighted, nothingWeighs } from './weighted-sum.ts';

/**
 * Σ weight · score, weight 1 where none is given. Where a child is absent the others carry its weight: the
 * sum grows by (weight of all) ÷ (weight of those present).
 */
export const sum = (): Aggregator => ({
  weightOf: (child) => child.weight ?? 1,
  combine(columns, weights, out) {
    const present = addWeighted(columns, weights, out);
    let all = 0;
    for (const weight of weights) all += weight;
    for (let unit = 0; unit < out.length; unit++)
      if (present[unit] !== all) out[unit]! *= all / present[unit]!;
  },
  whenUndefined: nothingWeighs,
});
