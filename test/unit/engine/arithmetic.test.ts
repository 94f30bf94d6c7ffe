import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exp, ln, power } from '../../../domain/engine/elementary.ts';
import { orderlessSum } from '../../../domain/engine/orderless-sum.ts';

fc.configureGlobal({ seed: 2022 });

/** Units in the last place between two finite numbers of one sign. */
const ulps = (a: number, b: number): number => {
  const bits = new BigInt64Array(Float64Array.of(a, b).buffer);
  return Math.abs(Number(bits[0]! - bits[1]!));
};

const positive = fc.double({ min: 5e-324, max: Number.MAX_VALUE, noNaN: true });

describe('logarithm and exponential', () => {
  test('lie within two units in the last place of those of the machine', () => {
    const near = (ours: (x: number) => number, theirs: (x: number) => number, x: fc.Arbitrary<number>) =>
      fc.assert(
        fc.property(x, (value) => {
          expect(ulps(ours(value), theirs(value))).toBeLessThanOrEqual(2);
        }),
      );
    near(ln, Math.log, positive);
    near(ln, Math.log, fc.double({ min: 0.5, max: 2, noNaN: true }));
    near(exp, Math.exp, fc.double({ min: -745, max: 709.7, noNaN: true }));
  });

  // The bits are pinned, so that a machine that computes others shows itself. The C library of Linux has another
  // last digit for ln 3.
  test.each([
    // biome-ignore lint/suspicious/noApproximativeNumericConstant: a reference value beside others
    [0.1, -2.3025850929940455, 1.1051709180756477],
    [0.7, -0.35667494393873245, 2.0137527074704766],
    [3, 1.0986122886681096, 20.085536923187668],
    [123.456, 4.815884817283264, 4.132944352778106e53],
  ])('of %d are the same bits on every machine', (x, logarithm, exponential) => {
    expect(ln(x)).toBe(logarithm);
    expect(exp(x)).toBe(exponential);
  });

  test('know the edges', () => {
    expect([ln(1), ln(0), ln(-1), ln(Number.POSITIVE_INFINITY), ln(Number.NaN)]).toEqual([
      0,
      Number.NaN,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NaN,
    ]);
    expect([exp(0), exp(-746), exp(710), exp(Number.NaN)]).toEqual([
      1,
      0,
      Number.POSITIVE_INFINITY,
      Number.NaN,
    ]);
    expect(ln(5e-324)).toBeCloseTo(-744.4400719213812, 12);
  });
});

describe('power', () => {
  test.each([
    [3, 2, 9],
    [2, -3, 0.125],
    [9, 0.5, 3],
    [7, 0, 1],
    [0, 3, 0],
    [0, 1.5, 0],
    [0, -1.5, Number.POSITIVE_INFINITY],
    [2, 100, 2 ** 100],
  ])('%d to the power of %d is %d', (x, p, expected) => {
    expect(power(x, p)).toBeCloseTo(expected, 12 - Math.log10(Math.max(1, Math.min(expected, 1e30))));
  });

  test('agrees with the machine to 1e-13', () => {
    const x = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
    const p = fc.double({ min: -5, max: 5, noNaN: true });
    fc.assert(
      fc.property(x, p, (base, to) => {
        expect(Math.abs(power(base, to) / base ** to - 1)).toBeLessThan(1e-13);
      }),
    );
  });
});

describe('a sum that knows no order', () => {
  const shuffled = (values: number[]) => fc.shuffledSubarray(values, { minLength: values.length });
  const scores = fc.oneof(
    fc.array(fc.double({ noNaN: true, min: -1e12, max: 1e12 }), { minLength: 1, maxLength: 60 }),
    fc.array(fc.double({ noNaN: true, min: 0.5, max: 1 }), { minLength: 1, maxLength: 60 }),
  );

  test('is the same to the last bit for any order of the units', () => {
    const cases = scores.chain((values) => fc.tuple(fc.constant(values), shuffled(values)));
    fc.assert(
      fc.property(cases, ([values, other]) => {
        expect(
          Object.is(orderlessSum(Float64Array.from(values)), orderlessSum(Float64Array.from(other))),
        ).toBe(true);
      }),
    );
  });

  test('loses nothing where sums one after the other do: 10^16 + 1 - 10^16, and a tenth ten times', () => {
    expect(orderlessSum(Float64Array.of(1e16, 1, -1e16))).toBe(1);
    expect(orderlessSum(new Float64Array(10).fill(0.1))).toBe(1);
    expect(orderlessSum(Float64Array.of(1, 2 ** -120, -1))).toBe(2 ** -120);
  });

  test('agrees with the sum of exact fractions', () => {
    const thousandths = fc.array(fc.integer({ min: -1e9, max: 1e9 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(thousandths, (values) => {
        const exact = values.reduce((sum, value) => sum + value, 0);
        expect(orderlessSum(Float64Array.from(values, (value) => value / 1024))).toBe(exact / 1024);
      }),
    );
  });

  test('passes over what is missing, and is 0 of nothing', () => {
    expect(orderlessSum(Float64Array.of(1, Number.NaN, 2))).toBe(3);
    expect(orderlessSum(new Float64Array(3).fill(Number.NaN))).toBe(0);
    expect(orderlessSum(new Float64Array(0))).toBe(0);
  });

  test('holds numbers next to the smallest there are', () => {
    expect(orderlessSum(Float64Array.of(5e-324, 5e-324, 1e-310))).toBe(1e-310 + 1e-323);
  });
});
