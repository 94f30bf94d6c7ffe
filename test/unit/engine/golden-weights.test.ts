import { describe, expect, test } from 'vitest';
import { compileFramework } from '../../../domain/engine/compile-framework.ts';
import { type Evaluation, evaluate } from '../../../domain/engine/evaluate.ts';
import type { Model } from '../../../domain/engine/model.ts';
import type { FrameworkNode, Weighting } from '../../../domain/methodology/definitions.ts';
import {
  asemFramework,
  asemIndicators,
  asemIsAbsent,
  asemMatrix,
  asemNumber,
  readAsem,
} from '../../builders/asem-framework.ts';
import { pearson } from './pearson.ts';
import { relativeDistance } from './relative-distance.ts';

/** The ASEM example whose branches of one level find their weights, the total being level 0. */
function weighed(level: number, weights: Weighting): { model: Model; evaluation: Evaluation } {
  const withWeights = (node: FrameworkNode, at: number): FrameworkNode => {
    const { weight: _, ...fields } = node;
    if ('indicator' in fields) return fields;
    const children = fields.children.map((child) => withWeights(child, at + 1));
    return at === level ? { ...fields, weights, children } : { ...fields, children };
  };
  const framework = asemFramework();
  const model = compileFramework({ ...framework, root: withWeights(framework.root, 0) }, asemIndicators());
  const { codes: _, ...matrix } = asemMatrix(model.indicators);
  return { model, evaluation: evaluate(model, matrix) };
}

const placeOf = (model: Model, code: string) => model.nodes.findIndex((node) => node.code === code);

describe.skipIf(asemIsAbsent)('principal components, against COINr', () => {
  test.each([
    [1, 2],
    [2, 1],
    [3, 0],
  ])("level %i: the loadings are COINr's, divided by their sum", (coinrLevel, level) => {
    const { model, evaluation } = weighed(level, { method: 'principal-component', acceptNegative: true });
    const loadings = new Map(
      readAsem(`42_pca_weights_L${coinrLevel}.csv`).map((row) => [row['iCode']!, asemNumber(row['Weight'])]),
    );
    const branches = model.nodes.flatMap((node) =>
      node.kind === 'branch' && loadings.has(model.nodes[node.children[0]!]!.code) ? [node] : [],
    );
    expect(branches.length).toBeGreaterThan(0);
    for (const { children } of branches) {
      const own = Array.from(children, (child) => loadings.get(model.nodes[child]!.code)!);
      const sum = own.reduce((before, loading) => before + loading, 0);
      for (const [position, child] of children.entries())
        expect(relativeDistance(evaluation.weights[child]!, own[position]! / sum)).toBeLessThan(1e-11);
    }
  });

  test('the first component explains as much of the variance', () => {
    const { model, evaluation } = weighed(0, { method: 'principal-component', acceptNegative: false });
    const found = evaluation.branchWeights[placeOf(model, 'Index')]!;
    const coinr = asemNumber(readAsem('42_pca_eigen_L3.csv')[0]!['varfrac']);
    expect('figures' in found && found.figures['explainedVariance']).toBeCloseTo(coinr, 13);
  });

  test('COINr weighs Social at -0.74 under Sust, so that a better society lowers the index; here it is refused', () => {
    const { model, evaluation } = weighed(1, { method: 'principal-component', acceptNegative: false });
    const { children } = model.nodes[placeOf(model, 'Sust')] as { children: Int32Array };
    expect(evaluation.missing[placeOf(model, 'Sust')]).toBe(51);
    expect(Array.from(children, (child) => evaluation.weights[child])).toEqual([0, 0, 0]);
    expect(evaluation.missing[placeOf(model, 'Conn')]).toBe(0);
  });
});

describe.skipIf(asemIsAbsent)('optimised correlation', () => {
  /** Correlations of a branch's children with the branch. */
  const correlations = ({ model, evaluation }: ReturnType<typeof weighed>, code: string) => {
    const place = placeOf(model, code);
    const { children } = model.nodes[place] as { children: Int32Array };
    return Array.from(children, (child) => pearson(evaluation.scores[child]!, evaluation.scores[place]!));
  };

  const spread = (values: number[]) => Math.max(...values) - Math.min(...values);

  test('the eight indicators of people to people go with it equally, which at equal weights they do not', () => {
    expect(spread(correlations(weighed(2, { method: 'equal' }), 'P2P'))).toBeGreaterThan(0.2);
    const optimised = weighed(2, { method: 'optimised-correlation', acceptNearest: false });
    expect(spread(correlations(optimised, 'P2P'))).toBeLessThan(1e-12);
  });

  test('where the pillars of connectivity could do so only with weights below 0, the nearest weights are taken on request', () => {
    const refused = weighed(1, { method: 'optimised-correlation', acceptNearest: false });
    expect(refused.evaluation.missing[placeOf(refused.model, 'Conn')]).toBe(51);
    const nearest = weighed(1, { method: 'optimised-correlation', acceptNearest: true });
    const { children } = nearest.model.nodes[placeOf(nearest.model, 'Conn')] as { children: Int32Array };
    const weights = Array.from(children, (child) => nearest.evaluation.weights[child]!);
    const obtained = correlations(nearest, 'Conn');
    expect(weights.map((weight) => weight > 0)).toEqual([false, true, true, false, false]);
    expect(obtained[1]).toBeCloseTo(obtained[2]!, 12);
    for (const place of [0, 3, 4]) expect(obtained[place]).toBeGreaterThan(obtained[1]!);
    expect(spread(obtained)).toBeLessThan(spread(correlations(weighed(1, { method: 'equal' }), 'Conn')));
  });

  test("COINr's weights give about the correlations that it prints, which stand in the order of the alphabet", () => {
    const framework = asemFramework();
    const model = compileFramework(framework, asemIndicators());
    const { codes: _, ...matrix } = asemMatrix(model.indicators);
    const optimum = new Map(
      readAsem('48_opt_weights_balance_L2.csv').map((row) => [row['iCode']!, asemNumber(row['Weight'])]),
    );
    const weights = Float64Array.from(model.nodes, ({ code }) => optimum.get(code) ?? 1);
    const { scores } = evaluate(model, matrix, undefined, weights);
    const pillars = readAsem('42_pca_weights_L2.csv').map((row) => row['iCode']!);
    const total = scores[placeOf(model, 'Index')]!;
    const obtained = pillars.sort().map((code) => pearson(scores[placeOf(model, code)]!, total));
    const sum = obtained.reduce((before, value) => before + value, 0);
    for (const [place, row] of readAsem('48_opt_weights_balance_L2_corr.csv').entries())
      expect(Math.abs(obtained[place]! / sum - asemNumber(row['Obtained']))).toBeLessThan(0.01);
  });
});
