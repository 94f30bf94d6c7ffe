import type { Scale } from '../../engine/normalise/normaliser.ts';
import type { Normalisation, Text } from '../../methodology/definitions.ts';
import { type Language, numberText, operandText } from './number-text.ts';

/** What a formula of a normalised value needs. */
export type NormalisedValue<Spec = Normalisation> = {
  spec: Spec;
  scale: Scale;
  higherIsBetter: boolean;
  value: number;
  score: number;
  /** How many units have a value. */
  count: number;
};

type Formulas = {
  [Method in Normalisation['method']]: (
    of: NormalisedValue<Extract<Normalisation, { method: Method }>>,
    language: Language,
  ) => string;
};

/**
 * The way from a prepared value to its score in numbers, such as (0.8 − 0.4) ÷ (0.9 − 0.4) × 100 = 80.
 *
 * @param of one unit's finite value and score; the source of each formula is with its method
 */
export function normalisationFormula(of: NormalisedValue): Text {
  const formula = formulas[of.spec.method] as (of: NormalisedValue, language: Language) => string;
  const text = (language: Language) => {
    const expression = formula(of, language);
    const score = numberText(of.score, language);
    return expression === score ? score : `${expression} = ${score}`;
  };
  return { vi: text('vi'), en: text('en') };
}

const formulas: Formulas = {
  none: ({ value }, language) => numberText(value, language),

  'points-ratio': ({ value, scale }, language) =>
    `${operandText(value, language)} ÷ ${operandText(scale['maximumPoints']!, language)}`,

  'min-max': ({ spec, scale, higherIsBetter, value }, language) =>
    between(value, scale['minimum']!, scale['maximum']!, { ...spec, higherIsBetter }, language),

  'z-score': ({ spec, scale, higherIsBetter, value }, language) => {
    const [first, second] = higherIsBetter ? [value, scale['mean']!] : [scale['mean']!, value];
    const deviations = `(${numberText(first, language)} − ${operandText(second, language)}) ÷ ${numberText(scale['standardDeviation']!, language)}`;
    const scaled =
      spec.standardDeviation === 1
        ? deviations
        : `${deviations} × ${numberText(spec.standardDeviation, language)}`;
    return spec.mean === 0 ? scaled : `${numberText(spec.mean, language)} + ${scaled}`;
  },

  rank: ({ score, count }, language) => placeFromWorst(score, count, language),

  borda: ({ score, count }, language) => `${placeFromWorst(score + 1, count, language)} − 1`,

  'percentile-rank': ({ score, count }, language) =>
    `(${placeFromWorst(score * (count - 1) + 1, count, language)} − 1) ÷ (${count} − 1)`,

  'distance-to-maximum': distance,
  'distance-to-reference': distance,
  'distance-to-target': distance,

  'fraction-of-maximum': ({ spec, scale, higherIsBetter, value }, language) => {
    const [over, under] = higherIsBetter ? [value, scale['best']!] : [scale['best']!, value];
    const fraction = `${operandText(over, language)} ÷ ${operandText(under, language)}`;
    return spec.high === 1 ? fraction : `${fraction} × ${numberText(spec.high, language)}`;
  },

  goalposts: ({ spec, higherIsBetter, value }, language) => {
    const counted = withinCaps(value, spec);
    return between(
      counted,
      spec.lower,
      spec.upper,
      { ...spec, higherIsBetter, logarithmic: spec.scale === 'logarithmic' },
      language,
    );
  },

  'fixed-bounds': ({ spec, scale, higherIsBetter, value }, language) =>
    between(value, scale['minimum']!, scale['maximum']!, { ...spec, higherIsBetter }, language),

  'step-table': ({ spec, value, score }, language) => {
    const step =
      spec.steps.findLast(({ from, points }) => points === score && from <= value) ?? spec.steps[0]!;
    const texts = {
      vi: `${numberText(value, 'vi')} đạt bậc từ ${numberText(step.from, 'vi')}`,
      en: `${numberText(value, 'en')} reaches the step from ${numberText(step.from, 'en')}`,
    };
    return texts[language];
  },
};

function between(
  value: number,
  lower: number,
  upper: number,
  {
    low,
    high,
    higherIsBetter,
    logarithmic = false,
  }: { low: number; high: number; higherIsBetter: boolean; logarithmic?: boolean },
  language: Language,
): string {
  const term = (number: number) =>
    logarithmic ? `ln ${numberText(number, language)}` : operandText(number, language);
  const start = logarithmic ? term(value) : numberText(value, language);
  const part = higherIsBetter
    ? `(${start} − ${term(lower)}) ÷ (${term(upper)} − ${term(lower)})`
    : `(${term(upper)} − ${term(value)}) ÷ (${term(upper)} − ${term(lower)})`;
  const scaled = high - low === 1 ? part : `${part} × ${numberText(high - low, language)}`;
  return low === 0 ? scaled : `${numberText(low, language)} + ${scaled}`;
}

function distance(
  {
    spec,
    scale,
    higherIsBetter,
    value,
    score,
  }: NormalisedValue<Extract<Normalisation, { method: `distance-to-${string}` }>>,
  language: Language,
): string {
  const { reference, worst } = scale as { reference: number; worst: number };
  const [lower, upper] = higherIsBetter ? [worst, reference] : [reference, worst];
  const part = between(value, lower, upper, { low: 0, high: 1, higherIsBetter }, language);
  const capped = 'capped' in spec && spec.capped && score === 1;
  return capped ? `min(1; ${part})` : part;
}

function withinCaps(
  value: number,
  { lower, upper, cap }: { lower: number; upper: number; cap: 'both' | 'lower' | 'upper' | 'none' },
): number {
  if (value < lower && (cap === 'both' || cap === 'lower')) return lower;
  if (value > upper && (cap === 'both' || cap === 'upper')) return upper;
  return value;
}

function placeFromWorst(place: number, count: number, language: Language): string {
  const text = numberText(place, language);
  return language === 'vi'
    ? `thứ ${text} từ dưới lên trong ${count}`
    : `place ${text} from the worst of ${count}`;
}
