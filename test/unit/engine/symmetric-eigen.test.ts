import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { symmetricEigen } from '../../../domain/engine/weights/symmetric-eigen.ts';

fc.configureGlobal({ seed: 2022 });

describe('eigenvalues of a symmetric matrix', () => {
  test('of 2, 1, 1, 2 are 3 and 1', () => {
    const { values, vectors } = symmetricEigen(Float64Array.of(2, 1, 1, 2), 2);
    expect([...values]).toEqual([expect.closeTo(3, 14), expect.closeTo(1, 14)]);
    expect(Math.abs(vectors[0]![0]!)).toBeCloseTo(Math.SQRT1_2, 14);
    expect(vectors[0]![0]).toBeCloseTo(vectors[0]![1]!, 14);
  });

  test('turn their vectors into themselves, and sum to the trace', () => {
    const size = fc.integer({ min: 1, max: 9 });
    const entry = fc.integer({ min: -100, max: 100 }).map((value) => value / 10);
    const matrices = size.chain((n) =>
      fc.tuple(fc.constant(n), fc.array(entry, { minLength: n * n, maxLength: n * n })),
    );
    fc.assert(
      fc.property(matrices, ([n, entries]) => {
        const at = (row: number, column: number) =>
          entries[Math.min(row, column) * n + Math.max(row, column)]!;
        const matrix = Float64Array.from({ length: n * n }, (_, place) =>
          at(Math.floor(place / n), place % n),
        );
        const { values, vectors } = symmetricEigen(matrix, n);
        for (const [place, vector] of vectors.entries())
          for (let row = 0; row < n; row++) {
            const turned = vector.reduce((sum, value, column) => sum + at(row, column) * value, 0);
            expect(turned).toBeCloseTo(values[place]! * vector[row]!, 9);
          }
        const trace = Array.from({ length: n }, (_, row) => at(row, row)).reduce(
          (sum, value) => sum + value,
          0,
        );
        expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(trace, 9);
        expect([...values]).toEqual([...values].sort((a, b) => b - a));
      }),
    );
  });
});
