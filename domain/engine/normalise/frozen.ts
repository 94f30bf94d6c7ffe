import type { Fault } from '../engine-error.ts';
import type { Normaliser, Scale } from './normaliser.ts';

/** A normaliser that keeps the scale of a base edition: values may lie beyond it, and so may scores. */
export function frozenAt(normaliser: Normaliser, scale: Scale, node: string): Normaliser | Fault {
  if (!normaliser.usable(scale))
    return { code: 'scale-empty', node, message: `nothing can be scaled by ${JSON.stringify(scale)}` };
  return { ...normaliser, fit: () => scale, least: Number.NEGATIVE_INFINITY, leastIsReached: false };
}
