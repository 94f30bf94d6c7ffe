import * as z from 'zod/mini';
import { meanAndDeviation } from '../mean-and-deviation.ts';
import type { NormalisationMethod } from './normaliser.ts';

const parameters = z.strictObject({
  method: z.literal('z-score'),
  mean: z._default(z.number(), 0),
  standardDeviation: z._default(z.number().check(z.positive()), 1),
  /** Which deviation of the values to divide by: ÷ n, a cohort being all the units there are, or ÷ (n - 1). */
  of: z._default(z.enum(['population', 'sample']), 'population'),
  frozen: z.optional(z.strictObject({ mean: z.number(), standardDeviation: z.number().check(z.positive()) })),
});

/**
 * Standardisation: mean + standardDeviation · (value - mean of the values) ÷ their deviation; the better a value,
 * the higher, whichever direction is better.
 * Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 5.2.
 * Undefined where all units have one value, and where they differ by more than a double holds.
 */
export const zScore: NormalisationMethod<typeof parameters> = {
  parameters,
  bind: ({ spec, indicator }) => ({
    fit(values) {
      const found = meanAndDeviation(values, spec.of);
      return found.standardDeviation === Number.POSITIVE_INFINITY ? {} : found;
    },
    usable: ({ standardDeviation }) => standardDeviation !== undefined && standardDeviation > 0,
    apply(values, { mean, standardDeviation }, out) {
      const sign = indicator.direction === 'higher-is-better' ? 1 : -1;
      for (let unit = 0; unit < values.length; unit++) {
        const deviations = (sign * (values[unit]! - mean!)) / standardDeviation!;
        out[unit] = spec.mean + deviations * spec.standardDeviation;
      }
    },
    least: Number.NEGATIVE_INFINITY,
    leastIsReached: false,
    whenUndefined: {
      vi: 'mọi đơn vị có cùng một giá trị, hoặc giá trị quá lớn để tính, nên không có độ lệch chuẩn để chia',
      en: 'all units have the same value, or values too large for arithmetic, so there is no standard deviation to divide by',
    },
  }),
};
