import { describe, expect, test } from 'vitest';
import { saltelliDesign } from '../../../domain/analysis/sensitivity/saltelli-design.ts';
import { sobolIndices } from '../../../domain/analysis/sensitivity/sobol-indices.ts';
import { sobolPoints } from '../../../domain/analysis/sensitivity/sobol-sequence.ts';
import { asemIsAbsent, asemNumber, readAsem } from '../../builders/asem-framework.ts';
import { expectNear } from './near.ts';

/** f = sin x₁ + 7 sin² x₂ + 0.1 x₃⁴ sin x₁ on [−π, π]³: Ishigami & Homma (1990). */
function ishigami(point: Float64Array): number {
  const [x1, x2, x3] = point.map((coordinate) => (2 * coordinate - 1) * Math.PI) as unknown as [
    number,
    number,
    number,
  ];
  return Math.sin(x1) + 7 * Math.sin(x2) ** 2 + 0.1 * x3 ** 4 * Math.sin(x1);
}

const run = (rows: number, factors: number, output: (point: Float64Array) => number) => {
  const design = saltelliDesign(rows, factors);
  return Float64Array.from({ length: rows * (factors + 2) }, (_, point) =>
    output(design.subarray(point * factors, (point + 1) * factors)),
  );
};

describe('Sobol’ sequence', () => {
  // From SciPy 1.17.1: qmc.Sobol(32, scramble=False), whose table is Joe and Kuo's.
  test('of 32 dimensions is that of another implementation', () => {
    const points = sobolPoints(4096, 32);
    const at = (point: number) => [0, 1, 2, 7, 20, 31].map((dimension) => points[point * 32 + dimension]);
    expect(at(0)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(at(5)).toEqual([0.875, 0.875, 0.125, 0.375, 0.625, 0.625]);
    expect(at(100)).toEqual([0.4140625, 0.2578125, 0.7734375, 0.4765625, 0.7578125, 0.4140625]);
    expect(at(1000)).toEqual([
      0.2197265625, 0.0966796875, 0.5185546875, 0.8994140625, 0.5224609375, 0.1455078125,
    ]);
    expect(at(4095)).toEqual([
      0.000244140625, 0.941162109375, 0.334228515625, 0.390869140625, 0.225830078125, 0.087646484375,
    ]);
  });

  test('puts one of 64 points into each sixty-fourth of every dimension', () => {
    const points = sobolPoints(64, 32);
    for (let dimension = 0; dimension < 32; dimension++) {
      const cells = Array.from({ length: 64 }, (_, point) =>
        Math.floor(points[point * 32 + dimension]! * 64),
      );
      expect(new Set(cells).size).toBe(64);
    }
  });

  test.each([0, 3, 1000, 1.5, Number.NaN])('of %s points is unbalanced, so refused', (count) => {
    expect(() => sobolPoints(count, 2)).toThrow('power of two');
  });

  test('has no more dimensions than are tabled', () => {
    expect(() => sobolPoints(8, 33)).toThrow('33 dimensions');
    expect(() => saltelliDesign(8, 17)).toThrow('at most 16');
  });
});

describe('Sobol’ indices', () => {
  test('of the Ishigami function lie within 0.01 of the exact ones', () => {
    const { factors } = sobolIndices(run(8192, 3, ishigami), { factors: 3, seed: 1, resamples: 100 });
    const exact = [
      [0.3139, 0.5576],
      [0.4424, 0.4424],
      [0, 0.2437],
    ] as const;
    for (const [place, [first, total]] of exact.entries()) {
      expect(Math.abs(factors![place]!.first - first)).toBeLessThan(0.01);
      expect(Math.abs(factors![place]!.total - total)).toBeLessThan(0.01);
    }
  });

  test('of a sum are its squared coefficients, alone and in total', () => {
    const { factors } = sobolIndices(
      run(4096, 2, (point) => 3 * point[0]! + 4 * point[1]!),
      { factors: 2, seed: 1, resamples: 200 },
    );
    for (const [place, share] of [9 / 25, 16 / 25].entries()) {
      const { first, total, firstInterval, totalInterval } = factors![place]!;
      expect(Math.abs(first - share)).toBeLessThan(0.001);
      expect(Math.abs(total - share)).toBeLessThan(0.001);
      expect(firstInterval[0]).toBeLessThan(share);
      expect(firstInterval[1]).toBeGreaterThan(share);
      expect(totalInterval[0]).toBeLessThan(share);
      expect(totalInterval[1]).toBeGreaterThan(share);
    }
  });

  test('are not given for an output that does not vary', () => {
    expect(
      sobolIndices(
        run(8, 2, () => 3),
        { factors: 2, seed: 1 },
      ),
    ).toEqual({
      factors: null,
      rows: 8,
      failedRows: 0,
    });
  });

  test('leave out rows in which the function failed, and count them', () => {
    const whole = sobolIndices(run(2048, 3, ishigami), { factors: 3, seed: 1, resamples: 10 });
    const gaps = run(2048, 3, (point) => (point[1]! > 0.99 ? Number.NaN : ishigami(point)));
    const { factors, rows, failedRows } = sobolIndices(gaps, { factors: 3, seed: 1, resamples: 10 });
    expect(failedRows).toBeGreaterThan(20);
    expect(rows + failedRows).toBe(2048);
    expect(Math.abs(factors![0]!.total - whole.factors![0]!.total)).toBeLessThan(0.05);
    expect(sobolIndices(gaps.fill(Number.NaN), { factors: 3, seed: 1 })).toMatchObject({
      factors: null,
      failedRows: 2048,
    });
  });

  test('and their intervals come again from the same seed', () => {
    const outputs = run(256, 3, ishigami);
    const of = (seed: number) => sobolIndices(outputs, { factors: 3, seed, resamples: 50 });
    expect(of(7)).toEqual(of(7));
    expect(of(8)).not.toEqual(of(7));
    expect(() => of(0.5)).toThrow('seed: is 0.5');
  });

  test.skipIf(asemIsAbsent)('of COINr’s sample: the same total indices', () => {
    // COINr's first-order estimator is another, Saltelli's of 2010; its interval here holds both.
    const sample = readAsem('53_sobol_ishigami_sample.csv').map(({ y }) => Number(y));
    const { factors } = sobolIndices(Float64Array.from(sample), { factors: 3, seed: 1 });
    for (const [place, { Variable, Si, STi }] of readAsem('53_sobol_ishigami_est.csv').entries()) {
      const { first, firstInterval, total } = factors![place]!;
      expectNear(total, asemNumber(STi), Variable);
      expect(Math.abs(first - asemNumber(Si))).toBeLessThan(firstInterval[1] - firstInterval[0]);
    }
  });
});
