import * as z from 'zod/mini';
import type { Text } from '../../methodology/definitions.ts';
import { toDecimal } from '../decimal.ts';

const share = z.number().check(z.minimum(0), z.maximum(1));

/** What a unit must have below a node to be scored there, as shares of the indicators, 0..1. */
export const screening = z
  .strictObject({
    /** Of all indicators, those with an observed value; an imputed one does not count. */
    observed: z.optional(share),
    /** Of the observed values, those that are not zero. */
    nonZero: z.optional(share),
  })
  .check(
    z.refine(({ observed, nonZero }) => observed !== undefined || nonZero !== undefined, {
      error: 'say which share is asked for: "observed", "nonZero", or both',
    }),
  );

export type Screening = z.output<typeof screening>;

/** What a unit has below a node; each indicator counts once. */
export type Availability = { indicators: number; observed: number; zero: number };

/** Why a unit is screened out; `undefined` where it is not. */
export type ScreeningReason = { code: 'too-few-observed' | 'too-many-zeros'; reason: Text };

/**
 * Judges a unit by its observed values.
 * Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 3; COINr 1.1.14, Screen, with
 * `unit_screen` "byNA", "byzeros" or both.
 */
export function screenOut(
  { observed: observedShare, nonZero: nonZeroShare }: Screening,
  { indicators, observed, zero }: Availability,
): ScreeningReason | undefined {
  if (observedShare !== undefined && observed < fewest(observedShare, indicators)) {
    const rule = `≥ ${toDecimal(observedShare * 100)} %`;
    return {
      code: 'too-few-observed',
      reason: {
        vi: `${observed} trên ${indicators} chỉ tiêu, quy tắc ${rule}`,
        en: `${observed} of ${indicators} indicators, rule ${rule}`,
      },
    };
  }
  if (nonZeroShare === undefined || observed - zero >= fewest(nonZeroShare, observed)) return undefined;
  const rule = `≥ ${toDecimal(nonZeroShare * 100)} %`;
  return {
    code: 'too-many-zeros',
    reason: {
      vi: `${observed - zero} trên ${observed} giá trị khác 0, quy tắc ${rule}`,
      en: `${observed - zero} of ${observed} values are not zero, rule ${rule}`,
    },
  };
}

/** The least count that makes up a share, as a decimal: 7 % of 100 are 7. */
const fewest = (share: number, count: number): number => Math.ceil(toDecimal(share * count));
