import { describe, expect, test } from 'vitest';
import { ranksAt } from '../../../domain/analysis/ranks-at.ts';
import { compute } from '../../../domain/analysis/subject.ts';
import { rankSummary } from '../../../domain/analysis/uncertainty/rank-distribution.ts';
import { simulateRanks } from '../../../domain/analysis/uncertainty/simulate-ranks.ts';
import { usualPlan } from '../../../domain/analysis/uncertainty/usual-plan.ts';
import { branch, framework, leaf, type Values } from '../engine/build-framework.ts';
import { dti2020, provinces2020, subjectOf } from './subject-of.ts';

const renormalise = { missing: { rule: 'renormalise', atLeast: 0 } } as const;
const method = framework(
  branch(
    'total',
    [
      branch('pillar', [leaf('a', { weight: 2 }), leaf('b')], renormalise),
      branch('other', [leaf('c'), leaf('d')], renormalise),
    ],
    renormalise,
  ),
);
const values: Values = {
  first: { a: 0.9, b: 0.3, c: 0.1, d: 0.1 },
  second: { a: 0.5, b: 0.8, c: 0.6 },
  third: { a: 0.4, b: 0.5, c: 0.2, d: 0.9 },
  fourth: { a: 0.2, b: 0.6, c: 0.5, d: 0.1 },
  empty: {},
};
const subject = subjectOf(method, values);
const optionsOf = (name: string, plan = usualPlan(subject)) =>
  plan.choices.find((choice) => choice.name === name)?.options.map((option) => option.name);

describe('gaps of ranked units are uncertain', () => {
  test('their estimates are varied, and a unit without a value gets no rank by them', () => {
    const plan = usualPlan(subject);
    expect(optionsOf('imputation')).toEqual(['as declared', 'median', 'sibling-mean']);
    expect(plan.leftOut).toEqual([]);
    const found = simulateRanks(subject, { ...plan, replicates: 60, seed: 1 });
    expect(found.failures).toEqual([]);
    expect([0, 1, 2, 3, 4].map((unit) => rankSummary(found, unit).ranked)).toEqual([60, 60, 60, 60, 0]);
  });

  test('not where nothing is missing, which is said when it was asked for', () => {
    expect(optionsOf('imputation', usualPlan(subjectOf(dti2020, provinces2020)))).toBeUndefined();
    const { leftOut } = usualPlan(subjectOf(dti2020, provinces2020), { vary: ['weights', 'imputation'] });
    expect(leftOut).toEqual([
      {
        code: 'alternative-without-effect',
        where: 'imputation',
        message: 'no ranked unit lacks a value',
      },
    ]);
  });

  test('an estimate that would rank a unit that the method does not is left out and named', () => {
    const strict = framework(branch('total', [leaf('a'), leaf('b')]));
    const gap = { first: { a: 1, b: 2 }, second: { a: 2, b: 1 }, third: { a: 3 } };
    const lenient = framework(
      branch('total', [branch('known', [leaf('a'), leaf('b')], renormalise), leaf('c')]),
    );
    const mixed = {
      first: { a: 1, b: 2, c: 1 },
      second: { a: 2, c: 2 },
      third: { a: 3, b: 3 },
      fourth: { a: 1, b: 1, c: 5 },
    };
    expect(optionsOf('imputation', usualPlan(subjectOf(strict, gap)))).toBeUndefined();
    expect(usualPlan(subjectOf(lenient, mixed)).leftOut).toContainEqual({
      code: 'alternative-invalid',
      where: 'imputation: median',
      message: '1 unit would have a score by it alone',
    });
  });
});

describe('a node below the total', () => {
  const pillar = { ...subject, node: 'pillar' };

  test('has its own ranks, and weights vary only below it', () => {
    const plan = usualPlan(pillar, { vary: ['weights'] });
    expect(plan.weights).toEqual({ kind: 'noise', shares: [0.25] });
    const { nominal } = simulateRanks(pillar, { ...plan, replicates: 20, seed: 3 });
    const { model, evaluation } = compute(subject);
    const place = model.nodes.findIndex(({ code }) => code === 'pillar');
    expect(nominal).toEqual(ranksAt(model, evaluation, place));
    expect(Array.from(nominal)).not.toEqual(
      Array.from(
        simulateRanks(subject, {
          ...usualPlan(subject),
          replicates: 1,
          seed: 1,
        }).nominal,
      ),
    );
  });

  test('that rests on one indicator, or is not there, is refused by name', () => {
    const refused = (node: string, message: string) =>
      expect(() => usualPlan({ ...subject, node })).toThrow(message);
    refused('a', 'a: it rests on one indicator');
    refused('roads', 'roads: is no node of the framework');
  });
});

describe('what is asked for', () => {
  const plan = (settings: Parameters<typeof usualPlan>[1]) => usualPlan(subject, settings);

  test('only what is named varies, and weights by as much as is said', () => {
    expect(plan({ vary: ['aggregation'] })).toMatchObject({ choices: [{ name: 'aggregation' }] });
    expect(plan({ vary: ['aggregation'] }).weights).toBeUndefined();
    expect(plan({ vary: ['weights'], noise: 0.1 })).toEqual({
      weights: { kind: 'noise', shares: [0.1, 0.1] },
      choices: [],
      leftOut: [],
    });
  });

  test.each([0, -0.1, 1.5, Number.NaN])('noise of %d is refused', (noise) => {
    expect(() => plan({ noise })).toThrow(expect.objectContaining({ code: 'setting-invalid' }));
  });
});
