import * as z from 'zod/mini';
import { ln } from '../../elementary.ts';
import type { Column, Reshaping, TreatmentMethod } from './reshaper.ts';
import { shapeOf } from './shape.ts';

const forms = ['natural', 'from-one', 'one-percent', 'one-percent-by-skew', 'gii'] as const;
type Form = (typeof forms)[number];

const parameters = z.strictObject({
  method: z.literal('log'),
  form: z._default(z.enum(forms), 'one-percent'),
});

/** One hundredth of the range keeps the lowest value off ln 0. */
const OFFSET_SHARE = 0.01;

/** Logarithms, each of another argument. Every form rises with the value. */
export const log: TreatmentMethod<typeof parameters> = {
  parameters,
  bind: ({ form }) => fits[form],
};

const fits: Record<Form, (column: Column) => Reshaping | undefined> = {
  /** ln x, of values above 0. */
  natural: () => ({ of: ln, parameters: {} }),

  /** ln(x - minimum + 1). Source: COINr 1.1.14, log_CT_orig. */
  'from-one': ({ sorted }) => {
    const minimum = sorted[0]!;
    return { of: (value) => ln(value - minimum + 1), parameters: { minimum } };
  },

  /** ln(x - minimum + a), a = range ÷ 100. Source: JRC COIN Tool; COINr 1.1.14, log_CT. */
  'one-percent': ({ sorted }) => aboveMinimum(sorted),

  /** The same where skewness is positive, else -ln(maximum + a - x). Source: COINr 1.1.14, log_CT_plus. */
  'one-percent-by-skew': ({ sorted }) =>
    (shapeOf(sorted).skewness ?? 0) < 0 ? belowMaximum(sorted) : aboveMinimum(sorted),

  gii,
};

function aboveMinimum(sorted: Float64Array): Reshaping | undefined {
  const { minimum, offset } = offsetOf(sorted);
  if (!(offset > 0)) return undefined;
  return { of: (value) => ln(value - minimum + offset), parameters: { minimum, offset } };
}

function belowMaximum(sorted: Float64Array): Reshaping | undefined {
  const { maximum, offset } = offsetOf(sorted);
  if (!(offset > 0)) return undefined;
  return { of: (value) => 0 - ln(maximum + offset - value), parameters: { maximum, offset } };
}

function offsetOf(sorted: Float64Array) {
  const [minimum, maximum] = [sorted[0]!, sorted.at(-1)!];
  return { minimum, maximum, offset: OFFSET_SHARE * (maximum - minimum) };
}

/** The factor is a power of ten; values below 1e-300 are not brought above 1. */
const LARGEST_EXPONENT = 300;

/**
 * ln[(maximum × f - 1)(x - minimum) ÷ (maximum - minimum) + 1], from 0 for the lowest value up; f is 1, or the
 * least power of ten that brings the maximum above 1, without which the order would turn round. Where lower is
 * better, -ln[(maximum × f - 1)(maximum - x) ÷ (maximum - minimum) + 1]: the Index turns such indicators round in
 * this step, the minus leaves that to the normalisation. Not defined for a maximum of 0 or less.
 * Source: Global Innovation Index 2012 (INSEAD, WIPO), Appendix IV: Technical Notes.
 */
function gii({ sorted, lowerIsBetter }: Column): Reshaping | undefined {
  const [minimum, maximum] = [sorted[0]!, sorted.at(-1)!];
  const factor = factorAboveOne(maximum);
  const range = maximum - minimum;
  if (factor === undefined || !(range > 0)) return undefined;
  const gain = maximum * factor - 1;
  return {
    of: lowerIsBetter
      ? (value) => 0 - ln((gain * (maximum - value)) / range + 1)
      : (value) => ln((gain * (value - minimum)) / range + 1),
    parameters: { minimum, maximum, factor },
  };
}

function factorAboveOne(maximum: number): number | undefined {
  if (!(maximum > 0)) return undefined;
  for (let exponent = 0; exponent <= LARGEST_EXPONENT; exponent++) {
    const factor = Number(`1e${exponent}`);
    if (maximum * factor > 1) return factor;
  }
  return undefined;
}
