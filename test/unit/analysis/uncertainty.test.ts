import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AnalysisError } from '../../../domain/analysis/analysis-error.ts';
import type { Choice } from '../../../domain/analysis/uncertainty/alternatives.ts';
import {
  duel,
  probabilityOfTop,
  rankAcceptability,
  rankSummary,
} from '../../../domain/analysis/uncertainty/rank-distribution.ts';
import { simulateRanks, type UncertaintyPlan } from '../../../domain/analysis/uncertainty/simulate-ranks.ts';
import { tiedGroups } from '../../../domain/analysis/uncertainty/tied-groups.ts';
import type { Framework } from '../../../domain/methodology/definitions.ts';
import { branch, framework, leaf, type Values } from '../engine/build-framework.ts';
import { dti2020, provinces2020, subjectOf } from './subject-of.ts';

const minMax = { method: 'min-max', low: 0, high: 100 } as const;
const scaled = (code: string, weight = 1) => leaf(code, { weight, normalise: minMax });

/** The weights of DTI 2020, with a depth more than it has. */
const dti = framework(
  branch('dti', [
    branch('government', [scaled('portal'), scaled('services')], { weight: 0.4 }),
    leaf('economy', { weight: 0.3, normalise: minMax }),
    leaf('society', { weight: 0.3, normalise: minMax }),
  ]),
  { ranking: { ties: 'competition', on: 'exact' } },
);

/** Made up. */
const provinces: Values = {
  'Đà Nẵng': { portal: 0.91, services: 0.83, economy: 0.72, society: 0.66 },
  Huế: { portal: 0.88, services: 0.9, economy: 0.51, society: 0.6 },
  'Bắc Ninh': { portal: 0.62, services: 0.71, economy: 0.7, society: 0.69 },
  'Quảng Ninh': { portal: 0.71, services: 0.68, economy: 0.66, society: 0.58 },
  'Hà Giang': { portal: 0.31, services: 0.22, economy: 0.31, society: 0.22 },
};
const [daNang, hue] = [0, 1] as const;

const noise: UncertaintyPlan['weights'] = { kind: 'noise', shares: [0.5, 0.25] };

const normalisations: Choice = {
  name: 'normalisation',
  options: [
    { name: 'as it is' },
    {
      name: 'min-max 50 to 100',
      nodes: ['government'],
      normalise: { method: 'min-max', low: 50, high: 100 },
    },
  ],
};

describe('DTI 2020 under any weights of its three components', () => {
  const distribution = simulateRanks(
    subjectOf({ ...dti2020, ranking: { ties: 'competition', on: 'exact' } }, provinces2020),
    { replicates: 400, seed: 2020, weights: { kind: 'simplex' } },
  );
  const [bacNinh, last] = [2, 8] as const;

  test('Đà Nẵng leads whatever the weights, and Huế owes its second place to them', () => {
    expect(rankSummary(distribution, daNang)).toMatchObject({
      nominal: 1,
      low: 1,
      high: 1,
      worst: 1,
      ranked: 400,
    });
    expect(rankSummary(distribution, hue)).toMatchObject({ nominal: 2, median: 3, best: 2, low: 2, high: 7 });
    expect(rankSummary(distribution, bacNinh)).toMatchObject({ nominal: 3, median: 2 });
    expect(duel(distribution, daNang, hue)).toEqual({ above: 1, below: 0, tied: 0 });
    expect(duel(distribution, bacNinh, hue)!.above).toBeGreaterThan(0.5);
  });

  test('the first three are the first three in most replicates', () => {
    expect(probabilityOfTop(distribution, daNang, 3)).toBe(1);
    expect(probabilityOfTop(distribution, bacNinh, 3)).toBeGreaterThan(0.9);
    expect(probabilityOfTop(distribution, last, 3)).toBe(0);
    expect(probabilityOfTop(distribution, last, 9)).toBe(1);
  });

  test('the acceptability of all ranks of a unit sums to 1, and so does that of all units at a rank', () => {
    const acceptability = rankAcceptability(distribution);
    const all = Array.from({ length: 9 }, (_, place) => place);
    const sum = (shares: number[]) => shares.reduce((before, share) => before + share, 0);
    for (const unit of all) {
      expect(sum(all.map((rank) => acceptability[unit * 9 + rank]!))).toBeCloseTo(1, 12);
      expect(sum(all.map((other) => acceptability[other * 9 + unit]!))).toBeCloseTo(1, 12);
    }
    expect(acceptability[daNang * 9]).toBe(1);
  });

  test('neighbours whose order is open form a group in which every pair is tied', () => {
    const groups = tiedGroups(distribution, 0.05);
    expect(groups).toEqual([[0], [1, 2], [3, 4, 5, 6, 7], [8]]);
    for (const group of groups)
      for (const a of group)
        for (const b of group.filter((other) => other !== a)) {
          const { above, tied } = duel(distribution, a, b)!;
          expect(above + tied / 2).toBeGreaterThanOrEqual(0.05);
          expect(above + tied / 2).toBeLessThanOrEqual(0.95);
        }
    expect(() => tiedGroups(distribution, 0.5)).toThrow('alpha: is 0.5');
  });
});

describe('properties', () => {
  const cell = fc.integer({ min: 0, max: 20 }).map((value) => value / 20);
  const values = fc
    .array(fc.record({ portal: cell, services: cell, economy: cell, society: cell }), {
      minLength: 3,
      maxLength: 7,
    })
    .map((rows): Values => Object.fromEntries(rows.map((row, place) => [`unit ${place}`, row])));
  const plan = fc.record({
    replicates: fc.integer({ min: 1, max: 30 }),
    seed: fc.integer(),
    weights: fc.constantFrom<UncertaintyPlan['weights'][]>(noise, { kind: 'simplex' }),
  }) as fc.Arbitrary<UncertaintyPlan>;

  test('above, below and tied make up the whole, from either side', () => {
    fc.assert(
      fc.property(values, plan, (table, given) => {
        const distribution = simulateRanks(subjectOf(dti, table), given);
        const one = duel(distribution, 0, 1);
        const other = duel(distribution, 1, 0);
        if (!one || !other) {
          expect(distribution.nominal[0]! * distribution.nominal[1]!).toBe(0);
          return;
        }
        expect(one.above + one.below + one.tied).toBeCloseTo(1, 12);
        expect(other).toEqual({ above: one.below, below: one.above, tied: one.tied });
      }),
      { seed: 2022 },
    );
  });

  test('the same seed gives the same bytes, another seed others', () => {
    fc.assert(
      fc.property(values, plan, (table, given) => {
        const subject = subjectOf(dti, table);
        expect(simulateRanks(subject, given)).toEqual(simulateRanks(subject, given));
      }),
      { seed: 2022, numRuns: 30 },
    );
    const ranksWith = (seed: number) =>
      simulateRanks(subjectOf(dti, provinces), { replicates: 50, seed, weights: { kind: 'simplex' } }).ranks;
    expect(ranksWith(1)).not.toEqual(ranksWith(2));
  });

  test('the order of the units does not matter', () => {
    fc.assert(
      fc.property(values, plan, (table, given) => {
        const reversed = Object.fromEntries(Object.entries(table).toReversed());
        const units = Object.keys(table).length;
        const forward = simulateRanks(subjectOf(dti, table), given);
        const backward = simulateRanks(subjectOf(dti, reversed), given);
        for (let unit = 0; unit < units; unit++)
          expect(rankSummary(backward, units - 1 - unit)).toEqual(rankSummary(forward, unit));
      }),
      { seed: 2022, numRuns: 50 },
    );
  });
});

describe('what a simulation refuses before it runs', () => {
  const subject = subjectOf(dti, provinces);
  const faultsOf = (plan: Partial<UncertaintyPlan>, of = subject) => {
    try {
      simulateRanks(of, { replicates: 10, seed: 1, ...plan });
    } catch (error) {
      if (error instanceof AnalysisError)
        return error.faults.map(({ code, message }) => `${code}: ${message}`);
      throw error;
    }
    return [];
  };

  test('nothing that is uncertain, no replicate, a seed of 64 bits', () => {
    expect(faultsOf({})).toEqual(['setting-invalid: neither weights nor choices are uncertain']);
    expect(faultsOf({ replicates: 0, weights: noise })[0]).toContain('are 0; give a whole number');
    expect(faultsOf({ seed: 2 ** 40, weights: noise })[0]).toContain('give a whole number of 32 bits');
  });

  test('weights at a depth where there are none, or none that count', () => {
    expect(faultsOf({ weights: { kind: 'noise', shares: [0.2, 0.2, 0.2] } })[0]).toContain(
      'weights-without-effect: no weight at depth 3 makes a difference',
    );
    expect(faultsOf({ weights: { kind: 'noise', shares: [0] } })).toEqual([
      'weights-without-effect: no weight is to vary',
    ]);
    expect(faultsOf({ weights: { kind: 'noise', shares: [1.5] } })[0]).toContain('between 0 and 1, not 1.5');
    const median = framework(
      branch('dti', [leaf('economy'), leaf('society')], { aggregate: { method: 'median' } }),
    );
    expect(faultsOf({ weights: { kind: 'simplex' } }, subjectOf(median, provinces))[0]).toContain(
      'their method is not weighted',
    );
  });

  test('given weights that are too few, misshapen, negative or all 0', () => {
    const set = (...weights: number[]) => ({ kind: 'given' as const, sets: [Float64Array.from(weights)] });
    expect(faultsOf({ weights: set(1, 1, 1, 1, 1, 1) })[0]).toContain('1 sets of weights do not make 10');
    expect(faultsOf({ replicates: 1, weights: set(1, 1) })[0]).toContain('2 weights for 6 nodes');
    expect(faultsOf({ replicates: 1, weights: set(1, -1, 1, 1, 1, 1) })[0]).toContain('no number from 0 on');
    expect(faultsOf({ replicates: 1, weights: set(0, 0, 1, 1, 1, 1) })[0]).toContain('sum to 0');
  });

  test('alternatives that cannot act, all of them at once', () => {
    const alone = { name: 'weighting', options: [{ name: 'equal' }] };
    const unknown = { name: 'x', options: [{ name: 'a' }, { name: 'b', nodes: ['health'] }] };
    expect(faultsOf({ choices: [alone, unknown] })).toEqual([
      'alternative-invalid: a choice of fewer than two options changes nothing',
      'node-unknown: the framework has no node health',
    ]);
    const idle = {
      name: 'imputation',
      options: [{ name: 'as it is' }, { name: 'mean', impute: { method: 'mean' as const } }],
    };
    expect(faultsOf({ choices: [idle] })).toEqual([
      'alternative-without-effect: "as it is" and "mean" give every unit the same score',
    ]);
  });

  test('combinations that the engine refuses, by name', () => {
    const aggregation = {
      name: 'aggregation',
      options: [
        { name: 'arithmetic' },
        { name: 'geometric', aggregate: { method: 'geometric-mean' as const } },
      ],
    };
    const faults = faultsOf({ choices: [aggregation] });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^alternative-invalid: .*geometric-mean needs scores above 0/);
  });

  test('more combinations than are kept', () => {
    const choices = Array.from({ length: 10 }, (_, place) => ({
      ...normalisations,
      name: `choice ${place}`,
    }));
    expect(faultsOf({ choices })[0]).toContain('combine in 1024 ways');
  });
});

describe('alternatives', () => {
  test('are drawn with equal chance', () => {
    const distribution = simulateRanks(subjectOf(dti, provinces), {
      replicates: 300,
      seed: 7,
      choices: [normalisations],
    });
    expect(distribution).toMatchObject({ planned: 300, replicates: 300, failures: [] });
  });

  test('a replicate that fails is counted and named', () => {
    // Close to the largest double: with a little more weight, the sum of two pillars is no number any more.
    const huge = framework(
      branch('total', [leaf('economy', { weight: 0.6 }), leaf('society', { weight: 0.6 })]),
    );
    const values: Values = {
      'Đà Nẵng': { economy: 1.4e308, society: 1.4e308 },
      Huế: { economy: 1e308, society: 1e308 },
    };
    const distribution = simulateRanks(subjectOf(huge, values), {
      replicates: 100,
      seed: 3,
      weights: { kind: 'noise', shares: [0.2] },
    });
    const failed = distribution.failures.length;
    expect(failed).toBeGreaterThan(10);
    expect(distribution).toMatchObject({ planned: 100, replicates: 100 - failed });
    expect(distribution.failures[0]!.reason).toContain('too large for arithmetic');
    expect(rankSummary(distribution, daNang)).toMatchObject({ ranked: 100 - failed, mean: 1 });
  });

  test('a unit without a rank in some replicates says in how many it has one', () => {
    const values: Values = { ...provinces, 'Cà Mau': { portal: 0.5, services: 0.5, economy: 0.5 } };
    const rule = framework({
      ...dti.root,
      ...{ missing: { rule: 'fail', atLeast: 0 } },
    } as Framework['root']);
    const distribution = simulateRanks(subjectOf(rule, values), {
      replicates: 100,
      seed: 5,
      choices: [
        { name: 'gaps', options: [{ name: 'left' }, { name: 'filled', impute: { method: 'mean' } }] },
      ],
    });
    const { nominal, ranked } = rankSummary(distribution, 5);
    expect(nominal).toBeNull();
    expect(ranked).toBeGreaterThan(30);
    expect(ranked).toBeLessThan(70);
    expect(tiedGroups(distribution).flat()).not.toContain(5);
    expect(duel(distribution, hue, 5)).not.toBeNull();
  });
});
