import type { Fault } from '../engine-error.ts';
import type { Leaf } from './normaliser.ts';

/**
 * Methods that keep the order of the values cannot serve an indicator where lower is better: its worst unit
 * would lead the ranking.
 */
export function directionFault({ node, indicator, spec }: Leaf<{ method: string }>): Fault | undefined {
  if (indicator.direction === 'higher-is-better') return undefined;
  return {
    code: 'direction-not-supported',
    node: node.code,
    message: `${indicator.id} is better when lower, which normalisation "${spec.method}" does not turn round; use min-max`,
  };
}
