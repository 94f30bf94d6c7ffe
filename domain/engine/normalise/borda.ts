import * as z from 'zod/mini';
import type { NormalisationMethod } from './normaliser.ts';
import { ranksFromWorst, ties } from './ranks-from-worst.ts';
import { withoutScale } from './without-scale.ts';

const parameters = z.strictObject({ method: z.literal('borda'), ties });

/**
 * Borda points: how many units a unit is better than, the worst getting 0; with `ties: average` a tie counts half.
 * Source: de Borda, Mémoire sur les élections au scrutin (1781).
 */
export const borda: NormalisationMethod<typeof parameters> = {
  parameters,
  bind: ({ spec, indicator }) => ({
    ...withoutScale,
    apply(values, _scale, out) {
      ranksFromWorst(values, indicator, spec.ties, out);
      for (let unit = 0; unit < out.length; unit++) out[unit]! -= 1;
    },
    least: 0,
    leastIsReached: spec.ties === 'minimum',
    whenUndefined: { vi: 'giá trị không hợp lệ', en: 'the value is not a number' },
  }),
};
