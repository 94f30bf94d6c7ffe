import type { Model } from '../../engine/model.ts';

/**
 * Share of each node in the total, or in the reported node above it: the product, from the top down, of the
 * shares that siblings have of their parent. What a node weighs on paper; a method that is not a mean or a sum, or
 * siblings that correlate, give it another influence.
 * Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 6; COINr 1.1.14 `get_eff_weights`.
 *
 * @param weights a weight a node in the model's order, such as those that an evaluation found in the data; siblings that
 *   all weigh 0 have no share
 * @returns a share a node, 1 for the total and for reported nodes
 */
export function effectiveWeights(model: Model, weights: Float64Array = model.weights): Float64Array {
  const shares = new Float64Array(model.nodes.length).fill(1);
  for (let place = model.nodes.length - 1; place >= 0; place--) {
    const node = model.nodes[place]!;
    if (node.kind === 'leaf') continue;
    let sum = 0;
    for (const child of node.children) sum += weights[child]!;
    for (const child of node.children) shares[child] = sum > 0 ? shares[place]! * (weights[child]! / sum) : 0;
  }
  return shares;
}
