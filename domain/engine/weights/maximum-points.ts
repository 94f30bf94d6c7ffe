import * as z from 'zod/mini';
import { weightConflict } from './conflict.ts';
import type { WeightingMethod } from './weigher.ts';

const parameters = z.strictObject({ method: z.literal('maximum-points') });

/** A child weighs its maximum points. */
export const maximumPoints: WeightingMethod<typeof parameters> = {
  parameters,
  bind({ spec, node }) {
    const without = node.children.find((child) => child.maximumPoints === undefined);
    if (without)
      return {
        code: 'maximum-points-missing',
        node: without.code,
        message: `${node.code} weighs its children by maximumPoints, and the node has none`,
      };
    return (
      weightConflict(node, spec) ?? {
        kind: 'known',
        weights: Float64Array.from(node.children, (child) => child.maximumPoints!),
        figures: {},
      }
    );
  },
};
