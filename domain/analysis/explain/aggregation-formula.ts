import { sameDecimal } from '../../engine/decimal.ts';
import type { Aggregation, Text } from '../../methodology/definitions.ts';
import { type Language, numberText, operandText } from './number-text.ts';

/** What a formula of an aggregated score needs: the children that count, in the order of the framework. */
export type AggregatedScore<Spec = Aggregation> = {
  spec: Spec;
  scores: readonly number[];
  weights: readonly number[];
  /** What a sum grows by where children are absent; 1 where none is. */
  growth: number;
  score: number;
};

type Formula<Spec = Aggregation> = (of: AggregatedScore<Spec>, language: Language) => string;

type Formulas = {
  [Method in Aggregation['method']]: Formula<Extract<Aggregation, { method: Method }>>;
};

/**
 * The way from the children's scores to their parent's in numbers, such as (0.4 × 0.9 + 0.6 × 0.8) ÷ 1 = 0.84.
 *
 * @param of finite scores and weights of the children that one unit has; the source of each formula is with its method
 */
export function aggregationFormula(of: AggregatedScore): Text {
  const formula = formulas[of.spec.method] as Formula;
  const text = (language: Language) => `${formula(of, language)} = ${numberText(of.score, language)}`;
  return { vi: text('vi'), en: text('en') };
}

const equal = (weights: readonly number[]): boolean =>
  weights.every((weight) => sameDecimal(weight, weights[0]!));

const sumOf = (weights: readonly number[]): number => weights.reduce((sum, weight) => sum + weight, 0);

/** Terms w × f(s), without the weights where they are all equal. */
const terms = (
  { scores, weights }: Pick<AggregatedScore, 'scores' | 'weights'>,
  language: Language,
  of: (score: string) => string = (score) => score,
): string[] =>
  scores.map((score, child) => {
    const text = of(operandText(score, language));
    return equal(weights) ? text : `${numberText(weights[child]!, language)} × ${text}`;
  });

/** What a mean divides by: the number of children, or the sum of their weights. */
const divisor = ({ weights }: Pick<AggregatedScore, 'weights'>, language: Language): string =>
  numberText(equal(weights) ? weights.length : sumOf(weights), language);

const list = (scores: readonly number[], language: Language): string =>
  scores.map((score) => numberText(score, language)).join('; ');

const mean: Formula<unknown> = (of, language) =>
  `(${terms(of, language).join(' + ')}) ÷ ${divisor(of, language)}`;

const powers: Formula<unknown> = ({ scores, weights }, language) => {
  const factors = scores.map((score, child) => {
    const text = operandText(score, language);
    return equal(weights) ? text : `${text}^${numberText(weights[child]!, language)}`;
  });
  return `(${factors.join(' × ')})^(1 ÷ ${divisor({ weights }, language)})`;
};

/** A sum shows its weights unless they are 1: they do not cancel out. */
const sum: Formula<unknown> = ({ scores, weights, growth }, language) => {
  const added = scores
    .map((score, child) => {
      const text = operandText(score, language);
      return weights[child] === 1 ? text : `${numberText(weights[child]!, language)} × ${text}`;
    })
    .join(' + ');
  return growth === 1 ? added : `(${added}) × ${numberText(growth, language)}`;
};

const formulas: Formulas = {
  'arithmetic-mean': mean,
  'geometric-mean': powers,
  'harmonic-mean': ({ scores, weights }, language) => {
    const parts = scores.map(
      (score, child) =>
        `${equal(weights) ? '1' : numberText(weights[child]!, language)} ÷ ${operandText(score, language)}`,
    );
    return `${divisor({ weights }, language)} ÷ (${parts.join(' + ')})`;
  },
  'generalised-mean': (of, language) => {
    const { power } = of.spec;
    if (power === 0) return powers(of, language);
    const exponent = operandText(power, language);
    const raised = terms(of, language, (score) => `${score}^${exponent}`);
    return `((${raised.join(' + ')}) ÷ ${divisor(of, language)})^(1 ÷ ${exponent})`;
  },
  sum,
  'sum-of-points': (of, language) => {
    const added = sum(of, language);
    return of.spec.capped ? `min(${language === 'vi' ? 'điểm tối đa' : 'maximum points'}; ${added})` : added;
  },
  median: ({ scores }, language) => `${language === 'vi' ? 'trung vị' : 'median'}(${list(scores, language)})`,
  minimum: ({ scores }, language) => `min(${list(scores, language)})`,
  'ordered-weighted-mean': ({ spec, scores }, language) => {
    const sorted = list(
      scores.toSorted((a, b) => b - a),
      language,
    );
    const weights = list(spec.orderWeights, language);
    return language === 'vi'
      ? `từ cao đến thấp (${sorted}) theo trọng số thứ tự (${weights})`
      : `best to worst (${sorted}) by order weights (${weights})`;
  },
  'mazziotta-pareto': (of, language) => {
    const all = sumOf(of.weights);
    const weighted = (values: readonly number[]) =>
      sumOf(values.map((value, child) => value * of.weights[child]!)) / all;
    const centre = weighted(of.scores);
    const variance = weighted(of.scores.map((score) => (score - centre) ** 2));
    const sign = of.spec.penalty === 'minus' ? '−' : '+';
    const text = numberText(centre, language);
    return `${text} ${sign} ${numberText(variance, language)} ÷ ${text}`;
  },
  'mean-min': (of, language) => {
    const centre = sumOf(of.scores.map((score, child) => score * of.weights[child]!)) / sumOf(of.weights);
    const text = operandText(centre, language);
    const shortfall = `${text} − ${operandText(Math.min(...of.scores), language)}`;
    const { penalty, tolerance } = of.spec;
    const limit = numberText(tolerance, language);
    const beyond = tolerance === 0 ? shortfall : `√((${shortfall})² + ${limit}²) − ${limit}`;
    return `${text} − ${numberText(penalty, language)} × (${beyond})`;
  },
  copeland: (_of, language) =>
    language === 'vi' ? 'số đơn vị hơn − số đơn vị kém' : 'units outranked − units that outrank it',
  'taxonomic-distance': (_of, language) =>
    language === 'vi'
      ? '1 − khoảng cách đến đơn vị lý tưởng ÷ (trung bình + 2 × độ lệch chuẩn của các khoảng cách)'
      : '1 − distance from the ideal unit ÷ (mean + 2 × deviation of all distances)',
  'benefit-of-the-doubt': (_of, language) =>
    language === 'vi'
      ? 'tổng có trọng số ÷ tổng cao nhất của mọi đơn vị, theo bộ trọng số có lợi nhất cho đơn vị'
      : 'weighted sum ÷ the best of any unit, by the weights that are best for the unit',
};
