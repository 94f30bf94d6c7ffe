/** Pearson's correlation, plainly. */
export function pearson(a: Float64Array, b: Float64Array): number {
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [product, squaresA, squaresB] = [0, 0, 0];
  for (const [place, value] of a.entries()) {
    product += (value - meanA) * (b[place]! - meanB);
    squaresA += (value - meanA) ** 2;
    squaresB += (b[place]! - meanB) ** 2;
  }
  return product / Math.sqrt(squaresA * squaresB);
}
