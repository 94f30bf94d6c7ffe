import * as z from 'zod/mini';
import { valueRange } from '../value-range.ts';
import { distanceTo } from './distance.ts';
import type { NormalisationMethod } from './normaliser.ts';

const parameters = z.strictObject({
  method: z.literal('distance-to-maximum'),
  frozen: z.optional(z.strictObject({ reference: z.number(), worst: z.number() })),
});

/**
 * Distance to the best value, as a share of the distance between best and worst: 1 for the best, 0 for the worst.
 * The same numbers as min-max from 0 to 1.
 * Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 5.4.
 */
export const distanceToMaximum: NormalisationMethod<typeof parameters> = {
  parameters,
  bind: (leaf) => ({
    ...distanceTo(leaf, false, (values) => {
      const { minimum, maximum } = valueRange(values);
      return leaf.indicator.direction === 'higher-is-better' ? maximum : minimum;
    }),
    whenUndefined: {
      vi: 'mọi đơn vị có cùng một giá trị nên không có khoảng cách để đo',
      en: 'all units have the same value, so there is no distance to measure',
    },
  }),
};
