/** Why a unit has a score at a node, or none; stored a byte a cell. */
export const STATUS = {
  scored: 0,
  /** A leaf without a value. */
  noValue: 1,
  /** A branch with fewer children than its rule needs. */
  tooFewChildren: 2,
  /** The node's method has no result for this unit; the method says why. */
  undefined: 3,
} as const;
