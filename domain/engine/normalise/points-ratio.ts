import type { Normalisation } from '../../methodology/definitions.ts';
import type { Fault } from '../engine-error.ts';
import { directionFault } from './direction.ts';
import type { Leaf, Normaliser } from './normaliser.ts';

/** Points won ÷ the node's maximum points. */
export function pointsRatio(
  leaf: Leaf<Extract<Normalisation, { method: 'points-ratio' }>>,
): Normaliser | Fault {
  const { node } = leaf;
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
      apply(values, scale, out) {
        const points = scale['maximumPoints']!;
        for (let unit = 0; unit < values.length; unit++) out[unit] = values[unit]! / points;
      },
      whenUndefined: { vi: 'giá trị không hợp lệ', en: 'the value is not a number' },
    }
  );
}
