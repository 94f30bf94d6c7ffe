import type { Framework, MissingRule, Text } from '../methodology/definitions.ts';
import type { Aggregator } from './aggregate/aggregator.ts';
import type { Normaliser } from './normalise/normaliser.ts';
import type { PreparationPlan } from './prepare/plan.ts';
import type { Weigher } from './weights/weigher.ts';

type ModelNodeFields = {
  code: string;
  name: Text;
  /** Decimals of the published score. */
  decimals: number;
};

export type ModelLeaf = ModelNodeFields & {
  kind: 'leaf';
  /** The column of the prepared matrix that holds the leaf's indicator. */
  column: number;
  normaliser: Normaliser;
};

export type ModelBranch = ModelNodeFields & {
  kind: 'branch';
  /** Places of the children in `nodes`, in the framework's order. */
  children: Int32Array;
  aggregator: Aggregator;
  weigher: Weigher;
  missing: MissingRule;
  /** Children that must be present for a score. */
  required: number;
};

export type ModelNode = ModelLeaf | ModelBranch;

/**
 * A framework made ready to run, once for any number of matrices: children stand before their parents, and
 * everything that an inner loop needs is an array.
 */
export type Model = {
  nodes: readonly ModelNode[];
  /** Place of each node's parent; -1 for the total and the reported nodes. */
  parents: Int32Array;
  /** Weight of each node in its parent; 1 where it has no parent, or where the weight is found in the data. */
  weights: Float64Array;
  /** Places in the order of publication: the total first, each parent before its children, reported last. */
  displayOrder: Int32Array;
  /** What the columns of a matrix are, in this order. */
  indicators: readonly string[];
  /** What is done to a matrix before it is evaluated; `null` where it is evaluated as it is. */
  preparation: PreparationPlan | null;
  ranking: Framework['ranking'];
};

/** Values of one cohort. Column-major: value of unit u for indicator c at `c * units + u`, NaN where missing. */
export type Matrix = {
  units: number;
  values: Float64Array;
  /** Ids of the units, for methods that name one. */
  ids?: readonly string[];
};
