import * as z from 'zod/mini';
import type { BranchNode, Text } from '../../methodology/definitions.ts';
import type { Fault } from '../engine-error.ts';
import { complementary } from './complementary.ts';
import { weightConflict } from './conflict.ts';
import { correlationMatrix } from './correlation-matrix.ts';
import { symmetricEigen } from './symmetric-eigen.ts';
import type { WeightingMethod, Weights } from './weigher.ts';

const parameters = z.strictObject({
  method: z.literal('optimised-correlation'),
  /** How strongly each child is to go with the total in relation to the others, by code; equally where absent. */
  importance: z.optional(z.record(z.string(), z.number().check(z.positive()))),
  /** Where the aim asks for weights below 0, use the nearest that has none: some are then 0. */
  acceptNearest: z._default(z.boolean(), false),
});

/** Below it, one child is so nearly a sum of others that their weights cannot be told apart. */
const LEAST_EIGENVALUE = 1e-8;

/**
 * Weights such that each child's correlation with the total is in proportion to its importance, over the units that have
 * all children. For a weighted sum Σ w x with correlation matrix R and deviations s, the correlations are in
 * proportion to R (w s), so that R u = importance gives w = u ÷ s. Where that asks for a weight below 0, the nearest
 * weights give that child 0, and it goes with the total more than it should all the same.
 * Source: Becker, Saisana, Paruolo & Vandecasteele, Weights and importance in composite indicators: closing the gap,
 * Ecological Indicators 80 (2017), which searches for the same weights step by step.
 */
export const optimisedCorrelation: WeightingMethod<typeof parameters> = {
  parameters,
  bind({ spec, node }) {
    const { method } = node.aggregate;
    if (method !== 'arithmetic-mean' && method !== 'sum')
      return {
        code: 'weights-invalid',
        node: node.code,
        message: `weights "${spec.method}" are found for an arithmetic mean or a sum, not for a ${method}`,
      };
    const importance = importanceOf(node, spec.importance);
    if ('message' in importance) return importance;
    return (
      weightConflict(node, spec) ?? {
        kind: 'fitted',
        fit: (columns) => optimise(columns, importance, spec.acceptNearest),
      }
    );
  },
};

function importanceOf(
  { code, children }: BranchNode,
  importance: Readonly<Record<string, number>> | undefined,
): Float64Array | Fault {
  const codes = new Set(children.map((child) => child.code));
  const wrong = importance && [...codes].find((child) => importance[child] === undefined);
  const unknown = importance && Object.keys(importance).find((child) => !codes.has(child));
  if (wrong !== undefined || unknown !== undefined) {
    const message =
      wrong === undefined ? `"${unknown}" is no child of the node` : `importance of ${wrong} is missing`;
    return { code: 'weights-invalid', node: code, message };
  }
  return Float64Array.from(children, (child) => importance?.[child.code] ?? 1);
}

function optimise(
  columns: readonly Float64Array[],
  importance: Float64Array,
  acceptNearest: boolean,
): Weights | Text {
  const correlations = correlationMatrix(columns);
  if (!('matrix' in correlations)) return correlations;
  const { matrix, deviations } = correlations;
  const size = columns.length;
  const least = symmetricEigen(matrix, size).values[size - 1]!;
  if (least < LEAST_EIGENVALUE) return dependent;
  const { solution, product } = complementary(matrix, importance);
  if (!acceptNearest && solution.includes(0)) return outOfReach;
  const raw = solution.map((value, child) => value / deviations[child]!);
  const sum = raw.reduce((before, weight) => before + weight, 0);
  return {
    weights: raw.map((weight) => weight / sum),
    figures: { largestGap: largestGap(product, importance) },
  };
}

/** How far a child's share of all correlations is from its share of all importance, at most. */
function largestGap(correlations: Float64Array, importance: Float64Array): number {
  const all = correlations.reduce((sum, value) => sum + value, 0);
  const wanted = importance.reduce((sum, value) => sum + value, 0);
  return correlations.reduce(
    (gap, value, child) => Math.max(gap, Math.abs(value / all - importance[child]! / wanted)),
    0,
  );
}

const outOfReach: Text = {
  vi: 'không có trọng số dương nào cho tương quan mong muốn',
  en: 'no weights above 0 make the parts go with the total as they are to',
};

const dependent: Text = {
  vi: 'có thành phần phụ thuộc tuyến tính vào các thành phần khác nên không phân biệt được trọng số',
  en: 'one part is a sum of others, so that their weights cannot be told apart',
};
