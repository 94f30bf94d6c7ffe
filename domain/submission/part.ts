/**
 * The canonical form of an accepted submission: sorted, typed, free of how the file wrote it.
 * Two files that say the same give the same part, byte for byte.
 */
export type Part = ObservationsPart | PublishedResultsPart;

/**
 * SDMX observation status (code list CL_OBS_STATUS): A normal, E estimated, P provisional, M missing; G
 * experimental, which is what the made-up values of a sample edition are.
 */
export type ObservationStatus = 'A' | 'E' | 'P' | 'M' | 'G';

export type Observation = {
  indicator: string;
  unit: string;
  /** `null` exactly when the status is `M`. */
  value: number | null;
  status: ObservationStatus;
};

export type ObservationsPart = {
  schema: 1;
  kind: 'observations';
  period: string;
  /** Sorted by indicator, then unit. */
  observations: Observation[];
};

/** A row of a table that somebody else published; a figure that was not printed is absent. */
export type PublishedRow = {
  unit: string;
  node: string;
  score?: number;
  rank?: number;
  grade?: string;
  source?: string;
};

export type PublishedResultsPart = {
  schema: 1;
  kind: 'published-results';
  period: string;
  index: string;
  cohort: string;
  /** Sorted by node, then unit. */
  rows: PublishedRow[];
};
