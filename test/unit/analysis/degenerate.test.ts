import { describe, expect, test } from 'vitest';
import { explainUnit } from '../../../domain/analysis/explain/explain-unit.ts';
import { seekGoal } from '../../../domain/analysis/goal/seek-goal.ts';
import { reachableRanks } from '../../../domain/analysis/reach/reachable-ranks.ts';
import { rankSensitivity } from '../../../domain/analysis/sensitivity/rank-sensitivity.ts';
import { correlation } from '../../../domain/analysis/statistics/correlation.ts';
import { effectiveWeights } from '../../../domain/analysis/statistics/effective-weights.ts';
import { indicatorStatistics } from '../../../domain/analysis/statistics/indicator-statistics.ts';
import { leaveOneOut } from '../../../domain/analysis/statistics/leave-one-out.ts';
import { compute } from '../../../domain/analysis/subject.ts';
import {
  probabilityOfTop,
  rankAcceptability,
  rankSummary,
} from '../../../domain/analysis/uncertainty/rank-distribution.ts';
import { simulateRanks } from '../../../domain/analysis/uncertainty/simulate-ranks.ts';
import { tiedGroups } from '../../../domain/analysis/uncertainty/tied-groups.ts';
import { branch, framework, leaf, type Values } from '../engine/build-framework.ts';
import { subjectOf } from './subject-of.ts';

const method = framework(branch('dti', [leaf('government'), leaf('economy')]));
const makeSubject = (values: Values) => subjectOf(method, values);
const weights = { kind: 'simplex' as const };
const aggregation = {
  name: 'aggregation',
  options: [{ name: 'mean' }, { name: 'minimum', aggregate: { method: 'minimum' as const } }],
};

describe('one unit', () => {
  const subject = makeSubject({ 'Đà Nẵng': { government: 0.8, economy: 0.6 } });

  test('stands first whatever is tried', () => {
    const distribution = simulateRanks(subject, { replicates: 10, seed: 1, weights });
    expect(rankSummary(distribution, 0)).toMatchObject({ nominal: 1, mean: 1, low: 1, high: 1 });
    expect(Array.from(rankAcceptability(distribution))).toEqual([1]);
    expect(tiedGroups(distribution)).toEqual([[0]]);
    expect(reachableRanks(subject, compute(subject), 0)).toMatchObject({
      best: { rank: 1 },
      worst: { rank: 1 },
    });
    expect(leaveOneOut(subject, ['economy'])[0]).toMatchObject({ meanAbsoluteShift: 0, spearman: null });
    const { factors } = rankSensitivity(subject, { rows: 8, seed: 1, choices: [aggregation], weights });
    expect(factors).toBeNull();
    expect(() => seekGoal(subject, { unit: 0, indicators: ['economy'], places: 1 })).toThrow(
      'can rise 1 to 0',
    );
  });
});

describe('no value at all', () => {
  const subject = makeSubject({ 'Đà Nẵng': {}, Huế: {} });

  test('gives no rank, no probability and no NaN', () => {
    const distribution = simulateRanks(subject, { replicates: 10, seed: 1, weights });
    expect(distribution).toMatchObject({ replicates: 10, failures: [] });
    expect(rankSummary(distribution, 0)).toMatchObject({ nominal: null, mean: null, low: null, ranked: 0 });
    expect(Array.from(rankAcceptability(distribution))).toEqual([0, 0, 0, 0]);
    expect(probabilityOfTop(distribution, 0, 1)).toBe(0);
    expect(tiedGroups(distribution)).toEqual([]);
    expect(explainUnit(subject, compute(subject), 0)).toMatchObject({
      score: null,
      reason: { en: 'no data' },
    });
    expect(() => reachableRanks(subject, compute(subject), 0)).toThrow('has no score');
    expect(() => simulateRanks(subject, { replicates: 5, seed: 1, choices: [aggregation] })).toThrow(
      'give every unit the same score',
    );
  });
});

describe('values that are no numbers to compute with', () => {
  test.each([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('%s is a fault by name', (value) => {
    const subject = makeSubject({
      'Đà Nẵng': { government: value, economy: 0.5 },
      Huế: { government: 1, economy: 1 },
    });
    expect(() => compute(subject)).toThrow('too large for arithmetic');
    expect(() => indicatorStatistics(Float64Array.of(value))).toThrow('too large');
    expect(() => indicatorStatistics(Float64Array.of(1, value))).toThrow('too large');
    const pair = [Float64Array.of(1, 2, value), Float64Array.of(1, 2, 3)] as const;
    expect(correlation(...pair, 'pearson').coefficient).toBeNull();
  });

  test('-0 is 0', () => {
    const column = Float64Array.of(-0, 0, 1);
    expect(indicatorStatistics(column)).toMatchObject({ unique: 2, mostFrequent: 2, nonZero: 1 });
    expect(correlation(column, Float64Array.of(3, 3, 1), 'kendall').coefficient).toBe(-1);
  });
});

test('siblings that all weigh nothing have no share', () => {
  const { model } = compute(makeSubject({ 'Đà Nẵng': { government: 0.8, economy: 0.6 } }));
  expect(Array.from(effectiveWeights(model, new Float64Array(3)))).toEqual([0, 0, 1]);
});
