/** Sorts the first `count` scores, the largest first. Few as they are, insertion is fastest and allocates nothing. */
export function sortScores(scores: Float64Array, count: number): void {
  for (let sorted = 1; sorted < count; sorted++) {
    const score = scores[sorted]!;
    let gap = sorted;
    while (gap > 0 && scores[gap - 1]! < score) {
      scores[gap] = scores[gap - 1]!;
      gap--;
    }
    scores[gap] = score;
  }
}
