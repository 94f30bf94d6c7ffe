import { ln } from '../../elementary.ts';

/** λ is looked for here; beyond, a transformed indicator is all tail. */
const LOWEST = -5;
const HIGHEST = 5;
const GRID_STEP = 0.5;
const GOLDEN = (Math.sqrt(5) - 1) / 2;
const TOLERANCE = 1e-7;

/** Published and applied with so many decimals, so that whoever reads λ can repeat the step to the last digit. */
const DECIMALS = 1e4;

/**
 * The λ between -5 and 5 of greatest likelihood, to four decimals: the best point of a grid, refined by
 * golden-section search between its neighbours (Kiefer, 1953).
 *
 * @param logLikelihood NaN or -Infinity for a λ that cannot be computed with
 * @returns `undefined` where no λ can
 */
export function likeliest(logLikelihood: (lambda: number) => number): number | undefined {
  const value = (lambda: number): number => {
    const found = logLikelihood(lambda);
    return Number.isNaN(found) ? Number.NEGATIVE_INFINITY : found;
  };
  let best = Number.NaN;
  let greatest = Number.NEGATIVE_INFINITY;
  for (let lambda = LOWEST; lambda <= HIGHEST; lambda += GRID_STEP) {
    const found = value(lambda);
    if (found > greatest) [best, greatest] = [lambda, found];
  }
  if (!Number.isFinite(greatest)) return undefined;
  const lambda = refine(value, Math.max(best - GRID_STEP, LOWEST), Math.min(best + GRID_STEP, HIGHEST));
  return Math.round(lambda * DECIMALS) / DECIMALS + 0;
}

function refine(value: (lambda: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  let [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
  let [atLeft, atRight] = [value(left), value(right)];
  while (high - low > TOLERANCE) {
    if (atLeft >= atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - GOLDEN * (high - low);
      atLeft = value(left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + GOLDEN * (high - low);
      atRight = value(right);
    }
  }
  return (low + high) / 2;
}

/** ln of the variance of a mapping of values; NaN where it overflows, or is 0. */
export function lnVariance(values: Float64Array, map: (value: number) => number): number {
  const mapped = new Float64Array(values.length);
  let sum = 0;
  for (let index = 0; index < mapped.length; index++) {
    mapped[index] = map(values[index]!);
    sum += mapped[index]!;
  }
  const mean = sum / mapped.length;
  let squares = 0;
  for (let index = 0; index < mapped.length; index++) squares += (mapped[index]! - mean) ** 2;
  const variance = squares / mapped.length;
  return variance > 0 && Number.isFinite(variance) ? ln(variance) : Number.NaN;
}
