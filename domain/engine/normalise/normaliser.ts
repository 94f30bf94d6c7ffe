import type * as z from 'zod/mini';
import type { Indicator, LeafNode, Text } from '../../methodology/definitions.ts';
import type { Fault } from '../engine-error.ts';
import type { MethodParameters } from '../method-table.ts';

/** What a method may know when it is bound to a leaf: before any data is seen. */
export type Leaf<Spec> = { spec: Spec; node: LeafNode; indicator: Indicator };

/** The numbers that a method took from the data, by name: what explains a normalised value. */
export type Scale = Readonly<Record<string, number>>;

/**
 * A normalisation method bound to a leaf. Fitting and applying are apart, so that the scale can be shown,
 * kept from a base edition, or fitted once for many replicates.
 */
export type Normaliser = {
  /**
   * @param values one indicator, a value a unit, NaN where missing
   * @param ids the units' ids in the order of the values, for a method that names a unit
   * @returns empty where the values give no scale
   */
  fit(values: Float64Array, ids?: readonly string[]): Scale;
  /** Whether values can be scaled by it: not where all units have one value, for example. */
  usable(scale: Scale): boolean;
  /**
   * Writes a number for every value, NaN for NaN; NaN for a value means that the method is undefined there.
   *
   * @param scale every value is undefined where it is not usable
   */
  apply(values: Float64Array, scale: Scale, out: Float64Array): void;
  /** The least score that the method can give; -Infinity where there is no bound. */
  least: number;
  /** Whether some unit is sure to get the least score, whatever the data are. */
  leastIsReached: boolean;
  /** The reason shown for a unit whose value the method could not normalise. */
  whenUndefined: Text;
};

/** A normalisation method: what a framework may say of it, and what it does. */
export type NormalisationMethod<Schema extends MethodParameters = MethodParameters> = {
  parameters: Schema;
  /** @returns a fault where the method cannot work at the leaf */
  bind(leaf: Leaf<z.output<Schema>>): Normaliser | Fault;
};
