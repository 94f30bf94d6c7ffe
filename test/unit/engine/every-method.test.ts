import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileFramework } from '../../../domain/engine/compile-framework.ts';
import { EngineError } from '../../../domain/engine/engine-error.ts';
import type { Framework } from '../../../domain/methodology/definitions.ts';
import { branch, framework, indicator, leaf, type Values } from './build-framework.ts';
import { codes, everyMethod } from './every-method.ts';
import { type Prepared, run } from './prepare-example.ts';

const units = ['Cần Thơ', 'Huế', 'Hà Nội', 'Quảng Ninh', 'Đà Nẵng', 'Điện Biên'];
const regions = ['south', 'central', 'north', 'north', 'central', 'north'];
const indicators = codes.map((id) => indicator(id, { unit: 'points', range: { min: 0, max: 100 } }));

/** Every unit under a method, with its region and a year before in which each had 50 points. */
function compute(method: Framework, values: Values): Prepared {
  const names = Object.keys(values);
  const past = new Float64Array(names.length * codes.length).fill(50);
  const region = names.map((unit) => regions[units.indexOf(unit)]);
  const context = { region, period: 2022, otherPeriods: [{ period: 2021, values: past }] };
  return run(method, values, { indicators, context });
}

const table = (cell: (unit: number, code: number) => number, count = units.length): Values =>
  Object.fromEntries(
    units
      .slice(0, count)
      .map((unit, row) => [unit, Object.fromEntries(codes.map((code, column) => [code, cell(row, column)]))]),
  );

/** Points without a pattern, so that no two indicators say the same. */
const points = (unit: number, code: number) => (unit * 37 + code * 53 + unit * code * 11 + 5) % 97;
const first = (value: number) => (unit: number, code: number) =>
  unit === 0 && code === 0 ? value : points(unit, code);

const badInput: [string, Values][] = [
  ['a missing value', table(first(Number.NaN))],
  ['Infinity', table(first(Number.POSITIVE_INFINITY))],
  ['-Infinity', table(first(Number.NEGATIVE_INFINITY))],
  ['-0', table(first(-0))],
  ['nothing but -0', table(() => -0)],
  ['1e308', table(first(1e308))],
  ['-1e308', table(first(-1e308))],
  ['the largest numbers of both signs', table((unit) => (unit % 2 ? 1.7e308 : -1.7e308))],
  ['the smallest numbers', table((unit) => unit * 5e-324)],
  ['one value throughout', table(() => 40)],
  ['all missing', table(() => Number.NaN)],
  ['an indicator that nobody has', table((unit, code) => (code === 1 ? Number.NaN : points(unit, code)))],
  ['one unit', table(points, 1)],
  ['two units', table(points, 2)],
  ['no unit', {}],
];

/** Every result is a number with a rank, or none with a reason in both languages; never NaN in what is shown, nor -0. */
function expectSound({ nodes, preparation }: Prepared, count: number): void {
  for (const node of Object.values(nodes)) {
    for (let unit = 0; unit < count; unit++) {
      const score = node.exact[unit]!;
      const ranked = node.ranks[unit]! > 0;
      expect(Number.isFinite(score)).toBe(ranked);
      expect(Number.isFinite(node.published[unit]!)).toBe(ranked);
      expect(Object.is(score, -0)).toBe(false);
      const reason = node.reason(unit);
      expect(reason === undefined).toBe(ranked);
      if (reason) expect([reason.vi, reason.en].every((words) => words.length > 0)).toBe(true);
    }
    expect(Object.values(node.scale ?? {}).every(Number.isFinite)).toBe(true);
    expect((node.weights?.children ?? []).every(({ weight }) => Number.isFinite(weight))).toBe(true);
  }
  for (const { imputed, treated } of preparation?.columns ?? []) {
    expect(imputed.every(({ value }) => Number.isFinite(value))).toBe(true);
    expect(Object.values(treated?.parameters ?? {}).every(Number.isFinite)).toBe(true);
  }
}

describe.each(everyMethod)('%s', (_, method) => {
  test.each(badInput)('of %s makes numbers, or says why not', (_name, values) => {
    try {
      expectSound(compute(method, values), Object.keys(values).length);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      expect(['value-not-finite', 'score-not-finite']).toContain(error.code);
    }
  });

  const cell = fc.option(fc.integer({ min: 0, max: 100 }), { nil: Number.NaN, freq: 6 });
  const cells = fc.array(fc.tuple(cell, cell, cell), { minLength: units.length, maxLength: units.length });
  const totals = (values: Values, of: Framework = method) => {
    const { exact, ranks } = compute(of, values).nodes['total']!;
    return new Map(
      Object.keys(values).map((unit, place) => [unit, { score: exact[place]!, rank: ranks[place]! }]),
    );
  };

  test('the order of the units changes no bit', () => {
    const order = fc.shuffledSubarray(units, { minLength: units.length });
    fc.assert(
      fc.property(cells, order, (rows, names) => {
        const values = table((unit, code) => rows[unit]![code]!);
        const shuffled = Object.fromEntries(names.map((unit) => [unit, values[unit]!]));
        expect(new Map([...totals(shuffled)].sort())).toEqual(new Map([...totals(values)].sort()));
      }),
      { seed: 2022, numRuns: 40 },
    );
  });

  test('the order of the indicators changes no score but by the last digits of a sum', () => {
    fc.assert(
      fc.property(cells, (rows) => {
        const values = table((unit, code) => rows[unit]![code]!);
        const turned = totals(values, withChildrenTurned(method));
        for (const [unit, { score, rank }] of totals(values)) {
          expect(Number.isNaN(turned.get(unit)!.score)).toBe(Number.isNaN(score));
          if (rank > 0) expect(turned.get(unit)!.score).toBeCloseTo(score, 8);
        }
      }),
      { seed: 2022, numRuns: 40 },
    );
  });
});

function withChildrenTurned(method: Framework): Framework {
  const { root } = method;
  return 'children' in root ? { ...method, root: { ...root, children: root.children.toReversed() } } : method;
}

describe('a tree that is none', () => {
  const faults = (method: Framework): string[] => {
    try {
      compileFramework(method, indicators);
      return [];
    } catch (error) {
      if (error instanceof EngineError) return error.faults.map(({ code, node }) => `${code} ${node}`);
      throw error;
    }
  };

  test('a branch without children has no weights to go by', () => {
    expect(faults(framework(branch('total', [])))).toEqual(['weights-invalid total']);
  });

  test('two nodes of one code', () => {
    expect(faults(framework(branch('total', [leaf('a'), leaf('a')])))).toEqual(['node-duplicate a']);
  });

  test('a node with its parent’s code', () => {
    expect(faults(framework(branch('a', [leaf('a')])))).toEqual(['node-duplicate a']);
  });
});
