export type FaultCode =
  | 'node-duplicate'
  | 'indicator-unknown'
  | 'method-unknown'
  | 'maximum-points-missing'
  | 'direction-not-supported'
  | 'scale-empty'
  | 'weights-invalid'
  | 'value-not-finite'
  | 'score-not-finite'
  | 'matrix-shape'
  | 'matrix-not-prepared'
  | 'denominator-invalid'
  | 'context-missing';

/** One reason why the engine will not compute; `node` is the node's code. */
export type Fault = { code: FaultCode; node?: string; message: string };

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
