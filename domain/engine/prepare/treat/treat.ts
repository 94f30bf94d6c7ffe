import type { Column, Reshaper, Reshaping } from './reshaper.ts';
import { hasOutliers, type OutlierRule, type Shape, shapeOf } from './shape.ts';

/** A treatment bound to a leaf. */
export type BoundTreatment = {
  when: 'outliers' | 'always';
  outliers: OutlierRule;
  methods: readonly { name: string; reshaper: Reshaper }[];
};

/** How one indicator was treated. */
export type TreatmentResult = {
  method: string;
  parameters: Reshaping['parameters'];
  before: Shape;
  after: Shape;
  /** Whether outliers are left. */
  outliersLeft: boolean;
  /** The treated value; NaN where the method is not defined for a value. */
  of: Reshaping['of'];
};

/**
 * Chooses the first method that leaves no outliers; where none does, the last one that is defined for every
 * value; where there is none of these either, the first.
 *
 * @param column the values that are there
 * @returns `undefined` where the indicator stays as it is
 */
export function chooseTreatment(
  treatment: BoundTreatment,
  { sorted, lowerIsBetter }: Pick<Column, 'sorted' | 'lowerIsBetter'>,
): TreatmentResult | undefined {
  const { when, outliers } = treatment;
  if (sorted.length === 0 || treatment.methods.length === 0) return undefined;
  const before = shapeOf(sorted);
  if (when === 'outliers' && !hasOutliers(before, outliers)) return undefined;
  let chosen: TreatmentResult | undefined;
  for (const { name, reshaper } of treatment.methods) {
    const reshaping = reshaper({ sorted, lowerIsBetter, outliers }) ?? NOT_DETERMINED;
    const treated = sorted.map(reshaping.of);
    const defined = !treated.some(Number.isNaN);
    if (!defined && chosen) continue;
    const after = defined ? shapeOf(treated) : { skewness: null, kurtosis: null };
    const outliersLeft = hasOutliers(after, outliers);
    chosen = { method: name, ...reshaping, before, after, outliersLeft };
    if (defined && !outliersLeft) break;
  }
  return chosen;
}

const NOT_DETERMINED: Reshaping = { of: () => Number.NaN, parameters: {} };
