/**
 * The canonical form of an accepted submission: sorted, typed, free of how the file wrote it.
 * Two files that say the same give the same part, byte for byte.
 */
export type Part = ObservationsPart | PublishedResultsPart | VerificationPart;

/**
 * SDMX observation status (code list CL_OBS_STATUS): A normal, E estimated, P provisional; G experimental,
 * which is what the made-up values of a sample edition are. Without a value: M it cannot exist, L it was not
 * collected, Q it is suppressed, O for another reason.
 */
export type ObservationStatus = 'A' | 'E' | 'P' | 'G' | MissingStatus;
export type MissingStatus = 'M' | 'L' | 'Q' | 'O';

export type Observation = {
  indicator: string;
  unit: string;
  /** `null` exactly when the status says that it is missing. */
  value: number | null;
  status: ObservationStatus;
  /** What the reporter remarks on the value. */
  note?: string;
  /** Address of a document that shows the value to be right. */
  evidence?: string;
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

/** What a reviewer found of one claimed value; the reason is in the reviewer's words. */
export type ClaimDecision = {
  indicator: string;
  unit: string;
  claimed: number;
  /** The claimed value where it was accepted, `null` where nothing of it could be verified. */
  verified: number | null;
  outcome: 'accepted' | 'corrected' | 'rejected';
  reason: string;
};

/** What was decided about the values that one agency claims in a cohort, newest decision a cell. */
export type VerificationPart = {
  schema: 1;
  kind: 'verification';
  period: string;
  /** Sorted by indicator, then unit. */
  decisions: ClaimDecision[];
};
