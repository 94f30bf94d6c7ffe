import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { totalRanks } from '../../../domain/analysis/ranks-at.ts';
import { reachableRanks } from '../../../domain/analysis/reach/reachable-ranks.ts';
import { compute, type Subject } from '../../../domain/analysis/subject.ts';
import { evaluate } from '../../../domain/engine/evaluate.ts';
import type { Framework } from '../../../domain/methodology/definitions.ts';
import { asemFramework, asemIndicators, asemIsAbsent, asemMatrix } from '../../builders/asem-framework.ts';
import { branch, framework, leaf, type Values } from '../engine/build-framework.ts';
import { dti2020, provinces2020, subjectOf } from './subject-of.ts';

const dti: Framework = { ...dti2020, ranking: { ties: 'competition', on: 'exact' } };
const reach = (subject: Subject, unit: number, depth?: number) =>
  reachableRanks(subject, compute(subject), unit, depth);

/** The rank that given weights give. */
const rankUnder = (subject: Subject, weights: Float64Array, unit: number) => {
  const { model, matrix } = compute(subject);
  return totalRanks(model, evaluate(model, matrix, undefined, weights))[unit]!;
};

const [daNang, hue, bacNinh, kienGiang] = [0, 1, 2, 8] as const;

describe('over all weights of the three components of DTI 2020', () => {
  const subject = subjectOf(dti, provinces2020);

  test('Đà Nẵng leads, and Huế stands anywhere from second to last', () => {
    expect(reach(subject, daNang)).toMatchObject({
      best: { rank: 1, proven: true },
      worst: { rank: 1, proven: true },
    });
    expect(reach(subject, hue)).toMatchObject({
      best: { rank: 2, proven: true },
      worst: { rank: 9, proven: true },
    });
    expect(reach(subject, bacNinh)).toMatchObject({ best: { rank: 2 }, worst: { rank: 5 } });
    expect(reach(subject, kienGiang)).toMatchObject({ best: { rank: 6 }, worst: { rank: 9 } });
  });

  test('the weights that it names give the rank', () => {
    for (const unit of subject.matrix.ids!.keys()) {
      const { best, worst } = reach(subject, unit);
      expect(rankUnder(subject, best.weights, unit)).toBe(best.rank);
      expect(rankUnder(subject, worst.weights, unit)).toBe(worst.rank);
      const parts = best.weights.subarray(0, 3);
      expect(parts.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
    }
  });
});

describe('elsewhere', () => {
  test('at one depth, the others as they are', () => {
    const nested = framework(
      branch('dti', [
        branch('government', [leaf('portal', { weight: 1 }), leaf('services', { weight: 1 })], {
          weight: 0.4,
        }),
        leaf('economy', { weight: 0.6 }),
      ]),
      { ranking: dti.ranking },
    );
    const values: Values = {
      'Đà Nẵng': { portal: 0.9, services: 0.1, economy: 0.5 },
      Huế: { portal: 0.4, services: 0.4, economy: 0.6 },
      'Hà Giang': { portal: 0.1, services: 0.9, economy: 0.2 },
    };
    const both = subjectOf(nested, values);
    // By economy alone Huế leads; by portal or services alone it is behind one and before the other.
    expect(reach(both, 1)).toMatchObject({ best: { rank: 1 }, worst: { rank: 3 } });
    expect(reach(both, 1, 2)).toMatchObject({ best: { rank: 1 }, worst: { rank: 2 } });
    const { worst } = reach(both, 1, 2);
    expect(rankUnder(both, worst.weights, 1)).toBe(2);
  });

  test('a unit equal to all stands first with them, whatever counts', () => {
    const same = Object.fromEntries(['Đà Nẵng', 'Huế'].map((name) => [name, provinces2020['Đà Nẵng']!]));
    expect(reach(subjectOf(dti, same), 1)).toMatchObject({
      best: { rank: 1, proven: true },
      worst: { rank: 1, proven: true },
    });
  });
});

describe('is refused', () => {
  test('where a method is not linear in its weights, or a unit lacks a part', () => {
    const median = framework(
      branch('dti', [leaf('government'), leaf('economy')], { aggregate: { method: 'median' } }),
    );
    expect(() => reach(subjectOf(median, provinces2020), 0)).toThrow(
      'dti: a median is not linear in its weights',
    );
    const lenient = framework({
      ...dti.root,
      missing: { rule: 'renormalise', atLeast: 0 },
    } as Framework['root']);
    const gap: Values = { ...provinces2020, 'Cà Mau': { government: 0.5 } };
    expect(() => reach(subjectOf(lenient, gap), 0)).toThrow('some units lack a part here');
    expect(reach(subjectOf(dti, gap), daNang).worst.rank).toBe(1);
    expect(() => reach(subjectOf(dti, gap), 9)).toThrow('the unit at place 9 has no score');
  });

  test('at a depth without siblings', () => {
    expect(() => reach(subjectOf(dti, provinces2020), 0, 2)).toThrow(
      'depth: is 2, where no node has a sibling',
    );
  });
});

describe('against trying', () => {
  const cell = fc.integer({ min: 0, max: 12 });
  const row = fc.record({ government: cell, economy: cell, society: cell });

  /** With three parts, ranks change only where two units cross: between any two crossings one point suffices. */
  const byTrying = (subject: Subject, unit: number) => {
    const { model, matrix } = compute(subject);
    const evaluation = compute(subject).evaluation;
    let [best, worst] = [Number.POSITIVE_INFINITY, 0];
    const steps = 60;
    for (let first = 0; first <= steps; first++)
      for (let second = 0; first + second <= steps; second++) {
        const weights = Float64Array.of(first, second, steps - first - second, 1);
        const rank = totalRanks(model, evaluate(model, matrix, evaluation, weights))[unit]!;
        best = Math.min(best, rank);
        worst = Math.max(worst, rank);
      }
    return { best, worst };
  };

  test('no weights on a grid give a more extreme rank, and those named give this one', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 3, maxLength: 8 }), (rows) => {
        const subject = subjectOf(
          dti,
          Object.fromEntries(rows.map((cells, place) => [`unit ${place}`, cells])),
        );
        const { best, worst } = reach(subject, 0);
        const tried = byTrying(subject, 0);
        expect(best.rank).toBeLessThanOrEqual(tried.best);
        expect(worst.rank).toBeGreaterThanOrEqual(tried.worst);
        expect(rankUnder(subject, worst.weights, 0)).toBeGreaterThanOrEqual(worst.rank);
        expect(best.proven && worst.proven).toBe(true);
      }),
      { seed: 2022, numRuns: 60 },
    );
  });

  test('with two parts, what every crossing of two units gives', () => {
    const two = framework(branch('dti', [leaf('government'), leaf('economy')]), { ranking: dti.ranking });
    const pair = fc.record({ government: cell, economy: cell });
    fc.assert(
      fc.property(fc.array(pair, { minLength: 2, maxLength: 9 }), (rows) => {
        const subject = subjectOf(
          two,
          Object.fromEntries(rows.map((cells, place) => [`unit ${place}`, cells])),
        );
        const leads = rows
          .slice(1)
          .map(
            (other) => [other.government - rows[0]!.government, other.economy - rows[0]!.economy] as const,
          );
        const crossings = leads.flatMap(([x, y]) => (x * y < 0 ? [y / (y - x)] : []));
        const sorted = [0, ...crossings.toSorted((a, b) => a - b), 1];
        const between = sorted.slice(1).map((share, place) => (share + sorted[place]!) / 2);
        const counts = [...sorted, ...between].map(
          (share) => leads.filter(([x, y]) => share * x + (1 - share) * y > 1e-9).length,
        );
        const { best, worst } = reach(subject, 0);
        expect(best.rank).toBe(1 + Math.min(...counts));
        expect(worst.rank).toBe(1 + Math.max(...counts));
      }),
      { seed: 2022, numRuns: 200 },
    );
  });
});

describe.skipIf(asemIsAbsent)('51 countries of ASEM', () => {
  test('the nominal rank lies between the best and the worst of every one, at both depths of its pillars', () => {
    const indicators = asemIndicators();
    const columns = indicators.map(({ id }) => id);
    const method = asemFramework();
    const subject: Subject = { framework: method, indicators, columns, matrix: asemMatrix(columns) };
    const computed = compute(subject);
    const nominal = totalRanks(computed.model, computed.evaluation);
    for (let unit = 0; unit < 51; unit += 10)
      for (const depth of [1, 2]) {
        const { best, worst } = reachableRanks({ framework: method }, computed, unit, depth);
        expect(best.proven && worst.proven).toBe(true);
        expect(best.rank).toBeLessThanOrEqual(nominal[unit]!);
        expect(worst.rank).toBeGreaterThanOrEqual(nominal[unit]!);
        expect(best.rank).toBeLessThan(worst.rank);
      }
  });
});
