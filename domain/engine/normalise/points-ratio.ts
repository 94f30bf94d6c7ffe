import * as z from 'zod/mini';
import { directionFault } from './direction.ts';
import type { NormalisationMethod } from './normaliser.ts';

const parameters = z.strictObject({ method: z.literal('points-ratio') });

/** Points won ÷ the node's maximum points. */
export const pointsRatio: NormalisationMethod<typeof parameters> = {
  parameters,
  bind(leaf) {
    const { node, indicator } = leaf;
    const maximumPoints = node.maximumPoints;
    if (maximumPoints === undefined)
      return {
        code: 'maximum-points-missing',
        node: node.code,
        message: 'normalisation "points-ratio" divides by maximumPoints, and the node has none',
      };
    return (
      directionFault(leaf) ?? {
        fit: () => ({ maximumPoints }),
        usable: () => true,
        apply(values, scale, out) {
          const points = scale['maximumPoints']!;
          for (let unit = 0; unit < values.length; unit++) out[unit] = values[unit]! / points;
        },
        least: (indicator.range.min ?? Number.NEGATIVE_INFINITY) / maximumPoints,
        leastIsReached: false,
        whenUndefined: { vi: 'giá trị không hợp lệ', en: 'the value is not a number' },
      }
    );
  },
};
