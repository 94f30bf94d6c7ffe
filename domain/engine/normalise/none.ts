import * as z from 'zod/mini';
import { directionFault } from './direction.ts';
import type { NormalisationMethod } from './normaliser.ts';
import { withoutScale } from './without-scale.ts';

const parameters = z.strictObject({ method: z.literal('none') });

/** The value is the score. */
export const none: NormalisationMethod<typeof parameters> = {
  parameters,
  bind: (leaf) =>
    directionFault(leaf) ?? {
      ...withoutScale,
      apply: (values, _scale, out) => out.set(values),
      least: leaf.indicator.range.min ?? Number.NEGATIVE_INFINITY,
      leastIsReached: false,
      whenUndefined: { vi: 'giá trị không hợp lệ', en: 'the value is not a number' },
    },
};
