/**
 * Product-moment correlation; `null` where a column does not vary.
 * Source: Pearson (1896), r = Σ(x − x̄)(y − ȳ) ÷ √(Σ(x − x̄)² · Σ(y − ȳ)²).
 *
 * @param x @param y finite, of one length, in an order that does not depend on the units
 */
export function pearson(x: Float64Array, y: Float64Array): number | null {
  const dx = deviations(x);
  const dy = deviations(y);
  const spread = Math.sqrt(dot(dx, dx)) * Math.sqrt(dot(dy, dy));
  return spread > 0 ? Math.max(-1, Math.min(1, dot(dx, dy) / spread)) : null;
}

/** Distances from the mean in units of the largest, so that their squares neither overflow nor vanish. */
function deviations(values: Float64Array): Float64Array {
  const largest = maximumMagnitude(values);
  if (largest === 0) return values;
  const scaled = values.map((value) => value / largest);
  let sum = 0;
  for (const value of scaled) sum += value;
  const mean = sum / scaled.length;
  return scaled.map((value) => value - mean);
}

function maximumMagnitude(values: Float64Array): number {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  return largest;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += a[index]! * b[index]!;
  return sum;
}
