import type { FoundWeights } from '../engine/score-units.ts';
import type { Edition, Source, Text } from '../methodology/definitions.ts';
import type { RestatedCohort } from '../methodology/edition-definition.ts';
import type { RestatementRule } from '../methodology/restatement-rule.ts';
import type { Deduction } from '../scorecard/deductions.ts';

export type RowStatus = 'ranked' | 'not-ranked';

/** How a row moved against the edition before; positive `rank` means up. */
export type Change = { rank: number | null; score: number | null };

/**
 * What one former unit gave to a restated figure: its score, or its value of the node's indicator; absent at a
 * node that was computed from restated values. `share` is the part of a unit that was split, 0..1.
 */
export type RestatedInput = {
  unit: { id: string; name: Text };
  value?: number | null;
  weight?: number | null;
  share?: number;
};

/** What a unit claims at a node, beside the score, which is made of the values that count. */
export type RowVerification = {
  /** The score if every claim were right. */
  claimed: number | null;
  /** Claimed less scored, where nothing counts as 0; `null` where both are nothing. */
  deducted: number | null;
  /** Some claim at or below the node is not decided yet. */
  provisional: boolean;
  /** At an indicator: why its score is not the claimed one. */
  deduction?: Deduction;
};

/** One unit's result at one node of one cohort. */
export type ResultRow = {
  unit: { id: string; name: Text; code?: string; region?: string };
  /** The published (rounded) score; `null` when there is none. */
  score: number | null;
  rank: number | null;
  /** Per cent of the ranked units that it is ahead of, a tie counting half; where the framework asks for it. */
  percentile?: number;
  grade?: string;
  status: RowStatus;
  /** Why the unit has no rank. */
  reason?: Text;
  /** Where an imported figure was printed. */
  source?: string;
  /** What a restated figure was made from. */
  inputs?: RestatedInput[];
  /** Where claims are verified. */
  verification?: RowVerification;
  change?: Change;
};

export type NodeStatistics = {
  units: number;
  ranked: number;
  scored: number;
  mean: number | null;
  median: number | null;
  minimum: number | null;
  maximum: number | null;
  standardDeviation: number | null;
  aboveMean: number | null;
  /** Against the edition before; `null` when there is none to compare with. */
  rose: number | null;
  fell: number | null;
  unchanged: number | null;
  /** What the publisher printed about all units, as printed; the figures above are computed here. */
  published?: PublishedFigure[];
};

export type PublishedFigure = Pick<Edition['publishedStatistics'][number], 'measure' | 'value'> & {
  source: Source;
};

export type NodeResult = {
  code: string;
  name: Text;
  parent: string | null;
  /** Decimals of the published score. */
  decimals: number | null;
  /** What the normalisation of an indicator took from the data, by name. */
  scale?: Readonly<Record<string, number>>;
  /** The children's weights where they were found in the data or by comparisons, and how good they are. */
  weights?: FoundWeights;
  /** By rank, then score, then unit id. */
  rows: ResultRow[];
  statistics: NodeStatistics;
};

/**
 * `computed` here from observations, `imported` as printed elsewhere, `restated` here for the units after a
 * boundary reform from the figures of those before it.
 */
export type Origin = 'computed' | 'imported' | 'restated';

/** How a restated cohort was made: from which cohort, and whether from its scores or from indicator values. */
export type Restatement = {
  of: 'scores' | 'values';
  from: RestatedCohort['from'];
  rule: RestatementRule;
};

/** The leaves that a prepared column belongs to, by code, and their indicator. */
type PreparedLeaves = { nodes: string[]; indicator: string };

/** A value that was divided; no `result` where the denominator is missing, zero or negative. */
export type DenominatedCell = { unit: string; value: number; by: number | null; result: number | null };

/** A unit that has too little below a node to be scored there: what it has, and the rule. */
export type ScreenedUnit = {
  unit: string;
  node: string;
  code: 'too-few-observed' | 'too-many-zeros';
  indicators: number;
  observed: number;
  zero: number;
  reason: Text;
};

/** Sample skewness and excess kurtosis of an indicator. */
type Shape = { skewness: number | null; kurtosis: number | null };

/** What was done to values before they were normalised, in this order; units by id. */
export type PreparationRecord = {
  /** value × `per` ÷ the value of the indicator `by`; `unit` is the unit of measure of the result. */
  denominated: (PreparedLeaves & { by: string; per: number; unit: string; cells: DenominatedCell[] })[];
  /** Estimates in the place of missing values; `period` where one is the value of another edition. */
  imputed: (PreparedLeaves & {
    method: string;
    cells: { unit: string; value: number; period?: string }[];
  })[];
  screened: ScreenedUnit[];
  /** Values that a treatment of outliers changed; no `after` where it is not defined for the value. */
  treated: (PreparedLeaves & {
    method: string;
    parameters: Readonly<Record<string, number>>;
    before: Shape;
    after: Shape;
    outliersLeft: boolean;
    cells: { unit: string; before: number; after: number | null }[];
  })[];
};

export type CohortResult = {
  id: string;
  name: Text;
  origin: Origin;
  unitSet: { id: string; name: Text };
  source?: { citation: string; url?: string | undefined };
  framework?: { id: string; version: string };
  restatement?: Restatement;
  /** Present where the framework says how values are prepared. */
  preparation?: PreparationRecord;
  /** The edition that `change` is measured against, whether its method was the same, and whether the same units had ranks. */
  comparison?: { period: string; sameMethod: boolean; sameUnits: boolean };
  /** The first node is the total. */
  nodes: NodeResult[];
};

/** What a run was computed from: the run's id is the hash of exactly this. */
export type RunInputs = {
  definition: string;
  engine: string;
  parts: { cohort: string; hash: string }[];
  /** Parts of the released editions before, by period; only where the method imputes from them. */
  earlier?: { period: string; parts: string[] }[];
  /** The run that changes are measured against. */
  previous: { period: string; results: string } | null;
};

/** A pure function of its inputs. Immutable, named by the hash of those inputs. */
export type Run = {
  id: string;
  index: string;
  period: string;
  /** The figures are made up to show a method. */
  sample?: true;
  inputs: RunInputs;
  /** Hash of scores and ranks alone, without the comparison: what the next edition depends on. */
  results: string;
  cohorts: CohortResult[];
};
