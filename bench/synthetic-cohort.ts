import { randomNumbers } from '../domain/analysis/random.ts';
import type { Subject } from '../domain/analysis/subject.ts';
import type {
  Aggregation,
  Framework,
  FrameworkNode,
  Indicator,
  MissingRule,
} from '../domain/methodology/definitions.ts';

type Shape = {
  units: number;
  indicators: number;
  /** Of all cells, how many are missing: 0 … 1. */
  gaps?: number;
  aggregate?: Aggregation;
};

/** Random numbers under a tree of four levels: total, two halves, pillars of about ten indicators; unequal weights. */
export function syntheticCohort(shape: Shape): Subject {
  const { units, indicators: count, gaps = 0 } = shape;
  const indicators = Array.from({ length: count }, (_, place) => indicatorAt(place));
  return {
    framework: frameworkOf(shape),
    indicators,
    columns: indicators.map(({ id }) => id),
    matrix: { units, values: randomValues(units * count, gaps) },
  };
}

function randomValues(cells: number, gaps: number): Float64Array {
  const random = randomNumbers(2022);
  const values = new Float64Array(cells);
  for (let cell = 0; cell < cells; cell++) {
    const value = 100 * random();
    values[cell] = random() < gaps ? Number.NaN : value;
  }
  return values;
}

const named = (code: string) => ({ code, name: { vi: code, en: code } });

const indicatorAt = (place: number): Indicator => ({
  id: `i${place}`,
  name: { vi: `i${place}`, en: `i${place}` },
  unit: 'ratio',
  direction: place % 7 === 3 ? 'lower-is-better' : 'higher-is-better',
  decimals: 4,
  range: {},
});

function frameworkOf({ indicators, gaps, aggregate = { method: 'arithmetic-mean' } }: Shape): Framework {
  const missing: MissingRule = gaps ? { rule: 'renormalise', atLeast: 0 } : { rule: 'fail', atLeast: 0 };
  const leaf = (place: number): FrameworkNode => ({
    ...named(`leaf-${place}`),
    indicator: `i${place}`,
    normalise: { method: 'min-max', low: 0, high: 100 },
    weight: 1 + (place % 3),
  });
  const branch = (code: string, children: FrameworkNode[]): FrameworkNode => ({
    ...named(code),
    aggregate,
    missing,
    children,
    weight: children.length,
  });
  const pillars = Math.ceil(indicators / 10);
  const pillar = (place: number) =>
    branch(
      `pillar-${place}`,
      Array.from({ length: indicators }, (_, leafPlace) => leafPlace)
        .filter((leafPlace) => leafPlace % pillars === place)
        .map(leaf),
    );
  const all = Array.from({ length: pillars }, (_, place) => pillar(place));
  const half = Math.ceil(pillars / 2);
  return {
    kind: 'framework',
    id: 'synthetic',
    index: 'synthetic',
    version: '1',
    source: { citation: 'random numbers' },
    decimals: 4,
    ranking: { ties: 'competition', on: 'rounded' },
    root: branch('total', [branch('first-half', all.slice(0, half)), branch('second-half', all.slice(half))]),
    reported: [],
  };
}
