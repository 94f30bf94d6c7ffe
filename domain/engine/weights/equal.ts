import * as z from 'zod/mini';
import { weightConflict } from './conflict.ts';
import type { WeightingMethod } from './weigher.ts';

const parameters = z.strictObject({ method: z.literal('equal') });

/** Weight 1 for every child, also where maximum points would otherwise weigh. */
export const equal: WeightingMethod<typeof parameters> = {
  parameters,
  bind: ({ spec, node }) =>
    weightConflict(node, spec) ?? {
      kind: 'known',
      weights: new Float64Array(node.children.length).fill(1),
      figures: {},
    },
};
