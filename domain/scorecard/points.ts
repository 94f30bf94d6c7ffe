import type { Framework, FrameworkNode } from '../methodology/definitions.ts';

/** How the points of children may become their parent's: by adding them up. */
const ADDING = new Set(['sum', 'sum-of-points']);

/**
 * Maximum points by node code. A branch without its own has as many as its children.
 *
 * @throws {RangeError} naming every node whose score is not points
 */
export function maximumPointsOf({ root, reported }: Framework): Map<string, number> {
  const roots = [root, ...reported];
  const faults = roots.flatMap(faultsIn);
  if (faults.length > 0) throw new RangeError(faults.join('; '));
  const maxima = new Map<string, number>();
  for (const node of roots) collect(node, maxima);
  return maxima;
}

function faultsIn(node: FrameworkNode): string[] {
  if ('indicator' in node)
    return node.maximumPoints === undefined
      ? [`${node.code}: a criterion of a scorecard has maximumPoints, and this one has none`]
      : [];
  const { method } = node.aggregate;
  const adds = ADDING.has(method)
    ? []
    : [`${node.code}: "${method}" does not add points up; a scorecard needs "sum" or "sum-of-points"`];
  return [...adds, ...node.children.flatMap(faultsIn)];
}

function collect(node: FrameworkNode, maxima: Map<string, number>): number {
  let ofChildren = 0;
  if (!('indicator' in node)) for (const child of node.children) ofChildren += collect(child, maxima);
  const maximum = node.maximumPoints ?? ofChildren;
  maxima.set(node.code, maximum);
  return maximum;
}
