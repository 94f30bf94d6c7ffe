import * as z from 'zod/mini';
import { ends } from './ends.ts';
import type { NormalisationMethod } from './normaliser.ts';
import { rescale } from './rescale.ts';
import { emptyScale, scoreRange } from './score-range.ts';

const parameters = z.strictObject({ method: z.literal('fixed-bounds'), ...scoreRange });

/**
 * Min-max between the bounds that the indicator's own definition sets (`range`), such as 0 and 100 of a percentage.
 * Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 5.3, with bounds that do not move
 * from edition to edition.
 * Undefined for a value outside the bounds: it is wrong, or the bounds are.
 */
export const fixedBounds: NormalisationMethod<typeof parameters> = {
  parameters,
  bind({ spec, node, indicator }) {
    const { min, max } = indicator.range;
    if (min === undefined || max === undefined || !(min < max))
      return {
        code: 'scale-empty',
        node: node.code,
        message: `fixed-bounds scales by the range of ${indicator.id}, which needs min < max`,
      };
    return (
      emptyScale(node, spec) ?? {
        fit: () => ({ minimum: min, maximum: max }),
        usable: () => true,
        apply(values, _scale, out) {
          rescale(values, ends(indicator, min, max), spec, out);
          for (let unit = 0; unit < values.length; unit++)
            if (values[unit]! < min || values[unit]! > max) out[unit] = Number.NaN;
        },
        least: spec.low,
        leastIsReached: false,
        whenUndefined: {
          vi: `giá trị nằm ngoài khoảng từ ${min} đến ${max}`,
          en: `the value lies outside ${min} to ${max}`,
        },
      }
    );
  },
};
