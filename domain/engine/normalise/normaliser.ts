import type { Indicator, LeafNode, Text } from '../../methodology/definitions.ts';

/** What a method may know when it is bound to a leaf: before any data is seen. */
export type Leaf<Spec> = { spec: Spec; node: LeafNode; indicator: Indicator };

/** The numbers that a method took from the data, by name: what explains a normalised value. */
export type Scale = Readonly<Record<string, number>>;

/**
 * A normalisation method bound to a leaf. Fitting and applying are apart, so that the scale can be shown,
 * kept from a base edition, or fitted once for many replicates.
 */
export type Normaliser = {
  /** @param values one indicator, a value a unit, NaN where missing */
  fit(values: Float64Array): Scale;
  /** Writes a number for every value, NaN for NaN; NaN for a value means that the method is undefined there. */
  apply(values: Float64Array, scale: Scale, out: Float64Array): void;
  /** The reason shown for a unit whose value the method could not normalise. */
  whenUndefined: Text;
};
