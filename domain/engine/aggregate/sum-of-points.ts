import * as z from 'zod/mini';
import type { BranchNode } from '../../methodology/definitions.ts';
import { sameDecimal } from '../decimal.ts';
import type { Fault } from '../engine-error.ts';
import type { AggregationMethod } from './aggregator.ts';
import { grownSum } from './grown-sum.ts';
import { nothingWeighs } from './weighted-sum.ts';

const parameters = z.strictObject({
  method: z.literal('sum-of-points'),
  /** Points beyond the node's maximum, won with bonuses, do not count. */
  capped: z._default(z.boolean(), false),
});

/**
 * Σ points, each child's score being points out of its `maximumPoints`. Where a child is absent the sum grows by
 * (maximum points of all) ÷ (maximum points of those present). The node's own maximum must be the children's sum,
 * unless it caps them.
 * Source: the scorecard of the Digital Transformation Index of Viet Nam (since 2021), 1000 points in all.
 */
export const sumOfPoints: AggregationMethod<typeof parameters> = {
  parameters,
  bind({ spec: { capped }, node }) {
    const fault = pointsFault(node, capped);
    if (fault) return fault;
    const maxima = Float64Array.from(node.children, ({ maximumPoints }) => maximumPoints!);
    return {
      weightOf: (child) => child.weight ?? 1,
      weighted: true,
      comparesUnits: false,
      domain: 'any',
      combine(columns, weights, out) {
        const shares = maxima.map((points, child) => points * weights[child]!);
        grownSum(columns, weights, shares, out);
        if (!capped) return;
        for (let unit = 0; unit < out.length; unit++)
          if (out[unit]! > node.maximumPoints!) out[unit] = node.maximumPoints!;
      },
      whenUndefined: nothingWeighs,
    };
  },
};

function pointsFault({ code, maximumPoints, children }: BranchNode, capped: boolean): Fault | undefined {
  const without = children.find((child) => child.maximumPoints === undefined);
  if (without || (capped && maximumPoints === undefined))
    return {
      code: 'maximum-points-missing',
      node: without?.code ?? code,
      message: 'aggregation "sum-of-points" needs maximumPoints, and the node has none',
    };
  const all = children.reduce((sum, child) => sum + child.maximumPoints!, 0);
  if (capped || maximumPoints === undefined || sameDecimal(all, maximumPoints)) return undefined;
  return {
    code: 'points-differ',
    node: code,
    message: `the children's maximum points sum to ${all}, not to the node's ${maximumPoints}`,
  };
}
