import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { roundColumn, roundHalfAway, sameDecimal, toDecimal } from '../../../domain/engine/decimal.ts';

fc.configureGlobal({ seed: 2022 });

describe('rounding half away from zero', () => {
  test.each([
    [1.005, 2, 1.01],
    [0.70745, 4, 0.7075],
    [-1.005, 2, -1.01],
    [2.5, 0, 3],
    [-2.5, 0, -3],
    [0.5, 0, 1],
    [0.05, 0, 0],
    [1.45, 1, 1.5],
    [8.345, 2, 8.35],
    [1234.5675, 3, 1234.568],
    [0.8335, 4, 0.8335],
    [99.995, 2, 100],
    [1e21, 4, 1e21],
    [1e-20, 15, 0],
    [0.123456789012345, 15, 0.123456789012345],
  ])('%d to %d decimals is %d', (value, decimals, rounded) => {
    expect(roundHalfAway(value, decimals)).toBe(rounded);
  });

  test('the noise of a sum does not tip it: (0.8335 + 0.5803) ÷ 2 = 0.7069', () => {
    expect(roundHalfAway((0.8335 + 0.5803) / 2, 4)).toBe(0.7069);
    expect(roundHalfAway(1.1 + 2.2 - 0.05, 1)).toBe(3.3);
    expect(roundHalfAway(0.095 * 3, 2)).toBe(0.29);
  });

  test('nothing rounds to negative zero', () => {
    expect(Object.is(roundHalfAway(-0.00001, 4), 0)).toBe(true);
    expect(Object.is(roundHalfAway(-0, 4), 0)).toBe(true);
    expect(Object.is(toDecimal(-0), 0)).toBe(true);
  });

  /** The same by whole-number arithmetic on the digits of the 15-digit decimal. */
  function roundByDigits(value: number, decimals: number): number {
    const [mantissa, exponent] = Math.abs(value).toExponential(14).split('e') as [string, string];
    const digits = BigInt(mantissa.replace('.', ''));
    const shift = Number(exponent) - 14 + decimals;
    const scaled =
      shift >= 0
        ? digits * 10n ** BigInt(shift)
        : (2n * digits + 10n ** BigInt(-shift)) / (2n * 10n ** BigInt(-shift));
    const rounded = Number(`${value < 0 ? '-' : ''}${scaled}e-${decimals}`);
    return rounded + 0;
  }

  test('agrees with an oracle on any double', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }),
        fc.nat(15),
        (value, decimals) => {
          expect(roundHalfAway(value, decimals)).toBe(roundByDigits(value, decimals));
        },
      ),
    );
  });

  test('agrees with it where it matters: on decimals that end in 5, and beside them', () => {
    const half = fc.record({
      whole: fc.nat(2_000_000),
      decimals: fc.nat(6),
      noise: fc.integer({ min: -2, max: 2 }),
    });
    fc.assert(
      fc.property(half, ({ whole, decimals, noise }) => {
        const value = Number(`${whole}5e-${decimals + 1}`);
        const beside = value + noise * value * Number.EPSILON;
        expect(roundHalfAway(beside, decimals)).toBe(roundByDigits(beside, decimals));
        expect(roundHalfAway(beside, decimals)).toBe(Number(`${whole + 1}e-${decimals}`));
      }),
      { numRuns: 2_000 },
    );
  });
});

test('a column is rounded as its values are, whatever stands beside them', () => {
  const value = fc.oneof(
    fc.double({ noDefaultInfinity: true }),
    fc.double({ min: -1e3, max: 1e3 }),
    fc.integer({ min: -9_999, max: 9_999 }).map((thousandths) => thousandths / 1_000),
  );
  fc.assert(
    fc.property(fc.array(value, { maxLength: 8 }), fc.nat(15), (values, decimals) => {
      const out = new Float64Array(values.length);
      roundColumn(Float64Array.from(values), decimals, out);
      const expected = values.map((each) => (Number.isNaN(each) ? each : roundHalfAway(each, decimals)));
      expect([...out]).toEqual(expected);
    }),
    { numRuns: 1_000 },
  );
});

describe('comparing as decimals', () => {
  test('0.1 + 0.2 is 0.3', () => {
    expect(sameDecimal(0.1 + 0.2, 0.3)).toBe(true);
  });

  test('a difference in the 15th digit is a difference', () => {
    expect(sameDecimal(0.300000000000001, 0.3)).toBe(false);
  });

  test('agrees with comparing the written decimals', () => {
    const near = fc.tuple(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.integer({ min: -40, max: 40 }));
    fc.assert(
      fc.property(near, ([value, steps]) => {
        const other = value + steps * value * Number.EPSILON;
        expect(sameDecimal(value, other)).toBe(toDecimal(value) === toDecimal(other));
      }),
      { numRuns: 1_000 },
    );
  });
});
