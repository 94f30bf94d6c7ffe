import type { Edition, Source, Text } from '../methodology/definitions.ts';

export type RowStatus = 'ranked' | 'not-ranked';

/** How a row moved against the edition before; positive `rank` means up. */
export type Change = { rank: number | null; score: number | null };

/** One unit's result at one node of one cohort. */
export type ResultRow = {
  unit: { id: string; name: Text; code?: string; region?: string };
  /** The published (rounded) score; `null` when there is none. */
  score: number | null;
  rank: number | null;
  grade?: string;
  status: RowStatus;
  /** Why the unit has no rank. */
  reason?: Text;
  /** Where an imported figure was printed. */
  source?: string;
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
  /** By rank, then score, then unit id. */
  rows: ResultRow[];
  statistics: NodeStatistics;
};

export type CohortResult = {
  id: string;
  name: Text;
  origin: 'computed' | 'imported';
  unitSet: { id: string; name: Text };
  source?: { citation: string; url?: string | undefined };
  framework?: { id: string; version: string };
  /** The edition that `change` is measured against, and whether its method was the same. */
  comparison?: { period: string; sameMethod: boolean };
  /** The first node is the total. */
  nodes: NodeResult[];
};

/** What a run was computed from: the run's id is the hash of exactly this. */
export type RunInputs = {
  definition: string;
  engine: string;
  parts: { cohort: string; hash: string }[];
  /** The run that changes are measured against. */
  previous: { period: string; results: string } | null;
};

/** A pure function of its inputs. Immutable, named by the hash of those inputs. */
export type Run = {
  id: string;
  index: string;
  period: string;
  inputs: RunInputs;
  /** Hash of scores and ranks alone, without the comparison: what the next edition depends on. */
  results: string;
  cohorts: CohortResult[];
};
