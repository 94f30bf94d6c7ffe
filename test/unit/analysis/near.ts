import { expect } from 'vitest';

/** Agreement with another implementation: relative to the expected number, absolute below 1. */
export function expectNear(
  actual: number | null | undefined,
  expected: number,
  label = '',
  tolerance = 1e-12,
): void {
  if (Number.isNaN(expected)) {
    expect(actual ?? Number.NaN, label).toBeNaN();
    return;
  }
  expect(actual ?? Number.NaN, label).not.toBeNaN();
  const distance = Math.abs(actual! - expected);
  expect(distance, `${label}: ${actual}, expected ${expected}`).toBeLessThanOrEqual(
    tolerance * Math.max(1, Math.abs(expected)),
  );
}
