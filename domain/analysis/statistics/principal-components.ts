import { correlationMatrix } from '../../engine/weights/correlation-matrix.ts';
import { symmetricEigen } from '../../engine/weights/symmetric-eigen.ts';
import type { Text } from '../../methodology/definitions.ts';

export type PrincipalComponent = {
  /** Of the correlation matrix; they sum to the number of columns. Above 1, a component says more than one column. */
  eigenvalue: number;
  /** Share of the variance of all columns, and that of all components up to this one. */
  share: number;
  cumulative: number;
  /** A loading a column, together of length 1; the sign is the one that makes their sum positive. */
  loadings: Float64Array;
};

/**
 * Principal components of some columns, over the units that have all of them; the first accounts for most.
 * Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 4.1; COINr 1.1.14, `get_PCA`.
 *
 * @param columns a value a unit, NaN where missing
 * @returns why there are none: too few units, or a column that does not vary
 */
export function principalComponents(columns: readonly Float64Array[]): PrincipalComponent[] | Text {
  const correlations = correlationMatrix(columns);
  if (!('matrix' in correlations)) return correlations;
  const { values, vectors } = symmetricEigen(correlations.matrix, columns.length);
  let explained = 0;
  return vectors.map((vector, place) => {
    const eigenvalue = values[place]!;
    explained += eigenvalue;
    const sum = vector.reduce((before, loading) => before + loading, 0);
    return {
      eigenvalue,
      share: eigenvalue / columns.length,
      cumulative: explained / columns.length,
      loadings: sum < 0 ? vector.map((loading) => 0 - loading) : vector,
    };
  });
}
