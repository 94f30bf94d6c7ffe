export type FaultCode =
  | 'node-duplicate'
  | 'indicator-unknown'
  | 'method-unknown'
  | 'maximum-points-missing'
  | 'direction-not-supported'
  | 'scale-empty'
  | 'steps-invalid'
  | 'points-differ'
  | 'scores-not-positive'
  | 'weights-invalid'
  | 'weights-conflict'
  | 'weights-unused'
  | 'comparisons-invalid'
  | 'comparisons-inconsistent'
  | 'value-not-finite'
  | 'score-not-finite'
  | 'matrix-shape'
  | 'too-many-units'
  | 'matrix-not-prepared'
  | 'denominator-invalid'
  | 'context-missing';

/** One reason why the engine will not compute; `node` is the node's code. */
export type Fault = { code: FaultCode; node?: string; message: string };

/** Tells a fault from what would have been bound in its place, which has no message. */
export const isFault = (bound: object): bound is Fault => 'message' in bound;

/**
 * The engine refuses rather than let NaN or an infinity reach a result. All faults of a framework are
 * reported together; `code` is the first one's.
 */
export class EngineError extends Error {
  readonly code: FaultCode;
  readonly faults: readonly Fault[];

  constructor(first: Fault, ...others: Fault[]) {
    const faults = [first, ...others];
    super(faults.map(({ node, message }) => (node ? `${node}: ${message}` : message)).join('; '));
    this.name = 'EngineError';
    this.code = first.code;
    this.faults = faults;
  }
}
