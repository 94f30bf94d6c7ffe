import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Framework, FrameworkNode, MissingRule } from '../../../domain/methodology/definitions.ts';
import { branch, framework, leaf, score, type Values } from './build-framework.ts';

fc.configureGlobal({ seed: 2022 });

const codes = ['network', 'devices', 'skills', 'services', 'payments'];
const units = ['Cần Thơ', 'Huế', 'Hà Nội', 'Hồ Chí Minh', 'Quảng Ninh', 'Đà Nẵng'];

const value = fc.integer({ min: 0, max: 10_000 }).map((tenThousandths) => tenThousandths / 10_000);
const row = (withGaps: boolean) =>
  fc
    .record(Object.fromEntries(codes.map((code) => [code, value])), withGaps ? { requiredKeys: [] } : {})
    .map((cells) => cells as Record<string, number>);
const table = (withGaps = true): fc.Arbitrary<Values> =>
  fc
    .tuple(...units.map(() => row(withGaps)))
    .map((rows) => Object.fromEntries(rows.map((cells, place) => [units[place]!, cells])));

const weights = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 5, maxLength: 5 });

function method(weightOf: number[], missing: MissingRule, on: 'rounded' | 'exact' = 'exact'): Framework {
  const leafOf = (place: number): FrameworkNode =>
    leaf(codes[place]!, { weight: weightOf[place]!, normalise: { method: 'min-max', low: 0, high: 100 } });
  return framework(
    branch(
      'total',
      [
        branch('technology', [leafOf(0), leafOf(1)], { missing }),
        branch('people', [leafOf(2), leafOf(3), leafOf(4)], { missing }),
      ],
      { missing },
    ),
    { ranking: { ties: 'competition', on } },
  );
}

const missingRule = fc.record({
  rule: fc.constantFrom('renormalise', 'zero', 'fail'),
  atLeast: fc.constantFrom(0, 0.5, 0.65, 1),
});

test('neither the order of the units nor of their indicators changes a bit of the result', () => {
  const shuffled = fc.shuffledSubarray(units, { minLength: 6 });
  const shuffledCodes = fc.shuffledSubarray(codes, { minLength: 5 });
  fc.assert(
    fc.property(
      table(),
      weights,
      missingRule,
      shuffled,
      shuffledCodes,
      (values, weightOf, missing, order, cellOrder) => {
        const reordered = Object.fromEntries(
          order.map((unit) => {
            const cells = cellOrder.filter((code) => code in values[unit]!);
            return [unit, Object.fromEntries(cells.map((code) => [code, values[unit]![code]!]))];
          }),
        );
        const framework = method(weightOf, missing as MissingRule);
        expect(score(framework, reordered)).toEqual(score(framework, values));
      },
    ),
  );
});

test('multiplying all weights leaves a mean where it was', () => {
  fc.assert(
    fc.property(
      table(),
      weights,
      fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
      (values, weightOf, factor) => {
        const missing: MissingRule = { rule: 'renormalise', atLeast: 0 };
        const before = score(method(weightOf, missing), values)['total']!;
        const after = score(
          method(
            weightOf.map((weight) => weight * factor),
            missing,
          ),
          values,
        )['total']!;
        for (const unit of units) {
          const { exact } = before[unit]!;
          if (Number.isNaN(exact)) expect(after[unit]!.exact).toBeNaN();
          else expect(Math.abs(after[unit]!.exact - exact)).toBeLessThanOrEqual(1e-12 * Math.abs(exact));
        }
      },
    ),
  );
});

test('a better value never costs a unit a rank', () => {
  const plain = framework(
    branch(
      'total',
      codes.map((code, place) => leaf(code, { weight: place + 1 })),
    ),
  );
  fc.assert(
    fc.property(
      table(false),
      fc.constantFrom(...units),
      fc.constantFrom(...codes),
      value,
      (values, unit, code, gain) => {
        const better = { ...values, [unit]: { ...values[unit], [code]: values[unit]![code]! + gain } };
        const before = score(plain, values)['total']![unit]!;
        const after = score(plain, better)['total']![unit]!;
        expect(after.rank).toBeLessThanOrEqual(before.rank);
      },
    ),
  );
});

test('no NaN is published, and a unit without a rank has a reason', () => {
  fc.assert(
    fc.property(table(), weights, missingRule, (values, weightOf, missing) => {
      const nodes = score(method(weightOf, missing as MissingRule, 'rounded'), values);
      for (const cell of Object.values(nodes).flatMap((node) => Object.values(node))) {
        expect(cell.score === null).toBe(cell.rank === 0);
        expect(cell.reason === undefined).toBe(cell.rank > 0);
        expect(cell.score).not.toBeNaN();
      }
    }),
  );
});
