/**
 * The value below which a share of the values lies, interpolated between neighbours.
 * Source: Hyndman & Fan, Sample Quantiles in Statistical Packages (1996), definition 7: the default of R.
 *
 * @param sorted ascending, at least one
 * @param share 0 … 1
 */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const position = (sorted.length - 1) * share;
  const below = Math.floor(position);
  const fraction = position - below;
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low === high ? low : (1 - fraction) * low + fraction * high;
}
