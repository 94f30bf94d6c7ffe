import * as z from 'zod/mini';
import type { Text } from '../../methodology/definitions.ts';
import { weightConflict } from './conflict.ts';
import { correlationMatrix } from './correlation-matrix.ts';
import { symmetricEigen } from './symmetric-eigen.ts';
import type { WeightingMethod, Weights } from './weigher.ts';

const parameters = z.strictObject({
  method: z.literal('principal-component'),
  /** Use the weights although one is below 0: its child goes against the others, and a better score costs points. */
  acceptNegative: z._default(z.boolean(), false),
});

/** Components whose variances are closer than this share of the whole are one as good as the other. */
const CLOSEST = 1e-9;

/**
 * Loadings of the first principal component of the children's correlations, over the units that have all of them, with
 * the sign that makes their sum positive, divided by that sum.
 * Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 6, weights based on principal
 * components analysis; the loadings are those of COINr's get_PCA but for their sign.
 */
export const principalComponent: WeightingMethod<typeof parameters> = {
  parameters,
  bind: ({ spec, node }) =>
    weightConflict(node, spec) ?? {
      kind: 'fitted',
      fit: (columns) => loadings(columns, spec.acceptNegative),
    },
};

function loadings(columns: readonly Float64Array[], acceptNegative: boolean): Weights | Text {
  const correlations = correlationMatrix(columns);
  if (!('matrix' in correlations)) return correlations;
  const size = columns.length;
  const { values, vectors } = symmetricEigen(correlations.matrix, size);
  const first = vectors[0]!;
  const sum = first.reduce((before, loading) => before + loading, 0);
  if (values[0]! - (values[1] ?? 0) <= CLOSEST * size || Math.abs(sum) <= CLOSEST) return noFirst;
  const weights = first.map((loading) => loading / sum);
  if (!acceptNegative && weights.some((weight) => weight < 0)) return opposed;
  return { weights, figures: { explainedVariance: values[0]! / size } };
}

const noFirst: Text = {
  vi: 'không có thành phần chính nào nổi trội để tính trọng số',
  en: 'no principal component stands out from the others to take weights from',
};

const opposed: Text = {
  vi: 'các thành phần đi ngược chiều nhau nên phân tích thành phần chính cho trọng số âm',
  en: 'the parts go against each other, so that the principal component gives a weight below 0',
};
