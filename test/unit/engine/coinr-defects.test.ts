import { describe, expect, test } from 'vitest';
import { simulateRanks } from '../../../domain/analysis/uncertainty/simulate-ranks.ts';
import type { Aggregation, MissingRule } from '../../../domain/methodology/definitions.ts';
import { subjectOf } from '../analysis/subject-of.ts';
import { branch, column, framework, leaf, score, type Values } from './build-framework.ts';
import { preparedLeaf, run } from './prepare-example.ts';

/**
 * What COINr 1.1.14 gets wrong, one test each, with what is right. Found by running it; where the same is held against
 * all of its ASEM example, that is in the golden tests.
 */
const renormalise: MissingRule = { rule: 'renormalise', atLeast: 0 };
const index = (aggregate: Aggregation, missing = renormalise) =>
  framework(branch('total', [leaf('network'), leaf('devices'), leaf('skills')], { aggregate, missing }), {
    ranking: { ties: 'competition', on: 'exact', percentiles: false },
  });
const cities: Values = {
  'Đà Nẵng': { network: 9, devices: 8, skills: 7 },
  Huế: { network: 5, devices: 9 },
  'Cần Thơ': { network: 7, skills: 8 },
  'Hà Nội': { devices: 4, skills: 9 },
};
const reversed: Values = Object.fromEntries(Object.entries(cities).reverse());

test('Copeland stops in Aggregate, and with missing cells depends on the order of rows: it is a method like any other, and does not', () => {
  const there = score(index({ method: 'copeland' }), cities)['total']!;
  const back = score(index({ method: 'copeland' }), reversed)['total']!;
  expect(column(there, 'rank').every((rank) => rank > 0)).toBe(true);
  for (const city of Object.keys(cities)) expect(back[city]).toEqual(there[city]);
});

test('log_GII returns its input: the logarithm is taken', () => {
  const method = framework(
    branch('total', [
      preparedLeaf('network', {
        treat: { when: 'always', skewness: 0, kurtosis: -9, methods: [{ method: 'log', form: 'gii' }] },
      }),
    ]),
  );
  const { values } = run(method, {
    Huế: { network: 1 },
    'Đà Nẵng': { network: 10 },
    'Hà Nội': { network: 1000 },
  });
  expect(values['network']![0]).toBe(0);
  expect(values['network']![2]).toBeCloseTo(Math.log(1000), 12);
});

test('the generalised mean is NA when any part is: the others carry its weight', () => {
  const { Huế } = score(index({ method: 'generalised-mean', power: 2 }), cities)['total']!;
  expect(Huế!.exact).toBeCloseTo(Math.sqrt((25 + 81) / 2), 12);
});

test('fraction of the maximum puts the worst first where lower is better: the least waiting time leads', () => {
  const waiting = leaf('waiting', { normalise: { method: 'fraction-of-maximum', high: 1 } });
  const hours = { Huế: { waiting: 2 }, 'Đà Nẵng': { waiting: 1 }, 'Cần Thơ': { waiting: 4 } };
  const { total } = score(framework(branch('total', [waiting])), hours, { lowerIsBetter: ['waiting'] });
  expect(column(total!, 'exact')).toEqual([0.5, 1, 0.25]);
  expect(column(total!, 'rank')).toEqual([2, 1, 3]);
});

test('a constant indicator becomes NaN without a word: it has no score and says why', () => {
  const scaled = leaf('network', { normalise: { method: 'min-max', low: 0, high: 1 } });
  const { network } = score(framework(branch('total', [scaled])), {
    Huế: { network: 3 },
    'Đà Nẵng': { network: 3 },
  });
  expect(column(network!, 'score')).toEqual([null, null]);
  expect(network!['Huế']!.reason).toContain('all units have the same value');
});

test('the threshold is passed over where a method takes the whole table: it holds for every method', () => {
  const gaps: Values = { ...cities, 'Hà Nội': { skills: 9 } };
  for (const method of ['arithmetic-mean', 'geometric-mean', 'median', 'copeland'] as const) {
    const { total } = score(index({ method }, { rule: 'renormalise', atLeast: 0.6 }), gaps);
    expect(column(total!, 'rank').map((rank) => rank > 0)).toEqual([true, true, true, false]);
    expect(total!['Hà Nội']!.reason).toBe('1 of 3 indicators, rule needs 60 %');
  }
});

test('0.1 + 0.2 stands above 0.3: they tie', () => {
  const method = framework(
    branch('total', [leaf('network'), leaf('devices')], { aggregate: { method: 'sum' } }),
    {
      ranking: { ties: 'competition', on: 'exact', percentiles: false },
    },
  );
  const { total } = score(method, {
    Huế: { network: 0.1, devices: 0.2 },
    'Đà Nẵng': { network: 0.3, devices: 0 },
    'Cần Thơ': { network: 0.2, devices: 0 },
  });
  expect(column(total!, 'rank')).toEqual([1, 1, 3]);
});

test('the harmonic mean of 2, 2 and -1 comes out as 0: it is not defined, and says so', () => {
  const { total } = score(index({ method: 'harmonic-mean' }), {
    Huế: { network: 2, devices: 2, skills: -1 },
  });
  expect(total!['Huế']).toMatchObject({ score: null, rank: 0 });
  expect(total!['Huế']!.reason).toContain('above 0');
});

test('replicates that fail are dropped in silence: each is counted and named', () => {
  const huge = framework(
    branch('total', [leaf('network', { weight: 0.6 }), leaf('skills', { weight: 0.6 })]),
  );
  const values = { Huế: { network: 1.4e308, skills: 1.4e308 }, 'Đà Nẵng': { network: 1e308, skills: 1e308 } };
  const plan = { replicates: 100, seed: 3, weights: { kind: 'noise', shares: [0.2] } } as const;
  const { planned, replicates, failures } = simulateRanks(subjectOf(huge, values), plan);
  expect(failures.length).toBeGreaterThan(0);
  expect(replicates + failures.length).toBe(planned);
  expect(failures[0]!.reason).toContain('too large for arithmetic');
});

describe('weights of principal components keep whatever sign the algebra returns', () => {
  const parts = (order: readonly string[]) =>
    framework(
      branch(
        'total',
        order.map((code) => leaf(code)),
        { weights: { method: 'principal-component', acceptNegative: false } },
      ),
    );
  const values: Values = {
    Huế: { network: 1, devices: 2, skills: 2 },
    'Đà Nẵng': { network: 4, devices: 5, skills: 4 },
    'Cần Thơ': { network: 2, devices: 2, skills: 3 },
    'Hà Nội': { network: 5, devices: 4, skills: 6 },
  };
  test.each([
    [['network', 'devices', 'skills']],
    [['skills', 'network', 'devices']],
  ])('of %j they sum to 1 and are all positive: a better part never lowers the total', (order) => {
    const { nodes } = run(parts(order), values);
    const weights = nodes['total']!.weights!.children.map(({ weight }) => weight);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
    expect(weights.every((weight) => weight > 0)).toBe(true);
  });
});
