import type { FrameworkNode, Text } from '../../methodology/definitions.ts';

/** An aggregation method with its parameters. */
export type Aggregator = {
  /** The weight of a child in its parent. */
  weightOf(child: FrameworkNode): number;
  /**
   * Scores of the parent from those of its children.
   *
   * @param columns a column a child in the framework's order, a score a unit; NaN where the child is absent:
   *   it drops out and the others carry its weight
   * @param weights a weight a child
   * @param out a score a unit; NaN where the method is undefined
   */
  combine(columns: readonly Float64Array[], weights: Float64Array, out: Float64Array): void;
  /** The reason shown for a unit with enough children for which the method is undefined all the same. */
  whenUndefined: Text;
};
