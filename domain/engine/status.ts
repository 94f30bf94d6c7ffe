/** Why a unit has a score at a node, or none; stored a byte a cell. */
export const STATUS = {
  scored: 0,
  /** A leaf without a value. */
  noValue: 1,
  /** A branch with fewer children than its rule needs. */
  tooFewChildren: 2,
  /** The node's method has no result for this unit; the method says why. */
  undefined: 3,
  /** A leaf whose value is to be divided by an indicator that has none, or one of 0 or less. */
  noDenominator: 4,
  denominatorNotPositive: 5,
  /** A leaf whose value the treatment of outliers is not defined for. */
  notTreatable: 6,
  /** The unit has too few values below this node, or below one above it. */
  screenedOut: 7,
  /** A branch whose weights are found in the data, where these data give none. */
  noWeights: 8,
} as const;
