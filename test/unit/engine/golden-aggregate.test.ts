import { describe, expect, test } from 'vitest';
import { compileFramework } from '../../../domain/engine/compile-framework.ts';
import { type NodeScores, scoreUnits } from '../../../domain/engine/score-units.ts';
import type {
  Aggregation,
  Framework,
  FrameworkNode,
  Normalisation,
} from '../../../domain/methodology/definitions.ts';
import {
  asemFramework,
  asemIndicators,
  asemIsAbsent,
  asemMatrix,
  asemNumber,
  readAsem,
} from '../../builders/asem-framework.ts';
import { relativeDistance } from './relative-distance.ts';

const minMax = (low: number): Normalisation => ({ method: 'min-max', low, high: 100 });
const zScore: Normalisation = { method: 'z-score', mean: 0, standardDeviation: 1, of: 'sample' };

type Result = { nodes: Map<string, NodeScores>; place: Map<string, number> };

function run(framework: Framework, file?: string, indicators = asemIndicators()): Result {
  const model = compileFramework(framework, indicators);
  const { codes, ...matrix } = asemMatrix(model.indicators, file);
  return {
    nodes: new Map(scoreUnits(model, matrix).map((node) => [node.code, node])),
    place: new Map(codes.map((code, place) => [code, place])),
  };
}

/** Scores further than 1e-12 from COINr's, and ranks other than its, as "node country". */
function differences({ nodes, place }: Result, file: string): { scores: string[]; ranks: string[] } {
  const scores = [];
  const ranks = [];
  const rankRows = readAsem(`31_rank_${file}.csv`);
  for (const [line, { uCode: country, ...cells }] of readAsem(`30_agg_${file}.csv`).entries())
    for (const [code, cell] of Object.entries(cells)) {
      const node = nodes.get(code);
      if (!node) continue;
      const unit = place.get(country!)!;
      if (!(relativeDistance(node.exact[unit]!, asemNumber(cell)) <= 1e-12))
        scores.push(`${code} ${country}`);
      if (node.ranks[unit] !== Number(rankRows[line]![code])) ranks.push(`${code} ${country}`);
    }
  return { scores, ranks };
}

const unequal = () =>
  new Map(readAsem('30_weights_unequal.csv').map((row) => [row['iCode']!, asemNumber(row['Weight'])]));

describe.skipIf(asemIsAbsent)('every node of 51 countries, against COINr', () => {
  test.each<[string, Normalisation, Aggregation]>([
    ['amean_minmax100', minMax(0), { method: 'arithmetic-mean' }],
    ['amean_zscore', zScore, { method: 'arithmetic-mean' }],
    ['gmean_minmax1_100', minMax(1), { method: 'geometric-mean' }],
    ['hmean_minmax1_100', minMax(1), { method: 'harmonic-mean' }],
    ['genmean_p2_minmax1_100', minMax(1), { method: 'generalised-mean', power: 2 }],
    ['genmean_pm1_minmax1_100', minMax(1), { method: 'generalised-mean', power: -1 }],
    ['copeland_minmax100', minMax(0), { method: 'copeland' }],
  ])('%s: scores agree to 1e-12, and all ranks', (file, normalise, aggregate) => {
    expect(differences(run(asemFramework({ normalise, aggregate })), file)).toEqual({
      scores: [],
      ranks: [],
    });
  });

  test.each<[string, Normalisation, Aggregation]>([
    ['amean_unequalw', minMax(0), { method: 'arithmetic-mean' }],
    ['gmean_unequalw', minMax(1), { method: 'geometric-mean' }],
    ['hmean_unequalw', minMax(1), { method: 'harmonic-mean' }],
  ])('%s: with weights of its own for each node', (file, normalise, aggregate) => {
    const framework = asemFramework({ normalise, aggregate, weights: unequal() });
    expect(differences(run(framework), file)).toEqual({ scores: [], ranks: [] });
  });

  test.each<[string, Normalisation, Aggregation]>([
    ['na_amean', minMax(0), { method: 'arithmetic-mean' }],
    ['na_gmean', minMax(1), { method: 'geometric-mean' }],
    ['na_hmean', minMax(1), { method: 'harmonic-mean' }],
  ])('%s: with 64 cells missing, whose siblings carry their weight', (file, normalise, aggregate) => {
    const framework = asemFramework({ normalise, aggregate });
    expect(differences(run(framework, '33_na_treated.csv'), file)).toEqual({ scores: [], ranks: [] });
  });

  test.each([
    ['na_amean_thresh90', [0.9, 0.9, 0.9]],
    ['na_amean_thresh_levels', [1, 0.5, 0.9]],
  ])('%s: a node needs a share of its children, another on each level', (file, shares) => {
    const withShares = (node: FrameworkNode, level: number): FrameworkNode =>
      'indicator' in node
        ? node
        : {
            ...node,
            missing: { rule: 'renormalise', atLeast: shares[level]! },
            children: node.children.map((child) => withShares(child, level + 1)),
          };
    const framework = asemFramework({ normalise: minMax(0) });
    const result = run({ ...framework, root: withShares(framework.root, 0) }, '33_na_treated.csv');
    expect(differences(result, file)).toEqual({ scores: [], ranks: [] });
  });

  const normalised = (file: string) => {
    const higher = asemIndicators().map((indicator) => ({
      ...indicator,
      direction: 'higher-is-better' as const,
    }));
    return run(asemFramework({ normalise: { method: 'none' } }), `20_norm_${file}.csv`, higher);
  };

  test('amean_goalposts: over values that lie between goalposts', () => {
    expect(differences(normalised('goalposts'), 'amean_goalposts')).toEqual({ scores: [], ranks: [] });
  });

  test('amean_borda: units whose points are equal share a rank, which in COINr an order of addition decides', () => {
    const result = normalised('borda');
    const { scores, ranks } = differences(result, 'amean_borda');
    expect(scores).toEqual([]);
    expect(ranks.length).toBeGreaterThan(0);
    for (const cell of ranks) {
      const [code, country] = cell.split(' ') as [string, string];
      const node = result.nodes.get(code)!;
      const own = node.exact[result.place.get(country)!]!;
      const equal = node.exact.filter((score) => Math.abs(score - own) < 1e-12);
      expect(equal.length, cell).toBeGreaterThan(1);
      expect(new Set(Array.from(equal, (score) => node.ranks[node.exact.indexOf(score)])).size, cell).toBe(1);
    }
  });

  test('another aggregation on each level', () => {
    const levels: Aggregation[] = [
      { method: 'copeland' },
      { method: 'geometric-mean' },
      { method: 'arithmetic-mean' },
    ];
    const withLevels = (node: FrameworkNode, level: number): FrameworkNode =>
      'indicator' in node
        ? node
        : {
            ...node,
            aggregate: levels[level]!,
            children: node.children.map((child) => withLevels(child, level + 1)),
          };
    const framework = asemFramework({ normalise: minMax(1) });
    const mixed = { ...framework, root: withLevels(framework.root, 0) };
    expect(differences(run(mixed), 'mixed_amean_gmean_copeland')).toEqual({ scores: [], ranks: [] });
  });
});

describe.skipIf(asemIsAbsent)('Copeland', () => {
  test('counts whom a country outranks in COINr, and who outranks it', () => {
    const { nodes } = run(asemFramework({ aggregate: { method: 'copeland' } }));
    const outranks = readAsem('32_outrank_Physical.csv').map((row) =>
      Object.entries(row).reduce(
        (sum, [key, share]) => (key === 'uCode' ? sum : sum + Math.sign(Number(share) - 0.5)),
        0,
      ),
    );
    // A country does not meet itself, which the matrix writes as 0.
    expect([...nodes.get('Physical')!.exact]).toEqual(outranks.map((sum) => sum + 1));
  });

  test('who wins against one loses to another: the scores of a node sum to 0, which COINr misses by a weight', () => {
    const { nodes } = run(asemFramework({ aggregate: { method: 'copeland' }, weights: unequal() }));
    const sum = (scores: Iterable<number>) => [...scores].reduce((before, score) => before + score, 0);
    for (const { exact, decimals, code } of nodes.values())
      if (
        decimals &&
        !readAsem('00_iMeta.csv').some((row) => row['iCode'] === code && row['Type'] === 'Indicator')
      )
        expect(sum(exact), code).toBe(0);
    const coinr = readAsem('30_agg_copeland_unequalw.csv').map((row) => asemNumber(row['Instit']));
    expect(sum(coinr)).toBe(-1);
  });

  test('scores are those of COINr but where it takes 6 parts of 12 for less than half', () => {
    const { scores, ranks } = differences(
      run(asemFramework({ aggregate: { method: 'copeland' }, weights: unequal() })),
      'copeland_unequalw',
    );
    expect(scores).toEqual(['Instit CHE', 'Social KAZ']);
    expect(ranks).toEqual([]);
  });
});
