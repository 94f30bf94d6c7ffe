import { describe, expect, test } from 'vitest';
import { compareRanks } from '../../../domain/analysis/statistics/compare-ranks.ts';
import { effectiveWeights } from '../../../domain/analysis/statistics/effective-weights.ts';
import { leaveOneOut } from '../../../domain/analysis/statistics/leave-one-out.ts';
import { strengthsAndWeaknesses } from '../../../domain/analysis/statistics/strengths-and-weaknesses.ts';
import { compileFramework } from '../../../domain/engine/compile-framework.ts';
import {
  asemFramework,
  asemIndicators,
  asemIsAbsent,
  asemMatrix,
  asemNumber,
  readAsem,
} from '../../builders/asem-framework.ts';
import { branch, framework, indicatorsFor, leaf, toMatrix } from '../engine/build-framework.ts';
import { expectNear } from './near.ts';

describe.skipIf(asemIsAbsent)('against COINr on ASEM', () => {
  const load = () => {
    const method = asemFramework();
    const indicators = asemIndicators();
    const model = compileFramework(method, indicators);
    const { codes, ...matrix } = asemMatrix(model.indicators);
    return { framework: method, indicators, model, columns: model.indicators, matrix, codes };
  };

  test('effective weights of all 60 nodes', () => {
    const { model } = load();
    const shares = effectiveWeights(model);
    const rows = readAsem('41_eff_weights.csv');
    expect(rows).toHaveLength(60);
    for (const { iCode, EffWeight } of rows) {
      const place = model.nodes.findIndex(({ code }) => code === iCode);
      expectNear(shares[place], asemNumber(EffWeight), iCode);
    }
  });

  test.each(['AUT', 'CHN', 'VNM'])('strengths of %s', (unit) => {
    const { model, indicators } = load();
    const matrix = asemMatrix(model.indicators, '10_raw.csv');
    const { strengths } = strengthsAndWeaknesses(
      model,
      { indicators, matrix },
      matrix.codes.indexOf(unit),
      model.nodes.length,
    );
    // COINr lists indicators of one rank in an order of its own.
    const order = readAsem('41_eff_weights.csv').map(({ iCode }) => iCode!);
    strengths.sort((a, b) => a.rank - b.rank || order.indexOf(a.node) - order.indexOf(b.node));
    for (const [place, row] of readAsem(`45_strengths_${unit}.csv`).entries()) {
      const { node, parent, rank, value } = strengths[place]!;
      expect([node, parent, rank]).toEqual([row['Code'], row['Pillar'], Number(row['Rank'])]);
      expect(Number(value.toPrecision(3))).toBe(Number(row['Value']));
    }
  });

  test.each([
    'AUT',
    'CHN',
    'VNM',
  ])('weaknesses of %s, and those that COINr drops: where nobody is worse', (unit) => {
    const { model, indicators } = load();
    const matrix = asemMatrix(model.indicators, '10_raw.csv');
    const { weaknesses } = strengthsAndWeaknesses(
      model,
      { indicators, matrix },
      matrix.codes.indexOf(unit),
      10,
    );
    const nobodyIsWorse = new Set(['AUT Ship', 'CHN FreePress', 'VNM Cov4G', 'VNM ForPort']);
    const ranks = weaknesses
      .filter(({ node }) => !nobodyIsWorse.has(`${unit} ${node}`))
      .map(({ rank }) => rank);
    const expected = readAsem(`45_weaknesses_${unit}.csv`);
    expect(ranks.slice(-5)).toEqual(expected.map(({ Rank }) => Number(Rank)));
    const dropped = weaknesses.slice(-5).filter(({ node }) => nobodyIsWorse.has(`${unit} ${node}`));
    expect(dropped.length).toBeGreaterThan(0);
  });

  test('scores and ranks without each pillar', () => {
    const subject = load();
    const shifts = readAsem('47_remove_pillars_mean_abs_rank_shift.csv').slice(1);
    const left = leaveOneOut(
      subject,
      shifts.map(({ iCode }) => iCode!),
    );
    for (const { uCode, ...scores } of readAsem('47_remove_pillars_scores.csv'))
      for (const { node, scores: found } of left)
        expectNear(found[subject.codes.indexOf(uCode!)], asemNumber(scores[node]), `${uCode} ${node}`);
    for (const { uCode, ...ranks } of readAsem('47_remove_pillars_ranks.csv'))
      for (const { node, ranks: found } of left)
        expect(found[subject.codes.indexOf(uCode!)]).toBe(Number(ranks[node]));
    for (const { iCode, MeanAbsDiff } of shifts)
      expectNear(left.find(({ node }) => node === iCode)!.meanAbsoluteShift, asemNumber(MeanAbsDiff), iCode);
  });

  test('the arithmetic against the geometric mean', () => {
    const rows = readAsem('46_compare_amean_vs_gmean.csv');
    const comparison = compareRanks(
      rows.map((row) => Number(row['coin.1'])),
      rows.map((row) => Number(row['coin.2'])),
    );
    expect(comparison.gains).toEqual(rows.map(({ Diff }) => Number(Diff)));
    const shifts = comparison.order.map((unit) => Math.abs(comparison.gains[unit]!));
    expect(shifts).toEqual(rows.map((row) => Number(row['Abs.diff'])));
    expect(comparison.largestShift).toBe(18);
  });
});

describe('a small index', () => {
  const method = framework(
    branch('total', [
      branch('government', [leaf('portal'), leaf('services')], { weight: 3 }),
      leaf('society', { weight: 1 }),
    ]),
  );
  const values = {
    'Đà Nẵng': { portal: 0.9, services: 0.8, society: 0.7 },
    Huế: { portal: 0.9, services: 0.6, society: 0.8 },
    'Quảng Nam': { portal: 0.1, services: 0.6, society: 0.2 },
  };
  const indicators = indicatorsFor(method);
  const model = compileFramework(method, indicators);
  const matrix = toMatrix(values, model.indicators);

  test('a leaf of a pillar that weighs three quarters weighs three eighths', () => {
    expect(
      Object.fromEntries(model.nodes.map(({ code }, place) => [code, effectiveWeights(model)[place]])),
    ).toEqual({ portal: 0.375, services: 0.375, government: 0.75, society: 0.25, total: 1 });
  });

  test('what all but one lead is a strength, and what two lag in is none', () => {
    const { strengths, weaknesses } = strengthsAndWeaknesses(model, { indicators, matrix }, 1);
    expect(strengths.map(({ node, rank, of }) => [node, rank, of])).toEqual([
      ['portal', 1, 3],
      ['society', 1, 3],
    ]);
    expect(weaknesses.map(({ node, rank }) => [node, rank])).toEqual([['services', 2]]);
  });

  test('a unit that is not there is a fault', () => {
    expect(() => strengthsAndWeaknesses(model, { indicators, matrix }, 3)).toThrow('no unit at place 3');
  });

  test('without its only child a branch goes too, and the total cannot', () => {
    const nested = framework(branch('total', [branch('government', [leaf('portal')]), leaf('society')]));
    const columns = ['society', 'portal'];
    const two = {
      framework: nested,
      indicators: indicatorsFor(nested),
      columns,
      matrix: toMatrix(values, columns),
    };
    const [without] = leaveOneOut(two, ['portal']);
    expect(Array.from(without!.scores)).toEqual([0.7, 0.8, 0.2]);
    expect(Array.from(without!.ranks)).toEqual([2, 1, 3]);
    expect(() => leaveOneOut(two, ['total', 'index'])).toThrow(
      'total: is no node below the total, so it cannot be left out; index: is no node below the total',
    );
  });

  test('a unit without a rank in one of two rankings does not count as moved', () => {
    expect(compareRanks([1, 2, 0], [2, 1, 3])).toMatchObject({
      gains: [-1, 1, null],
      meanAbsoluteShift: 1,
      unmatched: 1,
      kendall: -1,
    });
  });
});
