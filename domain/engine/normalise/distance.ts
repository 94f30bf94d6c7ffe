import { isBelow, valueRange } from '../value-range.ts';
import type { Leaf, Normaliser } from './normaliser.ts';
import { clamp, rescale } from './rescale.ts';

/**
 * What the three distance methods share: 1 - (reference - value) ÷ (reference - worst value), with both differences
 * turned round where lower is better. The worst unit gets 0, a unit at the reference 1, one beyond it more,
 * unless capped.
 *
 * @param reference from the values; `undefined` where there is none
 * @returns fit, apply and bounds of a normaliser, whose scale is `reference` and `worst`
 */
export function distanceTo(
  { indicator }: Pick<Leaf<unknown>, 'indicator'>,
  capped: boolean,
  reference: (values: Float64Array, ids: readonly string[] | undefined) => number | undefined,
): Omit<Normaliser, 'whenUndefined'> {
  const higherIsBetter = indicator.direction === 'higher-is-better';
  return {
    fit(values, ids) {
      const { minimum, maximum } = valueRange(values);
      const worst = higherIsBetter ? minimum : maximum;
      const best = reference(values, ids);
      return best === undefined || worst === undefined ? {} : { reference: best, worst };
    },
    usable: ({ reference: best, worst }) => (higherIsBetter ? isBelow(worst, best) : isBelow(best, worst)),
    apply(values, { reference: best, worst }, out) {
      rescale(values, { worst: worst!, best: best! }, { low: 0, high: 1 }, out);
      if (capped) clamp(out, Number.NEGATIVE_INFINITY, 1);
    },
    least: 0,
    leastIsReached: true,
  };
}
