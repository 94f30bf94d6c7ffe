import type { Aggregation } from '../../methodology/definitions.ts';
import type { Fault } from '../engine-error.ts';
import type { Aggregator } from './aggregator.ts';
import { arithmeticMean } from './arithmetic-mean.ts';
import { sum } from './sum.ts';

type Methods = {
  [Method in Aggregation['method']]: (spec: Extract<Aggregation, { method: Method }>) => Aggregator;
};

/** A new method is a file beside this one and a line here. */
const methods: Methods = { 'arithmetic-mean': arithmeticMean, sum };

export function bindAggregator(spec: Aggregation, node: string): Aggregator | Fault {
  if (!Object.hasOwn(methods, spec.method))
    return { code: 'method-unknown', node, message: `no aggregation is called "${spec.method}"` };
  return (methods[spec.method] as (spec: Aggregation) => Aggregator)(spec);
}
