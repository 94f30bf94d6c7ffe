/**
 * Adds weight × score child by child, so that the order of summation is the framework's for every unit.
 *
 * @param weightedSum a sum a unit, overwritten
 * @returns the sum of the weights of the children that each unit has, added in the same order
 */
export function addWeighted(
  columns: readonly Float64Array[],
  weights: Float64Array,
  weightedSum: Float64Array,
): Float64Array {
  const weightSum = new Float64Array(weightedSum.length);
  weightedSum.fill(0);
  for (let child = 0; child < columns.length; child++) {
    const column = columns[child]!;
    const weight = weights[child]!;
    for (let unit = 0; unit < column.length; unit++) {
      const score = column[unit]!;
      if (Number.isNaN(score)) continue;
      weightedSum[unit]! += weight * score;
      weightSum[unit]! += weight;
    }
  }
  return weightSum;
}

export const nothingWeighs = {
  vi: 'các thành phần có dữ liệu đều có trọng số bằng 0',
  en: 'the parts that have data all have weight 0',
};
