import { describe, expect, test } from 'vitest';
import { auditSubject } from '../../../domain/analysis/audit/audit-subject.ts';
import { cohortSubject } from '../../../domain/analysis/cohort-subject.ts';
import { usualPlan } from '../../../domain/analysis/uncertainty/usual-plan.ts';
import { branch, framework, leaf } from '../engine/build-framework.ts';
import { edition, partsOf } from '../seeds/seeds.ts';
import { subjectOf } from './subject-of.ts';

const seed = async (id: string, cohort = 'provinces-63') =>
  cohortSubject(
    edition(id),
    cohort,
    (await partsOf(id)).map(({ part }) => part),
  );

describe('the audit of PCI 2016', async () => {
  const audit = auditSubject(await seed('pci-province/2016'));

  test('covers every leaf of the total, and no value is missing', () => {
    expect(audit).toMatchObject({ ranked: 63, units: 63 });
    expect(audit.leaves).toHaveLength(10);
    for (const { statistics } of audit.leaves)
      expect(statistics).toMatchObject({ availability: 1, count: 63 });
  });

  test('the weights of its parts are those of the points out of 100: transparency and labour 20 %', () => {
    const weights = new Map(audit.nodes.map(({ node, weight }) => [node, weight]));
    expect([...weights.values()].reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 14);
    expect(weights.get('transparency')).toBeCloseTo(0.2, 14);
    expect(weights.get('land-access')).toBeCloseTo(0.05, 14);
  });

  test('each part correlates with itself, and with the total as it does with its parent', () => {
    const { nodes, correlations } = audit.matrix;
    for (const [place] of nodes.entries())
      expect(correlations[place * nodes.length + place]!.coefficient).toBeCloseTo(1, 14);
    for (const { withParent, withTotal } of audit.nodes) expect(withParent).toEqual(withTotal);
  });

  test('the ranking rests most on the three parts that weigh 20 %, on labour training by ten places', () => {
    const shifts = audit.nodes
      .map(({ node, leftOut }) => ({
        node,
        shift: leftOut && 'node' in leftOut ? leftOut.meanAbsoluteShift! : 0,
      }))
      .sort((a, b) => b.shift - a.shift);
    expect(shifts.slice(0, 3).map(({ node }) => node)).toEqual([
      'labour-training',
      'business-support',
      'transparency',
    ]);
    expect(shifts[0]!.shift).toBeCloseTo(644 / 63, 12);
  });
});

describe('what is usually uncertain', () => {
  test('PAPI 2024: weights at both depths, two normalisations, the geometric mean', async () => {
    expect(usualPlan(await seed('papi/2024'))).toMatchObject({
      weights: { kind: 'noise', shares: [0.25, 0.25] },
      choices: [
        {
          name: 'normalisation',
          options: [{ name: 'as declared' }, { name: 'min-max' }, { name: 'z-score' }],
        },
        { name: 'aggregation', options: [{ name: 'as declared' }, { name: 'geometric-mean' }] },
      ],
      leftOut: [],
    });
  });

  test('EGDI 2010: two states have a component of 0, so the geometric mean is of values scaled from 1', async () => {
    const { choices, leftOut } = usualPlan(await seed('egdi/2010', 'member-states'));
    expect(choices[1]!.options.map(({ name }) => name)).toEqual(['as declared', 'geometric-mean-from-1']);
    expect(leftOut).toEqual([]);
  });

  test('what would take the score from a unit is left out and named: min-max of equal values', () => {
    const method = framework(branch('dti', [leaf('government'), leaf('economy')]));
    const { choices, leftOut } = usualPlan(
      subjectOf(method, {
        'Đà Nẵng': { government: 0.8, economy: 0.6 },
        Huế: { government: 0.7, economy: 0.6 },
      }),
    );
    expect(choices.map(({ name }) => name)).toEqual(['aggregation']);
    expect(leftOut).toEqual(
      ['min-max', 'z-score'].map((name) => ({
        code: 'alternative-invalid',
        where: `normalisation: ${name}`,
        message: '2 units would have no score by it',
      })),
    );
  });

  const values = { 'Đà Nẵng': { government: 0.8, economy: 0.6 }, Huế: { government: 0.7, economy: 0.9 } };

  test('of a median no weight is uncertain', () => {
    const method = framework(
      branch('dti', [leaf('government'), leaf('economy')], { aggregate: { method: 'median' } }),
    );
    expect(usualPlan(subjectOf(method, values)).weights).toBeUndefined();
  });

  test.each([
    ['one unit', branch('dti', [leaf('government'), leaf('economy')]), 1, 'too-few-units'],
    ['one indicator', branch('dti', [leaf('government')]), 2, 'nothing-uncertain'],
  ])('%s is refused by name', (_, root, units, code) => {
    const some = Object.fromEntries(Object.entries(values).slice(0, units));
    expect(() => usualPlan(subjectOf(framework(root), some))).toThrow(expect.objectContaining({ code }));
  });
});
