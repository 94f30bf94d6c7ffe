import { describe, expect, test } from 'vitest';
import { compute, type Subject } from '../../../domain/analysis/subject.ts';
import { rankSummary, ranksOf } from '../../../domain/analysis/uncertainty/rank-distribution.ts';
import { simulateRanks } from '../../../domain/analysis/uncertainty/simulate-ranks.ts';
import { evaluate } from '../../../domain/engine/evaluate.ts';
import {
  asemFramework,
  asemIndicators,
  asemIsAbsent,
  asemMatrix,
  asemNumber,
  readAsem,
} from '../../builders/asem-framework.ts';
import { expectNear } from './near.ts';

const load = () => {
  const subject = {
    framework: asemFramework(),
    indicators: asemIndicators(),
    columns: asemIndicators().map(({ id }) => id),
  };
  const { codes, ...matrix } = asemMatrix(subject.columns);
  const whole: Subject = { ...subject, matrix };
  return { subject: whole, codes, model: compute(whole).model };
};

describe.skipIf(asemIsAbsent)('against COINr on ASEM', () => {
  const weightSets = () => {
    const { model } = load();
    const rows = new Map(readAsem('50_ua_weights_500.csv').map((row) => [row['iCode']!, row]));
    return Array.from({ length: 500 }, (_, set) =>
      Float64Array.from(model.nodes, ({ code }) => asemNumber(rows.get(code)![`w_${set + 1}`])),
    );
  };

  test('500 given sets of weights give every replicate’s scores', () => {
    const { subject, codes } = load();
    const { model, matrix } = compute(subject);
    const rows = readAsem('50_ua_replay_scores.csv');
    let worst = 0;
    for (const [set, weights] of weightSets().entries()) {
      const total = evaluate(model, matrix, undefined, weights).scores[model.displayOrder[0]!]!;
      for (const row of rows) {
        const expected = asemNumber(row[`r_${set + 1}`]);
        worst = Math.max(worst, Math.abs(total[codes.indexOf(row['uCode']!)]! / expected - 1));
      }
    }
    expect(worst).toBeLessThanOrEqual(1e-12);
  });

  test('and every rank, and their means and percentiles', () => {
    const { subject, codes } = load();
    const distribution = simulateRanks(subject, {
      replicates: 500,
      seed: 1,
      weights: { kind: 'given', sets: weightSets() },
    });
    expect(distribution.failures).toEqual([]);
    for (const { uCode, ...ranks } of readAsem('50_ua_replay_ranks.csv'))
      expect(Array.from(ranksOf(distribution, codes.indexOf(uCode!)))).toEqual(
        Object.values(ranks).map(Number),
      );
    for (const row of readAsem('50_ua_replay_rankstats.csv')) {
      const summary = rankSummary(distribution, codes.indexOf(row['uCode']!));
      expect(summary.nominal).toBe(Number(row['Nominal']));
      expectNear(summary.mean, asemNumber(row['Mean']), row['uCode']);
      expectNear(summary.median, asemNumber(row['Median']), row['uCode']);
      expectNear(summary.low, asemNumber(row['Q5']), row['uCode']);
      expectNear(summary.high, asemNumber(row['Q95']), row['uCode']);
    }
  });

  test('weights drawn here spread ranks as those drawn there', () => {
    const { subject, codes } = load();
    const distribution = simulateRanks(subject, {
      replicates: 2000,
      seed: 20240602,
      weights: { kind: 'noise', shares: [0.25, 0.25, 0.25] },
    });
    for (const row of readAsem('51_get_sensitivity_UA500_weights_rankstats.csv')) {
      const { mean, low, high } = rankSummary(distribution, codes.indexOf(row['uCode']!));
      expect(Math.abs(mean! - asemNumber(row['Mean'])), row['uCode']).toBeLessThan(0.35);
      expect(Math.abs(low! - asemNumber(row['Q5'])), row['uCode']).toBeLessThanOrEqual(1);
      expect(Math.abs(high! - asemNumber(row['Q95'])), row['uCode']).toBeLessThanOrEqual(1.5);
    }
  });
});
