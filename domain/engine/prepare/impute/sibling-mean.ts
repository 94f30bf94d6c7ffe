import * as z from 'zod/mini';
import { sameDecimal } from '../../decimal.ts';
import type { ImputationMethod } from './imputer.ts';

const parameters = z.strictObject({ method: z.literal('sibling-mean') });

type Column = { values: Float64Array; lowerIsBetter: boolean };

/** From the worst value to the best. */
type Range = { worst: number; span: number };

/**
 * The mean of the unit's own values in the other indicators of the same parent, each on a scale of 0 (worst
 * unit) to 1 (best unit), brought back to this indicator's scale: a unit that does well in its pillar is
 * taken to do well here. An indicator in which all units are equal says nothing and is left out.
 * Source: COINr 1.1.14, Impute(impute_by = "row", normalise_first = TRUE).
 */
export const siblingMean: ImputationMethod<typeof parameters> = {
  parameters,
  bind: () => ({
    needs: { siblings: true },
    estimate({ siblings, ...own }) {
      const target = rangeOf(own);
      const scaled = siblings.flatMap((sibling) => {
        const range = rangeOf(sibling);
        return range && range.span !== 0 ? [{ values: sibling.values, range }] : [];
      });
      return (unit) => {
        if (!target) return undefined;
        let sum = 0;
        let count = 0;
        for (const { values, range } of scaled) {
          const value = values[unit]!;
          if (Number.isNaN(value)) continue;
          sum += (value - range.worst) / range.span;
          count++;
        }
        return count === 0 ? undefined : { value: target.worst + (sum / count) * target.span };
      };
    },
  }),
};

/** `undefined` where no unit has a value; a span of 0 where all have the same. */
function rangeOf({ values, lowerIsBetter }: Column): Range | undefined {
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  for (let unit = 0; unit < values.length; unit++) {
    const value = values[unit]!;
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  if (minimum > maximum) return undefined;
  const worst = lowerIsBetter ? maximum : minimum;
  if (sameDecimal(minimum, maximum)) return { worst, span: 0 };
  return { worst, span: lowerIsBetter ? minimum - maximum : maximum - minimum };
}
