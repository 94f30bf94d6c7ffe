import type * as z from 'zod/mini';
import type { BranchNode, FrameworkNode, Text } from '../../methodology/definitions.ts';
import type { Fault } from '../engine-error.ts';
import type { MethodParameters } from '../method-table.ts';

/** What a method may know when it is bound to a branch: before any data is seen. */
export type Branch<Spec> = { spec: Spec; node: BranchNode };

/** An aggregation method with its parameters. */
export type Aggregator = {
  /** The weight of a child in its parent, unless the branch says how its weights are found. */
  weightOf(child: FrameworkNode): number;
  /** Whether a child's weight makes a difference. */
  weighted: boolean;
  /** Whether a unit's score depends on the other units': those that get no score must then stay out of it. */
  comparesUnits: boolean;
  /** What the method is defined for: any score, none below 0, or none at 0 or below. */
  domain: 'any' | 'not-negative' | 'positive';
  /**
   * Scores of the parent from those of its children.
   *
   * @param columns a column a child in the framework's order, a score a unit; NaN where the child is absent:
   *   it drops out and the others carry its weight
   * @param weights a weight a child
   * @param out a score a unit; NaN where the method is undefined
   * @throws {EngineError} `too-many-units`
   */
  combine(columns: readonly Float64Array[], weights: Float64Array, out: Float64Array): void;
  /** The reason shown for a unit with enough children for which the method is undefined all the same. */
  whenUndefined: Text;
};

/** An aggregation method: what a framework may say of it, and what it does. */
export type AggregationMethod<Schema extends MethodParameters = MethodParameters> = {
  parameters: Schema;
  /** @returns a fault where the method cannot work at the branch */
  bind(branch: Branch<z.output<Schema>>): Aggregator | Fault;
};
