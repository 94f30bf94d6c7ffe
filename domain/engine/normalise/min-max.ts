import type { Normalisation } from '../../methodology/definitions.ts';
import { sameDecimal } from '../decimal.ts';
import type { Fault } from '../engine-error.ts';
import type { Leaf, Normaliser, Scale } from './normaliser.ts';

/**
 * Min-max scaling to `low`…`high`; the best unit gets `high`, whichever direction is better.
 * Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 5.3.
 * Undefined where all units have one value: there is no range to scale by.
 */
export function minMax({
  spec,
  node,
  indicator,
}: Leaf<Extract<Normalisation, { method: 'min-max' }>>): Normaliser | Fault {
  const { low, high } = spec;
  if (!(low < high))
    return { code: 'scale-empty', node: node.code, message: `min-max needs low < high, not ${low}, ${high}` };
  const higherIsBetter = indicator.direction === 'higher-is-better';
  return {
    fit: range,
    apply(values, { minimum, maximum }, out) {
      if (minimum === undefined || maximum === undefined || sameDecimal(minimum, maximum)) {
        out.fill(Number.NaN);
        return;
      }
      const worst = higherIsBetter ? minimum : maximum;
      const span = higherIsBetter ? maximum - minimum : minimum - maximum;
      const width = high - low;
      for (let unit = 0; unit < values.length; unit++)
        out[unit] = low + ((values[unit]! - worst) / span) * width;
    },
    whenUndefined: {
      vi: 'mọi đơn vị có cùng một giá trị nên không thể chuẩn hoá min-max',
      en: 'all units have the same value, so min-max cannot scale it',
    },
  };
}

/** Smallest and largest of the values that are there; empty when there are none. */
function range(values: Float64Array): Scale {
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  for (let unit = 0; unit < values.length; unit++) {
    const value = values[unit]!;
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  return minimum <= maximum ? { minimum, maximum } : {};
}
