import type { FaultCode } from '../engine-error.ts';

/** What only a check finds; the engine itself would compute all the same, or stop at the first. */
export type CheckCode =
  | FaultCode
  | 'indicator-empty'
  | 'indicator-constant'
  | 'values-undefined'
  | 'values-beyond-goalposts'
  | 'denominator-unusable'
  | 'gaps-left'
  | 'imputation-idle'
  | 'treatment-undefined'
  | 'treatment-idle'
  | 'outliers-left'
  | 'threshold-idle'
  | 'threshold-unmet'
  | 'weights-not-found';

/**
 * `error`: some unit or node has no score because of it, or nothing is computed at all. `warning`: all is computed,
 * and may not be what was meant.
 */
export type FrameworkFault = {
  severity: 'error' | 'warning';
  code: CheckCode;
  /** The node's code. */
  node: string;
  message: string;
  /** What to do about it. */
  mend: string;
};
