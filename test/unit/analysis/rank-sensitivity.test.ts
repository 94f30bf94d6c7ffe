import { describe, expect, test } from 'vitest';
import { rankSensitivity } from '../../../domain/analysis/sensitivity/rank-sensitivity.ts';
import type { Subject } from '../../../domain/analysis/subject.ts';
import type { Alternative, Choice } from '../../../domain/analysis/uncertainty/alternatives.ts';
import { rankSummary } from '../../../domain/analysis/uncertainty/rank-distribution.ts';
import { simulateRanks } from '../../../domain/analysis/uncertainty/simulate-ranks.ts';
import {
  asemFramework,
  asemIndicators,
  asemIsAbsent,
  asemMatrix,
  asemNumber,
  readAsem,
} from '../../builders/asem-framework.ts';
import { branch, framework, indicatorsFor, leaf, toMatrix } from '../engine/build-framework.ts';

describe.skipIf(asemIsAbsent)('against COINr on ASEM', () => {
  /** Its three uncertain decisions: normalisation, ± 25 % on all weights, how often an outlier may be moved. */
  const load = () => {
    const columns = asemIndicators().map(({ id }) => id);
    const { codes, ...matrix } = asemMatrix(columns, '13_imputed_i_mean_grp.csv');
    const treat = (atMost: number): Alternative => ({
      name: `at most ${atMost}`,
      treat: {
        when: 'outliers',
        skewness: 2,
        kurtosis: 3.5,
        methods: [
          { method: 'winsorise', atMost },
          { method: 'log', form: 'one-percent' },
        ],
      },
    });
    const subject: Subject = {
      framework: { ...asemFramework(), prepare: { treat: treat(5).treat! } },
      indicators: asemIndicators(),
      columns,
      matrix,
    };
    const choices: Choice[] = [
      {
        name: 'Normalisation',
        options: [
          { name: 'min-max', normalise: { method: 'min-max', low: 1, high: 100 } },
          {
            name: 'z-score',
            normalise: { method: 'z-score', mean: 50, standardDeviation: 10, of: 'sample' },
          },
          { name: 'percentile rank', normalise: { method: 'percentile-rank', ties: 'minimum' } },
        ],
      },
      { name: 'Winmax', options: [1, 2, 3, 4].map(treat) },
    ];
    return {
      subject,
      codes,
      choices,
      treat,
      weights: { kind: 'noise' as const, shares: [0.25, 0.25, 0.25] },
    };
  };

  test('its fifth limit does what the fourth does, which is a fault and not a silent repetition', () => {
    const { subject, choices, treat } = load();
    const [normalisation, winmax] = choices as [Choice, Choice];
    const plan = {
      replicates: 10,
      seed: 1,
      choices: [normalisation, { ...winmax, options: [...winmax.options, treat(5)] }],
    };
    expect(() => simulateRanks(subject, plan)).toThrow(
      'Winmax: "at most 4" and "at most 5" give every unit the same score',
    );
  });

  test('the same ranks under all three, unit by unit', () => {
    const { subject, codes, choices, weights } = load();
    const distribution = simulateRanks(subject, { replicates: 2000, seed: 20240603, choices, weights });
    for (const row of readAsem('51_get_sensitivity_UA500_norm_weights_winmax_rankstats.csv')) {
      const { nominal, mean, low, high } = rankSummary(distribution, codes.indexOf(row['uCode']!));
      expect(nominal).toBe(Number(row['Nominal']));
      expect(Math.abs(mean! - asemNumber(row['Mean'])), row['uCode']).toBeLessThan(0.5);
      expect(Math.abs(low! - asemNumber(row['Q5'])), row['uCode']).toBeLessThanOrEqual(2);
      expect(Math.abs(high! - asemNumber(row['Q95'])), row['uCode']).toBeLessThanOrEqual(2);
    }
  });

  test('what each accounts for lies in its intervals', () => {
    const { subject, choices, weights } = load();
    const { factors, failures } = rankSensitivity(subject, { rows: 512, seed: 20240604, choices, weights });
    expect(failures).toEqual([]);
    for (const row of readAsem('52_sobol_SA_N100.csv')) {
      const { first, total } = factors!.find(
        ({ name }) => name.toLowerCase() === row['Variable']!.toLowerCase(),
      )!;
      expect(first, `${row['Variable']} alone`).toBeGreaterThan(asemNumber(row['Si_q5']));
      expect(first, `${row['Variable']} alone`).toBeLessThan(asemNumber(row['Si_q95']));
      expect(total, `${row['Variable']} in all`).toBeGreaterThan(asemNumber(row['STi_q5']) - 0.05);
      expect(total, `${row['Variable']} in all`).toBeLessThan(asemNumber(row['STi_q95']) + 0.05);
    }
  });
});

describe('a small index', () => {
  const method = framework(
    branch('dti', [
      leaf('government', { weight: 0.4 }),
      leaf('economy', { weight: 0.3 }),
      leaf('society', { weight: 0.3 }),
    ]),
    { ranking: { ties: 'competition', on: 'exact' } },
  );
  const values = {
    'Đà Nẵng': { government: 0.66, economy: 0.91, society: 0.7 },
    Huế: { government: 0.9, economy: 0.6, society: 0.71 },
    'Bắc Ninh': { government: 0.61, economy: 0.7, society: 0.9 },
    'Hà Giang': { government: 0.2, economy: 0.3, society: 0.2 },
  };
  const indicators = indicatorsFor(method);
  const columns = indicators.map(({ id }) => id);
  const subject: Subject = { framework: method, indicators, columns, matrix: toMatrix(values, columns) };
  const aggregation: Choice = {
    name: 'aggregation',
    options: [{ name: 'arithmetic' }, { name: 'harmonic', aggregate: { method: 'harmonic-mean' } }],
  };
  const scaling: Choice = {
    name: 'normalisation',
    options: [{ name: 'none' }, { name: 'min-max', normalise: { method: 'min-max', low: 1, high: 2 } }],
  };
  const weights = { kind: 'simplex' as const };

  test('the rank of a unit that always stands last varies with nothing', () => {
    const plan = { rows: 64, seed: 1, choices: [aggregation], weights, unit: 3 };
    expect(rankSensitivity(subject, plan)).toMatchObject({ factors: null, rows: 64, failedRows: 0 });
  });

  test('the rank of a unit of uneven strengths is a matter of weights', () => {
    const plan = { rows: 256, seed: 1, choices: [aggregation, scaling], weights, unit: 0 };
    const { factors } = rankSensitivity(subject, plan);
    expect(factors!.map(({ name }) => name)).toEqual(['aggregation', 'normalisation', 'weights']);
    const [how, scale, what] = factors!;
    expect(what!.first).toBeGreaterThan(0.7);
    expect(what!.total).toBeGreaterThan(how!.total + scale!.total);
    expect(rankSensitivity(subject, plan)).toEqual({ factors, rows: 256, failedRows: 0, failures: [] });
  });

  test('given sets of weights are a factor too', () => {
    const sets = [1, 2, 3, 4].map((government) => Float64Array.of(government, 1, 1, 1));
    const plan = { rows: 64, seed: 1, choices: [aggregation], weights: { kind: 'given' as const, sets } };
    expect(rankSensitivity(subject, plan).factors).toHaveLength(2);
  });

  test('one factor cannot be told apart, and a unit that is not there has no rank', () => {
    expect(() => rankSensitivity(subject, { rows: 8, seed: 1, choices: [], weights })).toThrow(
      'give two or more',
    );
    expect(() =>
      rankSensitivity(subject, { rows: 8, seed: 1, choices: [aggregation], weights, unit: 9 }),
    ).toThrow('no unit at place 9');
    expect(() =>
      rankSensitivity(subject, { rows: 8, seed: 1, choices: [aggregation], weights, weightSets: 1 }),
    ).toThrow('1 sets of weights cannot vary');
  });

  test('a ranking that fails leaves its row out, and is named', () => {
    const withGap = toMatrix(
      { ...values, 'Đà Nẵng': { government: 0, economy: 0.91, society: 0.7 } },
      columns,
    );
    const geometric: Choice = {
      name: 'aggregation',
      options: [{ name: 'arithmetic' }, { name: 'geometric', aggregate: { method: 'geometric-mean' } }],
    };
    const { failures, failedRows, rows } = rankSensitivity(
      { ...subject, matrix: withGap },
      { rows: 64, seed: 1, choices: [geometric], weights, unit: 0 },
    );
    expect(rows + failedRows).toBe(64);
    expect(failures.length).toBeGreaterThan(0);
    expect(failures[0]).toMatchObject({ options: ['geometric'], reason: 'no unit has a rank to compare' });
  });
});
