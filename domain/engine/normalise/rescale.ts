/**
 * Maps `worst` to `low` and `best` to `high`, in a straight line and beyond both.
 *
 * Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 5.3.
 *
 * @param values a value a unit, NaN where missing
 * @param worst differs from `best`, and may be the larger of the two; in the unit of measure of the values
 * @param out a score a unit, NaN where missing
 */
export function rescale(
  values: Float64Array,
  { worst, best }: { worst: number; best: number },
  { low, high }: { low: number; high: number },
  out: Float64Array,
): void {
  // Halves, where the whole distance between the ends is more than a double can hold.
  const part = Number.isFinite(best - worst) ? 1 : 0.5;
  const start = worst * part;
  const span = best * part - start;
  const width = high - low;
  for (let unit = 0, length = values.length; unit < length; unit++)
    out[unit] = low + ((values[unit]! * part - start) / span) * width;
}

/** Keeps scores within two bounds; NaN stays NaN. */
export function clamp(scores: Float64Array, least: number, most: number): void {
  for (let unit = 0; unit < scores.length; unit++) {
    if (scores[unit]! < least) scores[unit] = least;
    else if (scores[unit]! > most) scores[unit] = most;
  }
}
