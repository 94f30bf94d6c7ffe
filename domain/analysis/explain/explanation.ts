import type { Scale } from '../../engine/normalise/normaliser.ts';
import type { Aggregation, Normalisation, Text } from '../../methodology/definitions.ts';
import type { Decomposition } from './decompose.ts';

type Explained = {
  node: string;
  name: Text;
  /** Before rounding; `null` where there is none, with the reason. */
  score: number | null;
  reason?: Text;
  /** How the score comes about, with the numbers filled in; `null` where there is none. */
  formula: Text | null;
};

/** What was done to an observed value before it was normalised. */
export type PreparationStep =
  | { step: 'divided'; by: string; divisor: number | null; per: number; result: number | null }
  | { step: 'imputed'; method: string; value: number; period?: number }
  | { step: 'treated'; method: string; before: number; after: number | null };

export type LeafExplanation = Explained & {
  kind: 'leaf';
  indicator: { id: string; name: Text; unit: string };
  observed: number | null;
  steps: PreparationStep[];
  prepared: number | null;
  method: Normalisation['method'];
  /** What the method took from the data. */
  scale: Scale;
};

export type BranchExplanation = Explained & {
  kind: 'branch';
  method: Aggregation['method'];
  /** How the children's contributions are to be read; `null` where the score cannot be split. */
  decomposition: Pick<Decomposition, 'kind' | 'baseline' | 'remainder'> | null;
  children: ChildExplanation[];
};

export type ChildExplanation = {
  weight: number;
  /** Of the weights of all siblings. */
  share: number;
  /** What the child puts into its parent's score; `null` where it is absent or the score cannot be split. */
  contribution: number | null;
  /** What a point more here adds to the parent; `null` where that depends on the siblings. */
  coefficient: number | null;
  /** What it puts into the node that is explained; `null` where a method on the way is no sum. */
  toTop: number | null;
  explanation: Explanation;
};

/** A unit's score at a node, down to the observed values. */
export type Explanation = LeafExplanation | BranchExplanation;
