import * as z from 'zod/mini';
import { groupMean, groupMedian } from './group.ts';
import type { Imputer } from './imputer.ts';
import { latest, linear } from './in-time.ts';
import { siblingMean } from './sibling-mean.ts';
import { meanOfUnits, medianOfUnits } from './whole-column.ts';

/** Leaves gaps as they are: for a leaf that is to differ from its framework. */
const noneParameters = z.strictObject({ method: z.literal('none') });

/** How gaps of an indicator are filled. A new method is a file beside this one and two lines here. */
export const imputation = z.discriminatedUnion('method', [
  noneParameters,
  meanOfUnits.parameters,
  medianOfUnits.parameters,
  groupMean.parameters,
  groupMedian.parameters,
  siblingMean.parameters,
  latest.parameters,
  linear.parameters,
]);

export type Imputation = z.output<typeof imputation>;
type Filling = Exclude<Imputation, { method: 'none' }>;

const methods: {
  [Method in Filling['method']]: { bind(spec: Extract<Filling, { method: Method }>): Imputer };
} = {
  mean: meanOfUnits,
  median: medianOfUnits,
  'group-mean': groupMean,
  'group-median': groupMedian,
  'sibling-mean': siblingMean,
  latest,
  linear,
};

/** @returns `undefined` where no method has this name */
export const bindImputer = (spec: Filling): Imputer | undefined =>
  Object.hasOwn(methods, spec.method)
    ? (methods[spec.method] as { bind(spec: Filling): Imputer }).bind(spec)
    : undefined;
