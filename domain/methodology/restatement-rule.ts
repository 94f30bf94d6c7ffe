import { z } from 'zod';
import { identifier } from './terms.ts';

const atLeastOfFormerUnits = z.number().gt(0).max(1).default(1);

/** What part of a unit that was split went to one of its successors, 0..1. */
const share = z.strictObject({ from: identifier, to: identifier, share: z.number().gt(0).max(1) });

/**
 * How figures of the units before a boundary reform become those of the units after it. `atLeast` is the share
 * of a new unit's former units, 0..1, that must have a figure; a sum always needs all. `shares` divide units
 * that were split; in a mean, a unit that was split counts in each of its successors.
 */
export const restatementRule = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('mean'), atLeast: atLeastOfFormerUnits }),
  z.strictObject({ method: z.literal('sum'), shares: z.array(share).default([]) }),
  z.strictObject({
    method: z.literal('weighted-mean'),
    /** The indicator that a former unit weighs by, such as its population. */
    by: identifier,
    atLeast: atLeastOfFormerUnits,
    shares: z.array(share).default([]),
  }),
]);

export type RestatementRule = z.infer<typeof restatementRule>;
