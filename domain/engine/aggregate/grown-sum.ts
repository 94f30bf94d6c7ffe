import { addPresent, addWeighted, presentWeight, sumOf } from './weighted-sum.ts';

/**
 * Σ weight · score; where a child is absent, times (shares of all) ÷ (shares of those present).
 *
 * @param columns a column a child, a score a unit, NaN where absent @param weights a weight a child
 * @param shares what each child stands for when it is absent
 * @param out a sum a unit; NaN where no child that stands for anything is there
 */
export function grownSum(
  columns: readonly Float64Array[],
  weights: Float64Array,
  shares: Float64Array,
  out: Float64Array,
): void {
  addWeighted(columns, weights, out);
  const all = sumOf(shares);
  for (let unit = 0; unit < out.length; unit++) {
    if (!Number.isNaN(out[unit]!)) continue;
    const present = presentWeight(columns, shares, unit);
    out[unit] = present > 0 ? addPresent(columns, weights, unit) * (all / present) : Number.NaN;
  }
}
