import * as z from 'zod/mini';
import { distanceTo } from './distance.ts';
import type { NormalisationMethod } from './normaliser.ts';

const parameters = z.strictObject({
  method: z.literal('distance-to-target'),
  /** In the indicator's unit of measure. */
  target: z.number(),
  capped: z._default(z.boolean(), true),
  frozen: z.optional(z.strictObject({ reference: z.number(), worst: z.number() })),
});

/**
 * Distance to a target, as a share of the target's distance to the worst value: 1 at the target, more beyond it
 * unless capped, 0 for the worst.
 * Source: Becker et al., COINr, Journal of Open Source Software 7(78) (2022), n_dist2targ.
 * Undefined where every unit has reached the target.
 */
export const distanceToTarget: NormalisationMethod<typeof parameters> = {
  parameters,
  bind: (leaf) => ({
    ...distanceTo(leaf, leaf.spec.capped, () => leaf.spec.target),
    whenUndefined: {
      vi: 'mọi đơn vị đã đạt mục tiêu nên không có khoảng cách để đo',
      en: 'every unit has reached the target, so there is no distance to measure',
    },
  }),
};
