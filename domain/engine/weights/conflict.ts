import type { BranchNode } from '../../methodology/definitions.ts';
import type { Fault } from '../engine-error.ts';

/** A fault where a child carries a weight that the branch's method would pass over. */
export function weightConflict(node: BranchNode, { method }: { method: string }): Fault | undefined {
  const child = node.children.find(({ weight }) => weight !== undefined);
  if (!child) return undefined;
  const message = `weights "${method}" leave no place for the weight that ${child.code} carries; take one of them away`;
  return { code: 'weights-conflict', node: node.code, message };
}
