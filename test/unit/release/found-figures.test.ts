import { expect, test } from 'vitest';
import { branch, framework, leaf } from '../engine/build-framework.ts';
import { compute, computedCohort, edition, nodeOf, observations, rowsById } from './build-edition.ts';

const method = framework(
  branch(
    'total',
    ['government', 'economy', 'society'].map((code) =>
      leaf(code, { normalise: { method: 'min-max', low: 0, high: 1 } }),
    ),
    { weights: { method: 'principal-component', acceptNegative: false } },
  ),
  { ranking: { ties: 'fractional', on: 'rounded', percentiles: true } },
);

const part = observations('2022', {
  'da-nang': [0.8, 0.7, 0.9],
  hue: [0.6, 0.6, 0.7],
  'bac-ninh': [0.6, 0.6, 0.7],
  'quang-ninh': [0.2, 0.3, 0.1],
});

test('a run keeps what was found in the data: the scale of each indicator, the weights of each branch', async () => {
  const run = await compute(edition('2022', computedCohort(method)), [part]);
  const total = nodeOf(run, 'provinces', 'total');
  expect(nodeOf(run, 'provinces', 'society').scale).toEqual({ minimum: 0.1, maximum: 0.9 });
  expect(total.weights!.children.map(({ code }) => code)).toEqual(['government', 'economy', 'society']);
  expect(total.weights!.children.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 14);
  expect(total.weights!.figures['explainedVariance']).toBeGreaterThan(0.9);
  expect(JSON.parse(JSON.stringify(run))).toEqual(run);
});

test('ranks may be shared by their mean, and come with percentiles where the framework asks for them', async () => {
  const run = await compute(edition('2022', computedCohort(method)), [part]);
  const rows = rowsById(nodeOf(run, 'provinces', 'total').rows);
  expect(rows['da-nang']).toMatchObject({ rank: 1, percentile: 87.5 });
  expect(rows['hue']).toMatchObject({ rank: 2.5, percentile: 50 });
  expect(rows['bac-ninh']).toMatchObject({ rank: 2.5, percentile: 50 });
  expect(rows['quang-ninh']).toMatchObject({ rank: 4, percentile: 12.5 });
});
