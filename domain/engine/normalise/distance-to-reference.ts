import * as z from 'zod/mini';
import { distanceTo } from './distance.ts';
import type { NormalisationMethod } from './normaliser.ts';

const parameters = z.strictObject({
  method: z.literal('distance-to-reference'),
  /** Id of the unit that the others are measured against. */
  unit: z.string().check(z.minLength(1)),
  capped: z._default(z.boolean(), false),
  frozen: z.optional(z.strictObject({ reference: z.number(), worst: z.number() })),
});

/**
 * Distance to the value of a reference unit, as a share of its distance to the worst value: 1 at the reference, more
 * beyond it unless capped, 0 for the worst.
 * Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 5.4.
 */
export const distanceToReference: NormalisationMethod<typeof parameters> = {
  parameters,
  bind: (leaf) => ({
    ...distanceTo(leaf, leaf.spec.capped, (values, ids) => values[ids?.indexOf(leaf.spec.unit) ?? -1]),
    whenUndefined: {
      vi: `không có giá trị nào kém hơn ${leaf.spec.unit}, hoặc đơn vị này không có giá trị`,
      en: `no value is worse than that of ${leaf.spec.unit}, or that unit has none`,
    },
  }),
};
