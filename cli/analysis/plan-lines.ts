import { numberText } from '../../domain/analysis/explain/number-text.ts';
import type { UsualPlan } from '../../domain/analysis/uncertainty/usual-plan.ts';
import { toDecimal } from '../../domain/engine/decimal.ts';
import type { Language } from '../words.ts';
import { analysisWords, methodName } from './analysis-words.ts';

/** What is varied, and what could not be and why. */
export function planLines(plan: UsualPlan, draws: string, language: Language): string[] {
  const say = analysisWords[language];
  return [
    `${draws} · ${say.varied}: ${variedText(plan, language)}`,
    ...plan.leftOut.map(
      ({ where, message }) => `${say.leftOut}: ${optionText(where ?? '', language)}: ${message}`,
    ),
  ];
}

export const variedText = ({ weights, choices }: UsualPlan, language: Language): string =>
  [
    ...(weights?.kind === 'noise' ? [noiseText(weights.shares, language)] : []),
    ...choices.map(
      ({ name, options }) =>
        `${methodName(name, language)} (${options.map((option) => methodName(option.name, language)).join(', ')})`,
    ),
  ].join('; ');

function noiseText(shares: readonly number[], language: Language): string {
  const percent = numberText(toDecimal(100 * Math.max(...shares)), language);
  return `${methodName('weights', language)} ±${percent} %`;
}

/** `aggregation: geometric-mean` in words. */
export const optionText = (where: string, language: Language): string =>
  where
    .split(': ')
    .map((name) => methodName(name, language))
    .join(': ');
