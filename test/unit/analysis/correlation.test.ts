import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { correlation, correlationMatrix } from '../../../domain/analysis/statistics/correlation.ts';
import { cronbachAlpha } from '../../../domain/analysis/statistics/cronbach.ts';
import { kendall } from '../../../domain/analysis/statistics/kendall.ts';
import { parentCorrelations, siblingFlags } from '../../../domain/analysis/statistics/node-correlations.ts';
import { correlationPValue, normalPValue } from '../../../domain/analysis/statistics/p-value.ts';
import { principalComponents } from '../../../domain/analysis/statistics/principal-components.ts';
import { compileFramework } from '../../../domain/engine/compile-framework.ts';
import { evaluate } from '../../../domain/engine/evaluate.ts';
import {
  asemFramework,
  asemIndicators,
  asemIsAbsent,
  asemMatrix,
  asemNumber,
  readAsem,
} from '../../builders/asem-framework.ts';
import { expectNear } from './near.ts';

/** Tolerance for minorities has scores of 3.4 and 3.4000000000000004, which tie here and do not in R. */
const floatTies = 'TolMin';

const kinds = ['pearson', 'spearman', 'kendall'] as const;

describe.skipIf(asemIsAbsent)('against COINr on ASEM', () => {
  const load = () => {
    const model = compileFramework(asemFramework(), asemIndicators());
    const evaluation = evaluate(model, asemMatrix(model.indicators));
    const columnOf = (code: string) =>
      evaluation.scores[model.nodes.findIndex((node) => node.code === code)]!;
    return { model, evaluation, columnOf };
  };

  test.each(kinds)('%s of every indicator with its pillar', (kind) => {
    const { model, evaluation } = load();
    const found = new Map(
      parentCorrelations(model, evaluation, kind).map((pair) => [`${pair.with} ${pair.node}`, pair]),
    );
    const rows = readAsem(`43_corr_L1_parent_${kind}.csv`);
    expect(rows).toHaveLength(49);
    for (const { Var1, Var2, Correlation } of rows) {
      if (kind !== 'pearson' && Var2 === floatTies) continue;
      expectNear(found.get(`${Var1} ${Var2}`)!.coefficient, asemNumber(Correlation), Var2);
    }
  });

  test.each(kinds)('%s of every pillar with every other', (kind) => {
    const { columnOf } = load();
    const rows = readAsem(`43_corr_L2_L2_${kind}.csv`);
    const pillars = [...new Set(rows.map(({ Var1 }) => Var1!))];
    const matrix = correlationMatrix(pillars.map(columnOf), kind);
    for (const { Var1, Var2, Correlation } of rows) {
      const { coefficient } = matrix[pillars.indexOf(Var1!) * pillars.length + pillars.indexOf(Var2!)]!;
      expectNear(coefficient, asemNumber(Correlation), `${Var1} ${Var2}`);
    }
  });

  test('what is not significant at 5 % is what COINr leaves blank', () => {
    const { columnOf } = load();
    for (const { Var1, Var2, Correlation } of readAsem('43_corr_L1_parent_pval05.csv')) {
      const { coefficient, pValue } = correlation(columnOf(Var1!), columnOf(Var2!), 'pearson');
      expectNear(pValue! > 0.05 ? Number.NaN : coefficient, asemNumber(Correlation), Var2);
    }
  });

  test('indicators of a pillar that say the same twice', () => {
    const { model, evaluation } = load();
    const rule = { kind: 'pearson' as const, high: 0.75, low: -1, significance: 0.05 };
    const flags = siblingFlags(model, evaluation, rule).filter(({ parent }) => parent === 'Social');
    expect(
      flags.map(({ node, with: other, coefficient }) => [[node, other].sort(), coefficient!.toFixed(3)]),
    ).toEqual([
      [['CPI', 'FreePress'], '0.761'],
      [['CPI', 'NGOs'], '0.768'],
    ]);
  });

  test('Cronbach’s alpha of each pillar and of all indicators, normalised', () => {
    const { model, columnOf } = load();
    for (const { scope, alpha_normalised: alpha } of readAsem('44_cronbach.csv')) {
      const code = scope!.replace(/\(L\d\)/, '');
      const node = model.nodes.find((candidate) => candidate.code === code);
      const members =
        node?.kind === 'branch'
          ? Array.from(node.children, (child) => model.nodes[child]!.code)
          : [...model.indicators];
      expectNear(cronbachAlpha(members.map(columnOf)), asemNumber(alpha), scope);
    }
  });
});

describe.skipIf(asemIsAbsent)('principal components against COINr on ASEM', () => {
  test.each([
    1, 2, 3,
  ])('of every group of nodes at level %i: eigenvalues, shares and first loadings', (level) => {
    const model = compileFramework(asemFramework(), asemIndicators());
    const { scores } = evaluate(model, asemMatrix(model.indicators));
    const loadings = new Map(
      readAsem(`42_pca_weights_L${level}.csv`).map((row) => [row['iCode']!, asemNumber(row['Weight'])]),
    );
    const eigenvalues = Map.groupBy(readAsem(`42_pca_eigen_L${level}.csv`), (row) => row['group']!);
    for (const [group, rows] of eigenvalues) {
      const node = model.nodes.find(({ code }) => code === group)!;
      if (node.kind === 'leaf') throw new TypeError(`${group} has no children`);
      const children = Array.from(node.children);
      const found = principalComponents(children.map((child) => scores[child]!));
      if (!Array.isArray(found)) throw new TypeError(found.en);
      expect(found).toHaveLength(rows.length);
      for (const [place, { eigenvalue, share }] of found.entries()) {
        expectNear(eigenvalue, asemNumber(rows[place]!['eigenvalue']), group);
        expectNear(share, asemNumber(rows[place]!['varfrac']), group);
      }
      expectNear(found.at(-1)!.cumulative, 1, group);
      const expected = children.map((child) => loadings.get(model.nodes[child]!.code)!);
      const sign = Math.sign(expected.reduce((sum, loading) => sum + loading, 0));
      for (const [place, loading] of expected.entries())
        expectNear(found[0]!.loadings[place], sign * loading, group, 1e-10);
    }
  });
});

test('principal components of a column that does not vary are none, with the reason', () => {
  const components = principalComponents([Float64Array.from([1, 2, 3]), Float64Array.from([4, 4, 4])]);
  expect(components).toMatchObject({ en: expect.stringContaining('same score') });
});

describe('correlation', () => {
  const column = (...values: number[]) => Float64Array.from(values);

  test('is undefined where a column does not vary or too few units have both values', () => {
    const gap = Number.NaN;
    for (const kind of kinds) {
      expect(correlation(column(1, 1, 1), column(1, 2, 3), kind)).toEqual({
        coefficient: null,
        pValue: null,
        pairs: 3,
      });
      expect(correlation(column(1, gap, 3), column(gap, 2, 3), kind)).toEqual({
        coefficient: null,
        pValue: null,
        pairs: 1,
      });
    }
  });

  test('of values at the ends of the double range', () => {
    const huge = column(1e308, 1.5e308, -1.7e308, 0);
    const tiny = column(1e-308, 1.5e-308, -1.7e-308, -0);
    expectNear(correlation(huge, tiny, 'pearson').coefficient, 1);
  });

  test('Kendall counts as a comparison of every pair with every other does', () => {
    const values = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 })), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(values, (points) => {
        const agreements = points.flatMap(([a, b], i) =>
          points.slice(i + 1).map(([c, d]) => Math.sign(a - c) * Math.sign(b - d)),
        );
        const concordant = agreements.filter((agreement) => agreement > 0).length;
        const discordant = agreements.filter((agreement) => agreement < 0).length;
        const counts = kendall(column(...points.map(([x]) => x)), column(...points.map(([, y]) => y)));
        expect(counts).toMatchObject({ concordant, discordant });
      }),
    );
  });

  // From SciPy 1.17.1: pearsonr, spearmanr and kendalltau(method='asymptotic').
  test.each([
    ['pearson', 0.6128708871638633, 0.10619346445377138],
    ['spearman', 0.7363210405107239, 0.037246077456764996],
    ['kendall', 0.6158402871356008, 0.04013092087371029],
  ] as const)('%s with ties, and how likely it is by chance', (kind, coefficient, pValue) => {
    const x = column(0.8002, 0.7365, 0.722, 0.722, 0.7098, 0.7036, 0.61, 0.59);
    const y = column(0.91, 0.88, 0.61, 0.702, 0.35, 0.61, 0.4, 0.61);
    const found = correlation(x, y, kind);
    expectNear(found.coefficient, coefficient);
    expectNear(found.pValue, pValue);
    expect(found.pairs).toBe(8);
  });

  // From SciPy 1.17.1: t.sf and norm.sf, doubled.
  test('tails of Student’s and of the normal distribution', () => {
    expectNear(correlationPValue(0.5, 10), 0.14111328125);
    expectNear(correlationPValue(0, 20), 1);
    expectNear(normalPValue(1.959963984540054), 0.05);
    expectNear(normalPValue(2.5), 0.012419330651552265);
    expectNear(normalPValue(5) / 5.733031437583866e-7, 1);
    expectNear(normalPValue(0), 1);
  });

  test('the order of the units does not change a bit', () => {
    const pairs: [number, number][] = [
      [0.8002, 0.91],
      [0.7365, 0.88],
      [0.722, 0.61],
      [0.7121, 0.702],
      [0.7098, 0.35],
      [0.7036, 0.3333],
    ];
    fc.assert(
      fc.property(
        fc.shuffledSubarray(pairs, { minLength: 6 }),
        fc.constantFrom(...kinds),
        (shuffled, kind) => {
          const of = (points: [number, number][]) =>
            correlation(column(...points.map(([x]) => x)), column(...points.map(([, y]) => y)), kind);
          expect(of(shuffled)).toEqual(of(pairs));
        },
      ),
    );
  });

  test('Cronbach’s alpha is undefined for a single column and for one without two common units', () => {
    expect(cronbachAlpha([column(1, 2, 3)])).toBeNull();
    expect(cronbachAlpha([column(1, Number.NaN, 3), column(Number.NaN, 2, 3)])).toBeNull();
    expect(cronbachAlpha([column(1, 2, 3), column(3, 2, 1)])).toBeNull();
    expect(() => cronbachAlpha([column(1e308, -1e308), column(1e308, 2)])).toThrow('too large');
  });
});
