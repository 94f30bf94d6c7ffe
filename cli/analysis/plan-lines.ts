import { USUAL_NOISE, type UsualPlan } from '../../domain/analysis/uncertainty/usual-plan.ts';
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
    ...(weights ? [`${methodName('weights', language)} ±${100 * USUAL_NOISE} %`] : []),
    ...choices.map(
      ({ name, options }) =>
        `${methodName(name, language)} (${options.map((option) => methodName(option.name, language)).join(', ')})`,
    ),
  ].join('; ');

/** `aggregation: geometric-mean` in words. */
export const optionText = (where: string, language: Language): string =>
  where
    .split(': ')
    .map((name) => methodName(name, language))
    .join(': ');
