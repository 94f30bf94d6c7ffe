import * as z from 'zod/mini';
import type { NormalisationMethod } from './normaliser.ts';
import { ranksFromWorst, ties } from './ranks-from-worst.ts';
import { withoutScale } from './without-scale.ts';

const parameters = z.strictObject({ method: z.literal('rank'), ties });

/**
 * The place of a value counted from the worst, which gets 1: the better, the higher.
 * Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 1.5, method 1.
 */
export const rank: NormalisationMethod<typeof parameters> = {
  parameters,
  bind: ({ spec, indicator }) => ({
    ...withoutScale,
    apply: (values, _scale, out) => {
      ranksFromWorst(values, indicator, spec.ties, out);
    },
    least: 1,
    leastIsReached: spec.ties === 'minimum',
    whenUndefined: { vi: 'giá trị không hợp lệ', en: 'the value is not a number' },
  }),
};
