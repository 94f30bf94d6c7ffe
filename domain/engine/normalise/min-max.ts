import * as z from 'zod/mini';
import { isBelow, valueRange } from '../value-range.ts';
import { ends } from './ends.ts';
import type { NormalisationMethod } from './normaliser.ts';
import { rescale } from './rescale.ts';
import { emptyScale, scoreRange } from './score-range.ts';

const parameters = z.strictObject({
  method: z.literal('min-max'),
  ...scoreRange,
  frozen: z.optional(z.strictObject({ minimum: z.number(), maximum: z.number() })),
});

/**
 * Min-max scaling to `low`…`high`; the best unit gets `high`, whichever direction is better.
 * Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 5.3.
 * Undefined where all units have one value: there is no range to scale by.
 */
export const minMax: NormalisationMethod<typeof parameters> = {
  parameters,
  bind: ({ spec, node, indicator }) =>
    emptyScale(node, spec) ?? {
      fit: valueRange,
      usable: ({ minimum, maximum }) => isBelow(minimum, maximum),
      apply: (values, { minimum, maximum }, out) =>
        rescale(values, ends(indicator, minimum!, maximum!), spec, out),
      least: spec.low,
      leastIsReached: true,
      whenUndefined: {
        vi: 'mọi đơn vị có cùng một giá trị nên không thể chuẩn hoá min-max',
        en: 'all units have the same value, so min-max cannot scale it',
      },
    },
};
