/** The values that are there, ascending: a sum in this order does not depend on the order of the units. */
export const present = (values: Float64Array): Float64Array =>
  values.filter((value) => !Number.isNaN(value)).sort();

/** The arithmetic mean. @param sorted ascending @returns NaN where there are none */
export function mean(sorted: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < sorted.length; index++) sum += sorted[index]!;
  return sum / sorted.length;
}

/** The middle value, or half-way between two. @param sorted ascending @returns NaN where there are none */
export function median(sorted: Float64Array): number {
  const count = sorted.length;
  if (count === 0) return Number.NaN;
  const [below, above] = [sorted[(count - 1) >> 1]!, sorted[count >> 1]!];
  return below === above ? below : below / 2 + above / 2;
}
