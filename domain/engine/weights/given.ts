import * as z from 'zod/mini';
import type { WeightingMethod } from './weigher.ts';

const parameters = z.strictObject({ method: z.literal('given') });

/** The weights that the children carry; where they carry none, what their parent's aggregation takes instead. */
export const given: WeightingMethod<typeof parameters> = {
  parameters,
  bind: ({ node, aggregator }) => ({
    kind: 'known',
    weights: Float64Array.from(node.children, (child) => aggregator.weightOf(child)),
    figures: {},
  }),
};
