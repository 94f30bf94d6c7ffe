/** |a - b| against the larger of |b| and 1: what is lost of a number near 0 is measured against 1. 0 for two NaN. */
export const relativeDistance = (a: number, b: number): number =>
  Number.isNaN(a) && Number.isNaN(b) ? 0 : Math.abs(a - b) / Math.max(1, Math.abs(b));
