import { compileFramework } from '../../../domain/engine/compile-framework.ts';
import type { Aggregation, Framework, MissingRule } from '../../../domain/methodology/definitions.ts';
import { branch, framework, indicatorsFor, leaf, score } from './build-framework.ts';

export const renormalise: MissingRule = { rule: 'renormalise', atLeast: 0 };
export const codes = ['network', 'skills', 'services'];

/** Three children with the weights given, or none. */
export const index = (
  aggregate: Aggregation,
  weights: (number | undefined)[] = [],
  missing: MissingRule = renormalise,
): Framework =>
  framework(
    branch(
      'total',
      codes.map((code, place) => leaf(code, weights[place] === undefined ? {} : { weight: weights[place] })),
      { aggregate, missing },
    ),
    { decimals: 15 },
  );

/** A row of scores of the three children; `null` where one is missing. */
export const unit = (...values: (number | null)[]): Record<string, number> =>
  Object.fromEntries(values.flatMap((value, place) => (value === null ? [] : [[codes[place]!, value]])));

export const totalOf = (method: Framework, ...values: (number | null)[]) =>
  score(method, { Huế: unit(...values) })['total']!['Huế']!;

export const compile = (method: Framework) => compileFramework(method, indicatorsFor(method));
