import * as z from 'zod/mini';
import { valueRange } from '../value-range.ts';
import type { NormalisationMethod } from './normaliser.ts';

const parameters = z.strictObject({
  method: z.literal('fraction-of-maximum'),
  /** The score of the best value: the points of a criterion, for example. */
  high: z._default(z.number().check(z.positive()), 1),
  frozen: z.optional(z.strictObject({ best: z.number().check(z.positive()) })),
});

/**
 * value ÷ largest value, or smallest value ÷ value where lower is better: the best gets `high`, one that is half as
 * good a half of it.
 * Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 5.4, distance to the leader as a
 * ratio; for lower values its reciprocal, since a quotient by the largest would put the worst unit first.
 * Undefined unless the best value is above 0, and where lower is better for values not above 0.
 */
export const fractionOfMaximum: NormalisationMethod<typeof parameters> = {
  parameters,
  bind({ spec, indicator }) {
    const higherIsBetter = indicator.direction === 'higher-is-better';
    return {
      fit(values) {
        const { minimum, maximum } = valueRange(values);
        const best = higherIsBetter ? maximum : minimum;
        return best === undefined ? {} : { best };
      },
      usable: ({ best }) => best !== undefined && best > 0,
      apply(values, { best }, out) {
        for (let unit = 0; unit < values.length; unit++) {
          const value = values[unit]!;
          const fraction = higherIsBetter ? value / best! : best! / value;
          out[unit] = higherIsBetter || value > 0 ? fraction * spec.high : Number.NaN;
        }
      },
      least: higherIsBetter && !((indicator.range.min ?? -1) >= 0) ? Number.NEGATIVE_INFINITY : 0,
      leastIsReached: false,
      whenUndefined: {
        vi: 'tỷ lệ so với giá trị tốt nhất chỉ xác định khi giá trị tốt nhất lớn hơn 0',
        en: 'a fraction of the best value is defined only where the best value is above 0',
      },
    };
  },
};
