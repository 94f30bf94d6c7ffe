import type * as z from 'zod/mini';
import type { BranchNode, Text } from '../../methodology/definitions.ts';
import type { Aggregator } from '../aggregate/aggregator.ts';
import type { Fault } from '../engine-error.ts';
import type { MethodParameters } from '../method-table.ts';

/** What a method may know when it is bound to a branch: before any data is seen. */
export type Weighed<Spec> = { spec: Spec; node: BranchNode; aggregator: Aggregator };

export type Weights = {
  /** A weight a child, in the framework's order. */
  weights: Float64Array;
  /** What tells how good they are, by name: a consistency ratio, for example. */
  figures: Readonly<Record<string, number>>;
};

/** Where the weights of a branch's children come from: known beforehand, or found in the children's scores. */
export type Weigher =
  | ({ kind: 'known' } & Weights)
  | {
      kind: 'fitted';
      /**
       * @param columns a column a child, a score a unit; NaN where the child is absent
       * @returns weights that sum to 1, or why the scores give none
       */
      fit(columns: readonly Float64Array[]): Weights | Text;
    };

/** Tells why there are no weights from weights. */
export const isReason = (found: Weights | Text): found is Text => 'vi' in found;

/** A method of weighting: what a framework may say of it, and what it does. */
export type WeightingMethod<Schema extends MethodParameters = MethodParameters> = {
  parameters: Schema;
  /** @returns a fault where the method cannot work at the branch */
  bind(branch: Weighed<z.output<Schema>>): Weigher | Fault;
};
