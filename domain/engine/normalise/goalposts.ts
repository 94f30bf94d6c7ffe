import * as z from 'zod/mini';
import { ln } from '../elementary.ts';
import { ends } from './ends.ts';
import type { NormalisationMethod } from './normaliser.ts';
import { clamp, rescale } from './rescale.ts';
import { emptyScale, scoreRange } from './score-range.ts';

const parameters = z.strictObject({
  method: z.literal('goalposts'),
  /** The posts, in the indicator's unit of measure. */
  lower: z.number(),
  upper: z.number(),
  /** `logarithmic`: equal ratios of values make equal distances of scores, as for income. */
  scale: z._default(z.enum(['linear', 'logarithmic']), 'linear'),
  /** Which posts a value beyond counts as; a value beyond another post keeps its distance. */
  cap: z._default(z.enum(['both', 'lower', 'upper', 'none']), 'both'),
  ...scoreRange,
});

/**
 * Scaling between two posts that are set, not taken from the data: (value - lower) ÷ (upper - lower), turned round
 * where lower is better, from `low` to `high`.
 * Source: UNDP, Human Development Report, Technical notes, note 1 (since 2010), with ln for income per head.
 * Undefined on a logarithmic scale for values at or below 0.
 */
export const goalposts: NormalisationMethod<typeof parameters> = {
  parameters,
  bind({ spec, node, indicator }) {
    const { lower, upper, scale, cap, low } = spec;
    const logarithmic = scale === 'logarithmic';
    if (!(lower < upper) || (logarithmic && lower <= 0)) {
      const needed = logarithmic ? '0 < lower < upper' : 'lower < upper';
      const message = `goalposts need ${needed}, not ${lower}, ${upper}`;
      return { code: 'scale-empty', node: node.code, message };
    }
    const least = cap === 'both' || cap === 'lower' ? lower : Number.NEGATIVE_INFINITY;
    const most = cap === 'both' || cap === 'upper' ? upper : Number.POSITIVE_INFINITY;
    const worstIsCapped = ends(indicator, least, most).worst;
    const posts = logarithmic ? ends(indicator, ln(lower), ln(upper)) : ends(indicator, lower, upper);
    return (
      emptyScale(node, spec) ?? {
        fit: () => ({ lower, upper }),
        usable: () => true,
        apply(values, _scale, out) {
          out.set(values);
          if (logarithmic)
            for (let unit = 0; unit < out.length; unit++) if (!(out[unit]! > 0)) out[unit] = Number.NaN;
          clamp(out, least, most);
          if (logarithmic) for (let unit = 0; unit < out.length; unit++) out[unit] = ln(out[unit]!);
          rescale(out, posts, spec, out);
        },
        least: Number.isFinite(worstIsCapped) ? low : Number.NEGATIVE_INFINITY,
        leastIsReached: false,
        whenUndefined: {
          vi: 'thang đo logarit chỉ xác định với giá trị lớn hơn 0',
          en: 'a logarithmic scale is defined for values above 0 only',
        },
      }
    );
  },
};
