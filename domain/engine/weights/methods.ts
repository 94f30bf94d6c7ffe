import type { BranchNode, Weighting } from '../../methodology/definitions.ts';
import type { Aggregator } from '../aggregate/aggregator.ts';
import { type Fault, isFault } from '../engine-error.ts';
import { type MethodParameters, methodTable } from '../method-table.ts';
import { analyticHierarchy } from './analytic-hierarchy.ts';
import { equal } from './equal.ts';
import { given } from './given.ts';
import { maximumPoints } from './maximum-points.ts';
import { optimisedCorrelation } from './optimised-correlation.ts';
import { principalComponent } from './principal-component.ts';
import type { Weigher, WeightingMethod } from './weigher.ts';

/** A new method is a file beside this one and a line here. */
export const weightingMethods = [
  given,
  equal,
  maximumPoints,
  principalComponent,
  optimisedCorrelation,
  analyticHierarchy,
] as const;

const methods = methodTable<{ parameters: MethodParameters; bind: unknown }>(weightingMethods);

/** Binds a branch's weights; a fault where they cannot be had there. */
export function bindWeigher(node: BranchNode, aggregator: Aggregator): Weigher | Fault {
  const spec: Weighting = node.weights ?? { method: 'given' };
  const method = methods.get(spec.method) as WeightingMethod | undefined;
  if (!method)
    return { code: 'method-unknown', node: node.code, message: `no weights are called "${spec.method}"` };
  const weigher = method.bind({ spec, node, aggregator });
  return isFault(weigher) ? weigher : (invalid(weigher, node) ?? unused(aggregator, spec, node) ?? weigher);
}

function invalid(weigher: Weigher, { code }: BranchNode): Fault | undefined {
  if (weigher.kind === 'fitted') return undefined;
  const total = weigher.weights.reduce((sum, weight) => sum + weight, 0);
  if (total > 0 && Number.isFinite(total)) return undefined;
  return { code: 'weights-invalid', node: code, message: `the weights of the children sum to ${total}` };
}

/** Weights that make no difference would mislead whoever set them. */
function unused({ weighted }: Aggregator, { method }: Weighting, node: BranchNode): Fault | undefined {
  const carried = new Set(node.children.map(({ weight }) => weight ?? 1));
  if (weighted || method === 'equal' || (method === 'given' && carried.size === 1)) return undefined;
  const message = `weights make no difference in aggregation "${node.aggregate.method}"`;
  return { code: 'weights-unused', node: node.code, message };
}
