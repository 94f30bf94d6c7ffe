import * as z from 'zod/mini';
import type { LeafNode } from '../../methodology/definitions.ts';
import type { Fault } from '../engine-error.ts';

/** The scores of the worst and the best value, as parameters of a method. */
export const scoreRange = { low: z._default(z.number(), 0), high: z._default(z.number(), 1) };

/** A fault where no score lies between the two. */
export function emptyScale(
  node: LeafNode,
  { method, low, high }: { method: string; low: number; high: number },
): Fault | undefined {
  if (low < high) return undefined;
  return { code: 'scale-empty', node: node.code, message: `${method} needs low < high, not ${low}, ${high}` };
}
