/**
 * One fault or doubt about an uploaded file, said so that the person who sent it can mend it.
 * `row` is the line number that a spreadsheet shows (the header is row 1); `column` is the heading.
 */
export type Finding = {
  code: FindingCode;
  severity: 'error' | 'warning';
  row?: number;
  column?: string;
  /** As a spreadsheet calls it, such as `C12`. */
  cell?: string;
  /** The cell as it was read. */
  value?: string;
  /** What holds for every file, and does not hold here. */
  rule?: { vi: string; en: string };
  message: { vi: string; en: string };
  /** What to do about it. */
  mend: { vi: string; en: string };
};

export type FindingCode =
  | 'file-empty'
  | 'file-too-large'
  | 'file-encoding'
  | 'file-malformed'
  | 'file-format'
  | 'signature-wrong'
  | 'sheet-ignored'
  | 'header-missing'
  | 'header-unknown'
  | 'header-duplicate'
  | 'unit-missing'
  | 'unit-unknown'
  | 'unit-ambiguous'
  | 'unit-not-yours'
  | 'row-duplicate'
  | 'value-not-a-number'
  | 'value-ambiguous'
  | 'value-out-of-range'
  | 'value-missing'
  | 'value-above-whole'
  | 'value-unlikely'
  | 'status-unknown'
  | 'evidence-not-a-link'
  | 'status-mismatch'
  | 'indicator-unknown'
  | 'indicator-not-yours'
  | 'cohort-not-yours'
  | 'node-unknown'
  | 'period-mismatch'
  | 'submission-replaced'
  | 'submission-late'
  | 'definition-invalid'
  | 'definition-doubtful'
  | 'definition-reference';

/** What the sender of a file gets back. Findings are capped; `total` counts them all. */
export type ValidationReport = {
  outcome: 'accepted' | 'rejected';
  rows: number;
  findings: Finding[];
  total: { errors: number; warnings: number };
};
