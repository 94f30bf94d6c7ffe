import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EngineError } from '../../../domain/engine/engine-error.ts';
import type { Imputation } from '../../../domain/engine/prepare/impute/methods.ts';
import type { Framework, LeafNode } from '../../../domain/methodology/definitions.ts';
import { branch, framework, type Values } from './build-framework.ts';
import { type Prepared, periodOf, preparedLeaf, run } from './prepare-example.ts';

fc.configureGlobal({ seed: 2022 });

type Treatment = NonNullable<LeafNode['treat']>;

const units = ['Cần Thơ', 'Huế', 'Hà Nội', 'Hồ Chí Minh', 'Quảng Ninh', 'Đà Nẵng', 'Cà Mau', 'Điện Biên'];
const regions = ['south', 'central', 'north', 'south', 'north', 'central', 'south', 'north'];
const codes = ['users', 'speed', 'skills'];

const value = fc.oneof(
  fc.integer({ min: -50, max: 200 }).map((tenths) => tenths / 10),
  fc.constantFrom(0, -0, 1e6, 0.1 + 0.2, 0.3),
);
const row = fc
  .record(Object.fromEntries([...codes, 'population'].map((code) => [code, value])), { requiredKeys: [] })
  .map((cells) => cells as Record<string, number>);
const table: fc.Arbitrary<Values> = fc
  .tuple(...units.map(() => row))
  .map((rows) => Object.fromEntries(rows.map((cells, place) => [units[place]!, cells])));

const imputation: fc.Arbitrary<Imputation> = fc.constantFrom<Imputation>(
  { method: 'none' },
  { method: 'mean' },
  { method: 'median' },
  { method: 'group-mean', by: 'region' },
  { method: 'group-median', by: { indicator: 'skills' } },
  { method: 'sibling-mean' },
  { method: 'latest' },
  { method: 'linear', beyond: 'extend' },
);

const treatment: fc.Arbitrary<Treatment> = fc.record({
  when: fc.constantFrom<Treatment['when']>('outliers', 'always'),
  skewness: fc.constantFrom(0, 1, 2),
  kurtosis: fc.constantFrom(-2, 3.5),
  methods: fc.array(
    fc.constantFrom<Treatment['methods'][number]>(
      { method: 'winsorise', atMost: 2 },
      { method: 'log', form: 'natural' },
      { method: 'log', form: 'one-percent' },
      { method: 'log', form: 'one-percent-by-skew' },
      { method: 'log', form: 'gii' },
      { method: 'box-cox', lambda: 'maximum-likelihood', fromOne: true },
      { method: 'box-cox', lambda: 0.5, fromOne: false },
      { method: 'yeo-johnson', lambda: 'maximum-likelihood' },
    ),
    { maxLength: 3 },
  ),
});

const steps = fc.record({ impute: imputation, treat: treatment, divide: fc.boolean() });
type Steps = { impute: Imputation; treat: Treatment; divide: boolean };

const method = ({ impute, treat, divide }: Steps, observed = 0): Framework =>
  framework(
    branch(
      'total',
      codes.map((code) =>
        preparedLeaf(
          code,
          { ...(divide && { denominateBy: 'population' }), impute, treat },
          { normalise: { method: 'min-max', low: 0, high: 100 } },
        ),
      ),
      { missing: { rule: 'renormalise', atLeast: 0 } },
    ),
    { prepare: { screen: { observed } }, ranking: { ties: 'competition', on: 'exact' } },
  );

const past = (steps: Steps, order: readonly string[]) =>
  [2020, 2021].map((year) =>
    periodOf(
      method(steps),
      year,
      Object.fromEntries(
        order.map((unit) => [unit, { users: year, speed: units.indexOf(unit), population: 2 }]),
      ),
    ),
  );

const prepared = (steps: Steps, values: Values, observed = 0) => {
  const order = Object.keys(values);
  const region = order.map((unit) => regions[units.indexOf(unit)]);
  return run(method(steps, observed), values, {
    context: { region, period: 2022, otherPeriods: past(steps, order) },
  });
};

/** What the leaves would be without imputing and treating. */
const observedOf = (steps: Steps, values: Values) =>
  prepared(
    { impute: { method: 'none' }, treat: { ...steps.treat, methods: [] }, divide: steps.divide },
    values,
  ).values;

test('an observed cell never changes by imputing, and every cell that is new is marked', () => {
  fc.assert(
    fc.property(table, steps, (values, all) => {
      const untreated: Steps = { ...all, treat: { ...all.treat, methods: [] } };
      const before = observedOf(untreated, values);
      const { values: after, preparation, model } = prepared(untreated, values);
      for (const [column, { nodes }] of model.preparation!.columns.entries()) {
        const marked = new Map(
          preparation!.columns[column]!.imputed.map((cell) => [cell.unit, cell.value] as const),
        );
        for (let unit = 0; unit < units.length; unit++) {
          const observed = before[nodes[0]!]![unit]!;
          expect(after[nodes[0]!]![unit]).toBe(
            Number.isNaN(observed) ? (marked.get(unit) ?? Number.NaN) : observed,
          );
          if (!Number.isNaN(observed)) expect(marked.has(unit)).toBe(false);
        }
      }
    }),
  );
});

test('a treated cell is recorded with what it was, and no other cell differs', () => {
  fc.assert(
    fc.property(table, steps, (values, all) => {
      const before = prepared({ ...all, treat: { ...all.treat, methods: [] } }, values).values;
      const { values: after, preparation, model } = prepared(all, values);
      for (const [column, { nodes }] of model.preparation!.columns.entries()) {
        const changed = new Map(
          (preparation!.columns[column]!.treated?.cells ?? []).map((cell) => [cell.unit, cell] as const),
        );
        for (let unit = 0; unit < units.length; unit++) {
          const cell = changed.get(unit) ?? {
            before: before[nodes[0]!]![unit]!,
            after: before[nodes[0]!]![unit]!,
          };
          expect(before[nodes[0]!]![unit]! + 0).toBe(cell.before + 0);
          expect(after[nodes[0]!]![unit]! + 0).toBe(cell.after + 0);
        }
      }
    }),
  );
});

test('a treatment keeps the order of the units', () => {
  fc.assert(
    fc.property(table, steps, (values, all) => {
      const before = prepared({ ...all, treat: { ...all.treat, methods: [] } }, values).values['users']!;
      const after = prepared(all, values).values['users']!;
      for (const a of units.keys())
        for (const b of units.keys())
          if (before[a]! < before[b]! && !Number.isNaN(after[a]!) && !Number.isNaN(after[b]!))
            expect(after[a]).toBeLessThanOrEqual(after[b]! + 1e-9 * Math.abs(after[b]!));
    }),
  );
});

test('the order of the units changes no bit', () => {
  const shuffled = fc.shuffledSubarray(units, { minLength: units.length });
  fc.assert(
    fc.property(table, steps, shuffled, (values, all, order) => {
      const here = prepared(all, values, 0.5);
      const there = prepared(all, Object.fromEntries(order.map((unit) => [unit, values[unit]!])), 0.5);
      for (const code of codes)
        for (const [place, unit] of units.entries()) {
          expect(there.values[code]![order.indexOf(unit)]).toBe(here.values[code]![place]);
          expect(there.nodes[code]!.reason(order.indexOf(unit))).toEqual(here.nodes[code]!.reason(place));
        }
    }),
  );
});

test('whoever is screened out has too few observed cells, and nobody else', () => {
  fc.assert(
    fc.property(table, steps, fc.constantFrom(0.3, 0.5, 0.66, 1), (values, all, share) => {
      const observed = observedOf(all, values);
      const { nodes } = prepared(all, values, share);
      for (const unit of units.keys()) {
        const count = codes.filter((code) => !Number.isNaN(observed[code]![unit]!)).length;
        const out = nodes['total']!.reason(unit)?.en.includes('rule ≥') ?? false;
        expect(out).toBe(count / codes.length < share);
      }
    }),
  );
});

test('whatever the numbers are, the result is finite or has a reason, or a fault has a name', () => {
  const wild = fc.oneof(
    { weight: 40, arbitrary: value },
    { weight: 2, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
    { weight: 1, arbitrary: fc.constantFrom(1e308, -1e308, 5e-324, -5e-324, Number.POSITIVE_INFINITY) },
    { weight: 3, arbitrary: fc.constant(Number.NaN) },
  );
  const wildTable = fc
    .tuple(
      ...units.map(() => fc.record(Object.fromEntries([...codes, 'population'].map((code) => [code, wild])))),
    )
    .map((rows) =>
      Object.fromEntries(rows.map((cells, place) => [units[place]!, cells as Record<string, number>])),
    );
  const check = ({ nodes, values, preparation }: Prepared) => {
    for (const node of Object.values(nodes))
      for (const unit of units.keys()) {
        expect(Number.isFinite(node.exact[unit]!)).toBe(node.ranks[unit]! > 0);
        expect(node.reason(unit) === undefined).toBe(node.ranks[unit]! > 0);
      }
    const parameters = preparation!.columns.flatMap(({ treated }) =>
      Object.values(treated?.parameters ?? {}),
    );
    expect(parameters.every(Number.isFinite)).toBe(true);
    const cells = Object.values(values).flat();
    expect(cells.every((cell) => Math.abs(cell) !== Number.POSITIVE_INFINITY)).toBe(true);
  };
  fc.assert(
    fc.property(wildTable, steps, (values, all) => {
      try {
        check(prepared(all, values));
      } catch (error) {
        if (!(error instanceof EngineError)) throw error;
        expect(['value-not-finite', 'score-not-finite']).toContain(error.code);
      }
    }),
    { numRuns: 300 },
  );
});
