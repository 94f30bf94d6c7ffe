import type { Model, ModelBranch } from '../../engine/model.ts';

/**
 * The weights of one model on the tree of another: a node that both have below the same parent takes the weight that it
 * has in the first. Where only some siblings are in both, they share what they have together in the second as they do
 * in the first. Weights that either model finds in the data stay as found.
 *
 * @param own weights of the second model
 * @returns a weight a node of the second model, in its order
 */
export function carryWeights(from: Model, to: Model, own: Float64Array): Float64Array {
  const weights = own.slice();
  const source = new Map(from.nodes.map(({ code }, place) => [code, place]));
  for (const branch of to.nodes) {
    if (branch.kind === 'leaf' || branch.weigher.kind !== 'known') continue;
    const counterpart = from.nodes[source.get(branch.code) ?? -1];
    if (counterpart?.kind !== 'branch' || counterpart.weigher.kind !== 'known') continue;
    carryBranch(branch, counterpart, { from, to, source }, weights);
  }
  return weights;
}

function carryBranch(
  branch: ModelBranch,
  counterpart: ModelBranch,
  { from, to, source }: { from: Model; to: Model; source: ReadonlyMap<string, number> },
  weights: Float64Array,
): void {
  const shared = Array.from(branch.children).flatMap((child) => {
    const origin = source.get(to.nodes[child]!.code);
    return origin !== undefined && counterpart.children.includes(origin) ? [{ child, origin }] : [];
  });
  const same = shared.length === branch.children.length && shared.length === counterpart.children.length;
  const before = shared.reduce((sum, { origin }) => sum + from.weights[origin]!, 0);
  const together = shared.reduce((sum, { child }) => sum + weights[child]!, 0);
  if (!same && !(before > 0)) return;
  const scale = same ? 1 : together / before;
  for (const { child, origin } of shared) weights[child] = from.weights[origin]! * scale;
}
