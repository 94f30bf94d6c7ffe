import type { Aggregation, BranchNode } from '../../methodology/definitions.ts';
import type { Fault } from '../engine-error.ts';
import { type MethodParameters, methodTable } from '../method-table.ts';
import type { AggregationMethod, Aggregator } from './aggregator.ts';
import { arithmeticMean } from './arithmetic-mean.ts';
import { benefitOfTheDoubt } from './benefit-of-the-doubt.ts';
import { copeland } from './copeland.ts';
import { generalisedMean } from './generalised-mean.ts';
import { geometricMean } from './geometric-mean.ts';
import { harmonicMean } from './harmonic-mean.ts';
import { mazziottaPareto } from './mazziotta-pareto.ts';
import { meanMin } from './mean-min.ts';
import { median } from './median.ts';
import { minimum } from './minimum.ts';
import { orderedWeightedMean } from './ordered-weighted-mean.ts';
import { sum } from './sum.ts';
import { sumOfPoints } from './sum-of-points.ts';
import { taxonomicDistance } from './taxonomic-distance.ts';

/** A new method is a file beside this one and a line here. */
export const aggregationMethods = [
  arithmeticMean,
  geometricMean,
  harmonicMean,
  generalisedMean,
  sum,
  sumOfPoints,
  median,
  minimum,
  orderedWeightedMean,
  mazziottaPareto,
  meanMin,
  copeland,
  taxonomicDistance,
  benefitOfTheDoubt,
] as const;

const methods = methodTable<{ parameters: MethodParameters; bind: unknown }>(aggregationMethods);

/** Binds a branch's method; a fault where it cannot work there. */
export function bindAggregator(spec: Aggregation, node: BranchNode): Aggregator | Fault {
  const method = methods.get(spec.method) as AggregationMethod | undefined;
  if (!method)
    return { code: 'method-unknown', node: node.code, message: `no aggregation is called "${spec.method}"` };
  return method.bind({ spec, node });
}
