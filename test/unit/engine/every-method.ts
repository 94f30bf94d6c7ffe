import type { FrameworkNode, LeafNode, Normalisation } from '../../../domain/methodology/definitions.ts';
import { branch, framework, leaf } from './build-framework.ts';

type Framework = ReturnType<typeof framework>;
type BranchFields = NonNullable<Parameters<typeof branch>[2]>;
type Treatment = NonNullable<LeafNode['treat']>['methods'][number];
type Imputation = NonNullable<LeafNode['impute']>;

/** The indicators, of which each example makes one total: whole points from 0 to 100. */
export const codes = ['a', 'b', 'c'];

/** A share of the points, above 0 for any method that needs it so. */
const positive: Normalisation = { method: 'min-max', low: 1, high: 100 };

const total = (of: (code: string) => FrameworkNode, more: BranchFields = {}): Framework =>
  framework(branch('total', codes.map(of), { missing: { rule: 'renormalise', atLeast: 0 }, ...more }), {
    ranking: { ties: 'competition', on: 'exact', percentiles: false },
  });

const normalised = (normalise: Normalisation, maximumPoints?: number): Framework =>
  total((code) => leaf(code, { normalise, ...(maximumPoints && { maximumPoints }) }));

export const normalising: Record<Normalisation['method'], Framework> = {
  none: normalised({ method: 'none' }),
  'points-ratio': normalised({ method: 'points-ratio' }, 100),
  'min-max': normalised({ method: 'min-max', low: 0, high: 100 }),
  'z-score': normalised({ method: 'z-score', mean: 100, standardDeviation: 10, of: 'sample' }),
  rank: normalised({ method: 'rank', ties: 'average' }),
  borda: normalised({ method: 'borda', ties: 'minimum' }),
  'percentile-rank': normalised({ method: 'percentile-rank', ties: 'maximum' }),
  'distance-to-maximum': normalised({ method: 'distance-to-maximum' }),
  'distance-to-reference': normalised({ method: 'distance-to-reference', unit: 'Huế', capped: true }),
  'distance-to-target': normalised({ method: 'distance-to-target', target: 80, capped: true }),
  'fraction-of-maximum': normalised({ method: 'fraction-of-maximum', high: 1 }),
  goalposts: normalised({
    method: 'goalposts',
    lower: 1,
    upper: 100,
    scale: 'logarithmic',
    cap: 'both',
    low: 0,
    high: 1,
  }),
  'fixed-bounds': normalised({ method: 'fixed-bounds', low: 0, high: 1 }),
  'step-table': normalised({
    method: 'step-table',
    steps: [
      { from: 0, points: 1 },
      { from: 50, points: 2 },
    ],
  }),
};

const aggregated = (aggregate: NonNullable<BranchFields['aggregate']>): Framework =>
  total((code) => leaf(code, { normalise: positive }), { aggregate });

export const aggregating: Record<NonNullable<BranchFields['aggregate']>['method'], Framework> = {
  'arithmetic-mean': aggregated({ method: 'arithmetic-mean' }),
  'geometric-mean': aggregated({ method: 'geometric-mean' }),
  'harmonic-mean': aggregated({ method: 'harmonic-mean' }),
  'generalised-mean': aggregated({ method: 'generalised-mean', power: -2 }),
  sum: aggregated({ method: 'sum' }),
  'sum-of-points': total(
    (code) => leaf(code, { normalise: { method: 'points-ratio' }, maximumPoints: 100 }),
    { aggregate: { method: 'sum-of-points', capped: false }, maximumPoints: 300 },
  ),
  median: aggregated({ method: 'median' }),
  minimum: aggregated({ method: 'minimum' }),
  'ordered-weighted-mean': aggregated({ method: 'ordered-weighted-mean', orderWeights: [1, 2, 3] }),
  'mazziotta-pareto': aggregated({ method: 'mazziotta-pareto', penalty: 'minus' }),
  'mean-min': aggregated({ method: 'mean-min', penalty: 0.5, tolerance: 0.1 }),
  copeland: aggregated({ method: 'copeland' }),
  'taxonomic-distance': aggregated({ method: 'taxonomic-distance' }),
  'benefit-of-the-doubt': aggregated({ method: 'benefit-of-the-doubt', leastShare: 0.1 }),
};

const weighed = (
  weights: NonNullable<BranchFields['weights']>,
  fields: { weight?: number; maximumPoints?: number } = {},
): Framework => total((code) => leaf(code, { normalise: positive, ...fields }), { weights });

export const weighing: Record<NonNullable<BranchFields['weights']>['method'], Framework> = {
  given: weighed({ method: 'given' }, { weight: 2 }),
  equal: weighed({ method: 'equal' }),
  'maximum-points': weighed({ method: 'maximum-points' }, { maximumPoints: 10 }),
  'principal-component': weighed({ method: 'principal-component', acceptNegative: true }),
  'optimised-correlation': weighed({ method: 'optimised-correlation', acceptNearest: true }),
  'analytic-hierarchy': weighed({
    method: 'analytic-hierarchy',
    comparisons: [
      { part: 'a', over: 'b', ratio: 3 },
      { part: 'a', over: 'c', ratio: 5 },
      { part: 'b', over: 'c', ratio: 3 },
    ],
    acceptInconsistency: false,
  }),
};

const imputed = (impute: Imputation): Framework =>
  total((code) => ({ ...leaf(code, { normalise: positive }), impute }));

export const imputing: Record<Imputation['method'], Framework> = {
  none: imputed({ method: 'none' }),
  mean: imputed({ method: 'mean' }),
  median: imputed({ method: 'median' }),
  'group-mean': imputed({ method: 'group-mean', by: 'region' }),
  'group-median': imputed({ method: 'group-median', by: 'region' }),
  'sibling-mean': imputed({ method: 'sibling-mean' }),
  latest: imputed({ method: 'latest' }),
  linear: imputed({ method: 'linear', beyond: 'extend' }),
};

const treated = (method: Treatment): Framework =>
  total((code) => ({
    ...leaf(code, { normalise: positive }),
    treat: { when: 'always', skewness: 0, kurtosis: -9, methods: [method] },
  }));

export const treating: Record<Treatment['method'], Framework> = {
  winsorise: treated({ method: 'winsorise', atMost: 1 }),
  log: treated({ method: 'log', form: 'gii' }),
  'box-cox': treated({ method: 'box-cox', lambda: 'maximum-likelihood', fromOne: true }),
  'yeo-johnson': treated({ method: 'yeo-johnson', lambda: 'maximum-likelihood' }),
};

/** `[what it does: name, a framework that uses it]` of every method in the engine: the types ask for each one. */
export const everyMethod: [string, Framework][] = Object.entries({
  normalise: normalising,
  aggregate: aggregating,
  weights: weighing,
  impute: imputing,
  treat: treating,
}).flatMap(([step, methods]) =>
  Object.entries(methods).map(([name, method]): [string, Framework] => [`${step}: ${name}`, method]),
);
