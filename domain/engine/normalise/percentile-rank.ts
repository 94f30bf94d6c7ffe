import * as z from 'zod/mini';
import type { NormalisationMethod } from './normaliser.ts';
import { ranksFromWorst, ties } from './ranks-from-worst.ts';
import { withoutScale } from './without-scale.ts';

const parameters = z.strictObject({ method: z.literal('percentile-rank'), ties });

/**
 * (rank from the worst - 1) ÷ (units with a value - 1): the share of the others that a unit is better than.
 * Source: Becker et al., COINr, Journal of Open Source Software 7(78) (2022), n_prank.
 * Undefined for a single unit.
 */
export const percentileRank: NormalisationMethod<typeof parameters> = {
  parameters,
  bind: ({ spec, indicator }) => ({
    ...withoutScale,
    apply(values, _scale, out) {
      const others = ranksFromWorst(values, indicator, spec.ties, out) - 1;
      for (let unit = 0; unit < out.length; unit++) out[unit] = (out[unit]! - 1) / others;
    },
    least: 0,
    leastIsReached: spec.ties === 'minimum',
    whenUndefined: {
      vi: 'chỉ có một đơn vị có giá trị nên không thể xếp hạng phần trăm',
      en: 'no other unit has a value to rank it among',
    },
  }),
};
