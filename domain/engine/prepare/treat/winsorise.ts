import * as z from 'zod/mini';
import { sameDecimal } from '../../decimal.ts';
import type { Column, Reshaping, TreatmentMethod } from './reshaper.ts';
import { hasOutliers, shapeOf } from './shape.ts';

const parameters = z.strictObject({
  method: z.literal('winsorise'),
  /** How often an outermost value may be moved to its neighbour's; equal values move together. */
  atMost: z._default(z.int().check(z.minimum(1)), 5),
});

/**
 * While the indicator has outliers, the value farthest out on the skewed side becomes equal to the next one.
 * Source: Global Innovation Index 2012 (INSEAD, WIPO), Appendix IV: Technical Notes; COINr 1.1.14, winsorise(winmax).
 */
export const winsorise: TreatmentMethod<typeof parameters> = {
  parameters,
  bind:
    ({ atMost }) =>
    (column) =>
      moveOutliers(column, atMost),
};

function moveOutliers({ sorted, outliers }: Column, atMost: number): Reshaping {
  const moved = sorted.slice();
  let steps = 0;
  while (steps < atMost) {
    const shape = shapeOf(moved);
    if (!hasOutliers(shape, outliers)) break;
    if (shape.skewness! > 0) lowerTop(moved);
    else raiseBottom(moved);
    steps++;
  }
  const [lowest, highest] = [moved[0]!, moved.at(-1)!];
  return {
    of: (value) => Math.min(Math.max(value, lowest), highest),
    parameters: { lowest, highest, steps },
  };
}

/** Skewness exists, so that not all values are equal: there is a next one. */
function lowerTop(sorted: Float64Array): void {
  const top = sorted.at(-1)!;
  const next = sorted.findLastIndex((value) => value < top && !sameDecimal(value, top));
  if (next >= 0) sorted.fill(sorted[next]!, next + 1);
}

function raiseBottom(sorted: Float64Array): void {
  const bottom = sorted[0]!;
  const next = sorted.findIndex((value) => value > bottom && !sameDecimal(value, bottom));
  if (next >= 0) sorted.fill(sorted[next]!, 0, next);
}
