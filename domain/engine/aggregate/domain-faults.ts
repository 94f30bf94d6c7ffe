import type { Fault } from '../engine-error.ts';
import type { ModelNode } from '../model.ts';
import type { Aggregator } from './aggregator.ts';

/**
 * Faults for children whose normalisation is sure to give some unit a score for which the aggregation is not defined:
 * found here, and not at the end of a run. What only may happen is told of the unit that it happens to.
 */
export function domainFaults(
  { domain }: Aggregator,
  method: string,
  children: readonly ModelNode[],
): Fault[] {
  if (domain === 'any') return [];
  const bound = domain === 'positive' ? 'above 0' : 'not below 0';
  return children.flatMap((child): Fault[] => {
    if (child.kind !== 'leaf' || !child.normaliser.leastIsReached) return [];
    const { least } = child.normaliser;
    if (domain === 'positive' ? least > 0 : least >= 0) return [];
    const message = `a ${method} needs scores ${bound}, and the worst unit will have ${least} here`;
    return [{ code: 'scores-not-positive', node: child.code, message }];
  });
}
