export type AnalysisFaultCode =
  | 'cohort-unknown'
  | 'cohort-not-computed'
  | 'too-few-units'
  | 'nothing-uncertain'
  | 'values-too-large'
  | 'lengths-differ'
  | 'node-unknown'
  | 'unit-unknown'
  | 'indicator-unknown'
  | 'unit-not-ranked'
  | 'setting-invalid'
  | 'alternative-invalid'
  | 'alternative-without-effect'
  | 'weights-without-effect'
  | 'method-not-linear'
  | 'too-many-factors';

/** One reason why an analysis will not run; `where` names the node, unit, indicator or alternative. */
export type AnalysisFault = { code: AnalysisFaultCode; where?: string; message: string };

/** An analysis refuses a question that it cannot answer. All faults are found together; `code` is the first one's. */
export class AnalysisError extends Error {
  readonly code: AnalysisFaultCode;
  readonly faults: readonly AnalysisFault[];

  constructor(first: AnalysisFault, ...others: AnalysisFault[]) {
    const faults = [first, ...others];
    super(faults.map(({ where, message }) => (where ? `${where}: ${message}` : message)).join('; '));
    this.name = 'AnalysisError';
    this.code = first.code;
    this.faults = faults;
  }
}
