import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileFramework } from '../../../domain/engine/compile-framework.ts';
import { EngineError } from '../../../domain/engine/engine-error.ts';
import { evaluate } from '../../../domain/engine/evaluate.ts';
import { scoreUnits } from '../../../domain/engine/score-units.ts';
import type {
  Aggregation,
  Framework,
  FrameworkNode,
  MissingRule,
  Weighting,
} from '../../../domain/methodology/definitions.ts';
import { branch, framework, indicatorsFor, leaf, score, toMatrix, type Values } from './build-framework.ts';
import { pearson } from './pearson.ts';

fc.configureGlobal({ seed: 2022 });

const pillars = ['government', 'economy', 'society'];

function index(
  weights: Weighting,
  {
    children = pillars.map((code) => leaf(code)),
    aggregate = { method: 'arithmetic-mean' },
    missing = { rule: 'renormalise', atLeast: 0 },
  }: { children?: FrameworkNode[]; aggregate?: Aggregation; missing?: MissingRule } = {},
): Framework {
  return framework(branch('total', children, { weights, aggregate, missing }));
}

const compile = (method: Framework) => compileFramework(method, indicatorsFor(method));
const faultsOf = (method: Framework): string[] => {
  try {
    compile(method);
  } catch (error) {
    if (error instanceof EngineError)
      return error.faults.map(({ code, node, message }) => `${code} ${node}: ${message}`);
    throw error;
  }
  return [];
};

/** The total node with the weights that a reader is shown. */
const totalOf = (method: Framework, values: Values) => {
  const model = compile(method);
  return scoreUnits(model, toMatrix(values, model.indicators))[0]!;
};
const weightsIn = (method: Framework, values: Values) =>
  totalOf(method, values).weights?.children.map(({ weight }) => weight);

describe('weights that are known beforehand', () => {
  const points = pillars.map((code, place) => leaf(code, { maximumPoints: [400, 300, 300][place]! }));
  const provinces: Values = { Huế: { government: 0.5, economy: 0.4, society: 0.9 } };

  test('DTI 2020: 0.4 government, 0.3 economy, 0.3 society', () => {
    const own = pillars.map((code, place) => leaf(code, { weight: [0.4, 0.3, 0.3][place]! }));
    expect(score(index({ method: 'given' }, { children: own }), provinces)['total']!['Huế']!.score).toBe(
      0.59,
    );
  });

  test('a mean weighs by maximum points unless told that all parts are equal', () => {
    const scoreWith = (weights: Weighting) =>
      score(index(weights, { children: points }), provinces)['total']!['Huế']!.score;
    expect(scoreWith({ method: 'given' })).toBe(0.59);
    expect(scoreWith({ method: 'maximum-points' })).toBe(0.59);
    expect(scoreWith({ method: 'equal' })).toBe(0.6);
  });

  test('are not repeated in the result: the framework states them', () => {
    expect(totalOf(index({ method: 'equal' }), provinces).weights).toBeUndefined();
  });

  test('two ways of giving weights are one too many, and points must be there', () => {
    const own = [leaf('government', { weight: 2 }), leaf('economy')];
    expect(faultsOf(index({ method: 'equal' }, { children: own }))).toEqual([
      'weights-conflict total: weights "equal" leave no place for the weight that government carries; take one of them away',
    ]);
    expect(faultsOf(index({ method: 'maximum-points' }))[0]).toMatch('maximum-points-missing government');
    expect(faultsOf(index({ method: 'kemeny' } as unknown as Weighting))[0]).toMatch('method-unknown total');
  });

  test('weights that an aggregation does not use are refused', () => {
    const median: Aggregation = { method: 'median' };
    expect(faultsOf(index({ method: 'maximum-points' }, { children: points, aggregate: median }))[0]).toMatch(
      'weights-unused',
    );
    expect(faultsOf(index({ method: 'equal' }, { aggregate: median }))).toEqual([]);
  });
});

describe('analytic hierarchy', () => {
  type Pair = [part: string, over: string, ratio: number];
  const compared = (pairs: Pair[], acceptInconsistency = false): Weighting => ({
    method: 'analytic-hierarchy',
    comparisons: pairs.map(([part, over, ratio]) => ({ part, over, ratio })),
    acceptInconsistency,
  });
  const textbook: Pair[] = [
    ['government', 'economy', 3],
    ['government', 'society', 5],
    ['economy', 'society', 3],
  ];
  const provinces: Values = { Huế: { government: 1, economy: 0, society: 0 } };

  test('3, 5 and 3 make 0.637, 0.258 and 0.105, with a consistency ratio of 0.033', () => {
    const { weights, exact } = totalOf(index(compared(textbook)), provinces);
    expect(weights!.children).toEqual([
      { code: 'government', weight: expect.closeTo(0.63699, 5) },
      { code: 'economy', weight: expect.closeTo(0.25828, 5) },
      { code: 'society', weight: expect.closeTo(0.10473, 5) },
    ]);
    expect(weights!.figures['principalEigenvalue']).toBeCloseTo(3.03851, 5);
    expect(weights!.figures['consistencyRatio']).toBeCloseTo(0.0332, 4);
    expect(exact[0]).toBeCloseTo(0.63699, 5);
  });

  test('comparisons without a contradiction give exactly the shares that they say', () => {
    const consistent: Pair[] = [
      ['government', 'economy', 2],
      ['government', 'society', 4],
      ['economy', 'society', 2],
    ];
    const { weights } = totalOf(index(compared(consistent)), provinces);
    expect(weights!.children.map(({ weight }) => weight)).toEqual(
      [4 / 7, 2 / 7, 1 / 7].map((share) => expect.closeTo(share, 14)),
    );
    expect(weights!.figures['consistencyRatio']).toBeCloseTo(0, 14);
  });

  test('in a circle they contradict each other: refused, unless accepted', () => {
    const circle: Pair[] = [
      ['government', 'economy', 9],
      ['economy', 'society', 9],
      ['society', 'government', 9],
    ];
    expect(faultsOf(index(compared(circle)))[0]).toMatch(
      /comparisons-inconsistent total: .*consistency ratio 6\.130/,
    );
    expect(weightsIn(index(compared(circle, true)), provinces)).toEqual(
      [1, 1, 1].map(() => expect.closeTo(1 / 3, 12)),
    );
  });

  test.each<[string, Pair[], string]>([
    ['a pair too few', textbook.slice(1), 'government and economy are not compared'],
    ['a pair twice', [...textbook, ['society', 'economy', 2]], 'society and economy are compared already'],
    [
      'a part with itself',
      [...textbook, ['society', 'society', 1]],
      'society and society are compared already',
    ],
    [
      'a part of another branch',
      [...textbook, ['network', 'society', 1]],
      '"network" is no child of the node',
    ],
  ])('%s', (_, pairs, message) => {
    expect(faultsOf(index(compared(pairs)))).toEqual([`comparisons-invalid total: ${message}`]);
  });
});

describe('principal component', () => {
  const principal = (acceptNegative = false): Weighting => ({
    method: 'principal-component',
    acceptNegative,
  });
  const together: Values = {
    'Hà Nội': { government: 0.9, economy: 0.8, society: 0.7 },
    'Đà Nẵng': { government: 0.8, economy: 0.9, society: 0.8 },
    Huế: { government: 0.6, economy: 0.5, society: 0.6 },
    'Cà Mau': { government: 0.3, economy: 0.2, society: 0.4 },
  };
  const opposed: Values = Object.fromEntries(
    Object.entries(together).map(([unit, values]) => [unit, { ...values, society: 1 - values['society']! }]),
  );

  test('parts that go together weigh about the same; the result says how much the component explains', () => {
    const { weights } = totalOf(index(principal()), together);
    for (const { weight } of weights!.children) expect(weight).toBeCloseTo(1 / 3, 1);
    expect(weights!.children.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 14);
    expect(weights!.figures['explainedVariance']).toBeGreaterThan(0.95);
  });

  test('the sign is that which makes the sum positive, whatever the order of the parts', () => {
    for (const order of [pillars, pillars.toReversed(), ['society', 'government', 'economy']]) {
      const children = order.map((code) => leaf(code));
      const weights = weightsIn(index(principal(true), { children }), opposed)!;
      const byCode = new Map(order.map((code, place) => [code, weights[place]!]));
      expect(byCode.get('government')).toBeGreaterThan(0);
      expect(byCode.get('society')).toBeLessThan(0);
      expect(byCode.get('society')).toBeCloseTo(weightsIn(index(principal(true)), opposed)![2]!, 12);
    }
  });

  test('a part that goes against the others gets no weight below 0 unless that is accepted', () => {
    const { total } = score(index(principal()), opposed);
    expect(total!['Huế']!.reason).toBe(
      'the parts go against each other, so that the principal component gives a weight below 0',
    );
  });

  test.each<[string, Values, string]>([
    [
      'two units',
      Object.fromEntries(Object.entries(together).slice(2)),
      'weights found in the data need at least 3 units that have every part',
    ],
    [
      'a part that is the same everywhere',
      Object.fromEntries(
        Object.entries(together).map(([unit, values]) => [unit, { ...values, society: 0.5 }]),
      ),
      'weights cannot be found in the data: all units have the same score for one of the parts',
    ],
    [
      'parts that have nothing to do with each other',
      {
        a: { government: 1, economy: 1, society: 1 },
        b: { government: 1, economy: -1, society: -1 },
        c: { government: -1, economy: 1, society: -1 },
        d: { government: -1, economy: -1, society: 1 },
      },
      'no principal component stands out from the others to take weights from',
    ],
  ])('%s: no weights, no scores, and the reason', (_, values, reason) => {
    const node = totalOf(index(principal()), values);
    expect(node.weights).toBeUndefined();
    expect([...node.ranks]).toEqual(Object.keys(values).map(() => 0));
    expect(node.reason(0)!.en).toBe(reason);
    expect(node.reason(0)!.vi).not.toBe('');
  });

  test('a unit that lacks a part lends nothing to the weights, and has a score by them', () => {
    const weights = weightsIn(index(principal()), together);
    const more = { ...together, 'Bạc Liêu': { government: 0.1, economy: 0.9 } };
    expect(weightsIn(index(principal()), more)).toEqual(weights);
    expect(score(index(principal()), more)['total']!['Bạc Liêu']!.rank).toBeGreaterThan(0);
  });

  test('a replicate with weights of its own does not look for any', () => {
    const model = compile(index(principal()));
    const { scores, weights, branchWeights } = evaluate(
      model,
      toMatrix(together, model.indicators),
      undefined,
      Float64Array.of(1, 0, 0, 1),
    );
    expect(scores.at(-1)![0]).toBe(0.9);
    expect([...weights]).toEqual([1, 0, 0, 1]);
    expect(branchWeights.at(-1)).toBeUndefined();
  });
});

describe('optimised correlation', () => {
  const table = fc.array(
    fc.tuple(
      ...pillars.map(() => fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000)),
    ),
    { minLength: 5, maxLength: 30 },
  );
  const valuesOf = (rows: number[][]): Values =>
    Object.fromEntries(
      rows.map((row, unit) => [
        `u${unit}`,
        Object.fromEntries(row.map((value, place) => [pillars[place]!, value])),
      ]),
    );

  test('each part goes with the total in proportion to its importance, or more where its weight is 0', () => {
    const share = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(table, fc.tuple(share, share, share), (rows, importance) => {
        const method = index({
          method: 'optimised-correlation',
          importance: Object.fromEntries(importance.map((value, place) => [pillars[place]!, value])),
          acceptNearest: true,
        });
        const { weights, exact } = totalOf(method, valuesOf(rows));
        fc.pre(weights !== undefined);
        const columns = pillars.map((_, place) => Float64Array.from(rows.map((row) => row[place]!)));
        const ratios = columns.map((column, place) => pearson(column, exact) / importance[place]!);
        const weighty = ratios.filter((_, place) => weights!.children[place]!.weight > 0);
        for (const [place, ratio] of ratios.entries()) {
          expect(weights!.children[place]!.weight).toBeGreaterThanOrEqual(0);
          if (weights!.children[place]!.weight > 0) expect(ratio).toBeCloseTo(weighty[0]!, 7);
          else expect(ratio).toBeGreaterThanOrEqual(weighty[0]! - 1e-7);
        }
      }),
    );
  });

  test('is for a mean or a sum, for all parts and for no others', () => {
    const weigh = (importance?: Record<string, number>): Weighting => ({
      method: 'optimised-correlation',
      ...(importance && { importance }),
      acceptNearest: false,
    });
    const geometric: Aggregation = { method: 'geometric-mean' };
    expect(faultsOf(index(weigh(), { aggregate: geometric }))[0]).toMatch('not for a geometric-mean');
    expect(faultsOf(index(weigh({ government: 1, economy: 1 })))[0]).toMatch(
      'importance of society is missing',
    );
    expect(faultsOf(index(weigh({ government: 1, economy: 1, society: 1, total: 1 })))[0]).toMatch(
      '"total" is no child',
    );
  });

  test('there are no weights where one part is a sum of the others', () => {
    const values = valuesOf([
      [0.1, 0.2, 0.3],
      [0.4, 0.1, 0.5],
      [0.3, 0.6, 0.9],
      [0.2, 0.2, 0.4],
    ]);
    const method = index({ method: 'optimised-correlation', acceptNearest: true });
    expect(score(method, values)['total']!['u0']!.reason).toMatch('one part is a sum of others');
  });
});

describe('fitted weights', () => {
  test('are the same to the last bit in any order of the units', () => {
    const rows = fc.array(
      fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
      {
        minLength: 4,
        maxLength: 20,
      },
    );
    const methods = fc.constantFrom<Weighting>(
      { method: 'principal-component', acceptNegative: true },
      { method: 'optimised-correlation', acceptNearest: true },
    );
    fc.assert(
      fc.property(rows, methods, (cells, weights) => {
        const entries = cells.map(
          ([a, b], unit) => [`u${unit}`, { government: a, economy: b, society: (a + b * b) / 2 }] as const,
        );
        const method = index(weights);
        const given = weightsIn(method, Object.fromEntries(entries));
        expect(weightsIn(method, Object.fromEntries(entries.toReversed()))).toEqual(given);
      }),
    );
  });
});
