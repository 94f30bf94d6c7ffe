import { describe, expect, test } from 'vitest';
import { compileFramework } from '../../../domain/engine/compile-framework.ts';
import { EngineError } from '../../../domain/engine/engine-error.ts';
import { createEvaluation, evaluate } from '../../../domain/engine/evaluate.ts';
import { bindNormaliser } from '../../../domain/engine/normalise/methods.ts';
import type { Normaliser } from '../../../domain/engine/normalise/normaliser.ts';
import type { LeafNode, Normalisation } from '../../../domain/methodology/definitions.ts';
import {
  branch,
  column,
  framework,
  indicator,
  indicatorsFor,
  leaf,
  score,
  toMatrix,
} from './build-framework.ts';

const minMax: Normalisation = { method: 'min-max', low: 0, high: 1 };
const speed = { 'Hà Nội': { speed: 60 }, 'Đà Nẵng': { speed: 80 }, Huế: { speed: 40 } };

describe('min-max', () => {
  test('gives the best unit 1 and the worst 0', () => {
    const { speed: ranking } = score(framework(leaf('speed', { normalise: minMax })), speed);
    expect(column(ranking!, 'score')).toEqual([0.5, 1, 0]);
  });

  test('turns round where lower is better: the shortest waiting time leads', () => {
    const { speed: ranking } = score(framework(leaf('speed', { normalise: minMax })), speed, {
      lowerIsBetter: ['speed'],
    });
    expect(column(ranking!, 'score')).toEqual([0.5, 0, 1]);
    expect(column(ranking!, 'rank')).toEqual([2, 3, 1]);
  });

  test.each([
    ['one value', { 'Hà Nội': { speed: 60 }, Huế: { speed: 60 } }],
    ['values that differ by binary noise only', { 'Hà Nội': { speed: 0.3 }, Huế: { speed: 0.1 + 0.2 } }],
    ['a single unit', { 'Hà Nội': { speed: 60 } }],
  ])('has no result for %s, and says so', (_, values) => {
    const { speed: ranking } = score(framework(leaf('speed', { normalise: minMax })), values);
    expect(ranking!['Hà Nội']).toMatchObject({
      score: null,
      rank: 0,
      reason: 'all units have the same value, so min-max cannot scale it',
    });
  });

  test('a constant indicator is missing for its parent, whose reason is not "no data"', () => {
    const method = framework(branch('total', [leaf('speed', { normalise: minMax })]));
    const { total } = score(method, { 'Hà Nội': { speed: 60 }, Huế: { speed: 60 } });
    expect(total!['Huế']!.reason).toBe('0 of 1 indicators, rule needs all');
  });

  test('can keep the scale of a base edition', () => {
    const node = leaf('speed', { normalise: minMax }) as LeafNode;
    const normaliser = bindNormaliser({ spec: minMax, node, indicator: indicator('speed') }) as Normaliser;
    const scale = normaliser.fit(Float64Array.of(40, 60, Number.NaN, 80));
    const now = new Float64Array(2);
    normaliser.apply(Float64Array.of(50, 100), scale, now);
    expect(scale).toEqual({ minimum: 40, maximum: 80 });
    expect([...now]).toEqual([0.25, 1.5]);
  });
});

describe('a model runs again', () => {
  const method = framework(branch('total', [leaf('government', { weight: 3 }), leaf('economy')]));
  const model = compileFramework(method, indicatorsFor(method));
  const matrix = toMatrix({ Huế: { government: 0.4, economy: 0.8 } }, model.indicators);

  test('with other weights, in the memory of the replicate before', () => {
    const evaluation = createEvaluation(model, 1);
    expect(evaluate(model, matrix, evaluation).scores.at(-1)![0]).toBeCloseTo(0.5, 15);
    expect(evaluate(model, matrix, evaluation, Float64Array.of(1, 1, 1)).scores.at(-1)![0]).toBeCloseTo(
      0.6,
      15,
    );
  });

  test('after a replicate with missing values nothing of it is left', () => {
    const evaluation = createEvaluation(model, 1);
    const gaps = toMatrix({ Huế: { government: 0.4 } }, model.indicators);
    expect(evaluate(model, gaps, evaluation).scores.at(-1)![0]).toBeNaN();
    expect(evaluate(model, matrix, evaluation)).toEqual(evaluate(model, matrix));
  });
});

describe('what cannot be computed is refused', () => {
  const faultsOf = (run: () => unknown) => {
    try {
      run();
    } catch (error) {
      if (error instanceof EngineError) return error.faults.map(({ code, node }) => `${code} ${node}`);
      throw error;
    }
    return [];
  };
  const compile = (method: ReturnType<typeof framework>, lowerIsBetter: string[] = []) =>
    compileFramework(method, indicatorsFor(method, lowerIsBetter));

  test('all faults of a framework at once, before any data', () => {
    const method = framework(
      branch('total', [
        leaf('awareness', { normalise: { method: 'points-ratio' } }),
        leaf('waiting'),
        leaf('speed', { normalise: { method: 'min-max', low: 1, high: 1 } }),
        branch('services', [leaf('awareness', { weight: 0 })]),
      ]),
    );
    expect(faultsOf(() => compile(method, ['waiting']))).toEqual([
      'maximum-points-missing awareness',
      'direction-not-supported waiting',
      'scale-empty speed',
      'node-duplicate awareness',
      'weights-invalid services',
    ]);
  });

  test('an indicator that is not defined', () => {
    expect(faultsOf(() => compileFramework(framework(leaf('speed')), []))).toEqual([
      'indicator-unknown speed',
    ]);
  });

  test('a method of a newer engine', () => {
    const unknown = { method: 'kemeny' } as unknown as { method: 'sum' };
    const normalise = { method: 'toString' } as unknown as { method: 'none' };
    const method = framework(branch('total', [leaf('speed', { normalise })], { aggregate: unknown }));
    expect(faultsOf(() => compile(method))).toEqual(['method-unknown speed', 'method-unknown total']);
  });

  test('an infinite value, and one too large to add up', () => {
    const method = framework(branch('total', [leaf('a'), leaf('b')]));
    expect(faultsOf(() => score(method, { Huế: { a: Number.POSITIVE_INFINITY, b: 1 } }))).toEqual([
      'value-not-finite a',
    ]);
    expect(faultsOf(() => score(method, { Huế: { a: 1.7e308, b: 1.7e308 } }))).toEqual([
      'score-not-finite total',
    ]);
  });

  test('a matrix of another shape', () => {
    const model = compile(framework(leaf('speed')));
    expect(faultsOf(() => evaluate(model, { units: 2, values: Float64Array.of(1) }))).toEqual([
      'matrix-shape undefined',
    ]);
  });
});

test('negative zero never reaches a result', () => {
  const { total, a } = score(framework(branch('total', [leaf('a'), leaf('b')])), { Huế: { a: -0, b: -0 } });
  expect(Object.is(a!['Huế']!.exact, 0)).toBe(true);
  expect(Object.is(total!['Huế']!.exact, 0)).toBe(true);
});
