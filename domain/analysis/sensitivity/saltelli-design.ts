import { AnalysisError } from '../analysis-error.ts';
import { MOST_DIMENSIONS, sobolPoints } from './sobol-sequence.ts';

/** As many factors as the sequence has pairs of dimensions. */
const MOST_FACTORS = MOST_DIMENSIONS / 2;

/**
 * Where to run a function of some factors: A, B, and for each factor A with its column taken from B. The columns
 * of A and B are the two halves of one Sobol' sequence.
 * Source: Saltelli et al., Variance Based Sensitivity Analysis of Model Output (2010), section 4.
 *
 * @param rows a power of two
 * @returns rows × (factors + 2) points one after the other, each a coordinate a factor from 0 up to and without 1
 * @throws {AnalysisError} `setting-invalid`, `too-many-factors`
 */
export function saltelliDesign(rows: number, factors: number): Float64Array {
  if (factors > MOST_FACTORS)
    throw new AnalysisError({
      code: 'too-many-factors',
      message: `${factors} factors, and at most ${MOST_FACTORS} can be told apart`,
    });
  const both = sobolPoints(rows, 2 * factors);
  const design = new Float64Array(rows * (factors + 2) * factors);
  for (let block = 0; block < factors + 2; block++)
    for (let row = 0; row < rows; row++)
      for (let factor = 0; factor < factors; factor++) {
        const fromB = block === 1 || factor === block - 2;
        const source = row * 2 * factors + (fromB ? factors : 0) + factor;
        design[(block * rows + row) * factors + factor] = both[source]!;
      }
  return design;
}
